package io.sightline.bench.startup;

import io.sightline.bench.Benchmark;
import io.sightline.bench.Figure;
import io.sightline.bench.Options;
import io.sightline.bench.Outcome;
import io.sightline.bench.Progress;
import io.sightline.bench.Table;
import io.sightline.bench.process.DirectoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Start → first answer, as the launcher starts the server: same JVM options, same class path, with
 * the AOT cache. Once on an empty data directory and then on one that is there; the same without
 * the cache for comparison. Medians of several starts.
 */
public final class StartupBenchmark implements Benchmark {

    private static final double MUST_MILLIS = 3_000;
    private static final double AIM_MILLIS = 1_500;
    private static final int RUNS = 7;

    /** Set by the launcher: how it starts the server. */
    private static final String FLAGS = "sightline.server.flags";

    private static final String CLASS_PATH = "sightline.server.classpath";

    @Override
    public String name() {
        return "startup";
    }

    @Override
    public String summary() {
        return "start of the server to its first answer";
    }

    @Override
    public String optionsHelp() {
        return "--runs N   starts of each kind (" + RUNS + ")";
    }

    @Override
    public Outcome run(Options options, Progress progress) throws Exception {
        options.allowOnly("runs");
        int runs = options.number("runs", RUNS);
        String classPath =
                System.getProperty(CLASS_PATH, System.getProperty("java.class.path", ""));
        List<String> flags = flags();
        List<String> withoutCache =
                flags.stream().filter(flag -> !flag.startsWith("-XX:AOTCache")).toList();
        Path data = Files.createTempDirectory("sightline-startup");
        try {
            progress.step("warming the page cache");
            ServerStart.measure(flags, classPath, data.resolve("warm-up"));
            progress.step("starts on an empty data directory");
            long[] fresh = new long[runs];
            for (int i = 0; i < runs; i++) {
                fresh[i] = ServerStart.measure(flags, classPath, data.resolve("fresh" + i));
            }
            progress.step("starts on data that is there");
            long[] again = repeated(runs, flags, classPath, data.resolve("again"));
            progress.step("the same without the AOT cache");
            long[] cold = repeated(runs, withoutCache, classPath, data.resolve("again"));
            return outcome(fresh, again, cold);
        } finally {
            DirectoryTree.delete(data);
        }
    }

    private static List<String> flags() {
        String flags = System.getProperty(FLAGS, "--enable-native-access=ALL-UNNAMED");
        return Arrays.asList(flags.split(" "));
    }

    private static long[] repeated(int runs, List<String> flags, String classPath, Path data)
            throws IOException, InterruptedException {
        long[] millis = new long[runs];
        for (int i = 0; i < runs; i++) {
            millis[i] = ServerStart.measure(flags, classPath, data);
        }
        return millis;
    }

    private static Outcome outcome(long[] fresh, long[] again, long[] cold) {
        Table table = new Table("start → first answer, ms", "median", "fastest", "slowest");
        row(table, "empty data directory", fresh);
        row(table, "data is there", again);
        row(table, "data is there, no AOT cache", cold);
        return new Outcome(
                List.of(table),
                List.of(
                        Figure.atMost(
                                "freshMillis", (double) median(fresh), MUST_MILLIS, AIM_MILLIS),
                        Figure.atMost(
                                "againMillis", (double) median(again), MUST_MILLIS, AIM_MILLIS),
                        Figure.of("withoutCacheMillis", (double) median(cold))));
    }

    private static void row(Table table, String what, long[] millis) {
        long[] sorted = sorted(millis);
        table.row(
                what,
                Long.toString(median(millis)),
                Long.toString(sorted[0]),
                Long.toString(sorted[sorted.length - 1]));
    }

    private static long median(long[] values) {
        long[] sorted = sorted(values);
        return sorted[sorted.length / 2];
    }

    private static long[] sorted(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
