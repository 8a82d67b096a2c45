package io.sightline.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * {@code ./sightline bench NAME [options]}: runs a benchmark, shows progress and tables, ends with
 * one line {@code NAME key=value …}. Exit status 0 when every must figure is met, 1 when one is
 * missed, 2 when it could not be measured.
 */
public final class BenchMain {

    private static final int MET = 0;
    private static final int MISSED = 1;
    private static final int NOT_MEASURED = 2;

    private BenchMain() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), Benchmarks.ALL, out, err));
    }

    static int run(
            List<String> arguments, List<Benchmark> known, PrintStream out, PrintStream err) {
        Optional<Benchmark> named =
                arguments.stream()
                        .findFirst()
                        .flatMap(
                                name ->
                                        known.stream()
                                                .filter(b -> b.name().equals(name))
                                                .findFirst());
        if (named.isEmpty()) {
            usage(known, arguments.isEmpty() ? out : err);
            return arguments.isEmpty() || arguments.getFirst().equals("help") ? MET : NOT_MEASURED;
        }
        return run(named.get(), arguments.subList(1, arguments.size()), out, err);
    }

    private static int run(
            Benchmark benchmark, List<String> arguments, PrintStream out, PrintStream err) {
        try {
            Progress progress = new Progress(err);
            progress.step(benchmark.name() + ": " + benchmark.summary());
            Outcome outcome = benchmark.run(Options.parse(arguments), progress);
            outcome.tables().forEach(table -> out.println(table));
            out.println(outcome.figuresTable());
            out.println(outcome.closingLine(benchmark.name()));
            return outcome.meetsMusts() ? MET : MISSED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NOT_MEASURED;
        } catch (IllegalArgumentException e) {
            err.println(benchmark.name() + ": " + e.getMessage());
            benchmark.optionsHelp().lines().forEach(line -> err.println("  " + line));
            return NOT_MEASURED;
        } catch (Exception e) {
            err.println(benchmark.name() + " could not be measured:");
            e.printStackTrace(err);
            return NOT_MEASURED;
        }
    }

    private static void usage(List<Benchmark> known, PrintStream out) {
        out.println("usage: bench NAME [options]");
        for (Benchmark benchmark : known) {
            out.printf("  %-10s %s%n", benchmark.name(), benchmark.summary());
            Arrays.stream(benchmark.optionsHelp().split("\n"))
                    .filter(line -> !line.isBlank())
                    .forEach(line -> out.printf("  %-10s   %s%n", "", line));
        }
    }
}
