package io.sightline.bench.auth;

import io.sightline.bench.Benchmark;
import io.sightline.bench.Figure;
import io.sightline.bench.Options;
import io.sightline.bench.Outcome;
import io.sightline.bench.Progress;
import io.sightline.bench.Table;
import io.sightline.bench.auth.TokenChecks.Rate;
import io.sightline.bench.process.FarmProcess;
import io.sightline.bench.process.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * What it costs to know who asks: checks of tokens on the media path, a log-in, and what fifty
 * log-ins at once do to those who watch. Quiet rounds and rounds with log-ins take turns, each as
 * long as the log-ins last; compared are the medians of the rounds.
 */
public final class AuthBenchmark implements Benchmark {

    private static final double CHECKS_PER_SECOND = 200_000;
    private static final double LOG_IN_MILLIS = 50;
    private static final double MOST_RISE_PERCENT = 20;
    private static final int LOG_INS_AT_ONCE = 50;
    private static final int ROUNDS = 5;

    @Override
    public String name() {
        return "auth";
    }

    @Override
    public String summary() {
        return "token checks, the cost of a log-in, and what many log-ins do to live parts";
    }

    @Override
    public String optionsHelp() {
        return "--rounds N   quiet rounds, and as many with log-ins (" + ROUNDS + ")";
    }

    @Override
    public Outcome run(Options options, Progress progress) throws Exception {
        options.allowOnly("rounds");
        List<Table> tables = new ArrayList<>();
        List<Figure> figures = new ArrayList<>();
        Path data = Files.createTempDirectory("sightline-auth");
        progress.step("token checks");
        try (TokenChecks checks = new TokenChecks(data.resolve("checks"))) {
            tokenChecks(checks.measure(), tables, figures);
        }
        try (FarmProcess farm = FarmProcess.start(1, data.resolve("farm.out"));
                ServerProcess server =
                        ServerProcess.start(
                                data.resolve("server"),
                                // Who measures comes from one address only.
                                List.of("-Daccount.throttle.per-address=100000"));
                LogIns logIns = new LogIns(server)) {
            String stream = server.addCamera("Gate", farm.cameras().getFirst().url());
            try (PartPlayer player = new PartPlayer(server, stream)) {
                progress.step("log-ins one by one");
                logIns.oneByOne(5);
                double logIn = quantile(logIns.oneByOne(20), 0.5);
                figures.add(Figure.atLeast("logInMillis", logIn, LOG_IN_MILLIS, LOG_IN_MILLIS));
                player.play(Duration.ofSeconds(10));
                rounds(options.number("rounds", ROUNDS), player, logIns, progress, tables, figures);
            }
        }
        return new Outcome(tables, figures);
    }

    private static void tokenChecks(List<Rate> rates, List<Table> tables, List<Figure> figures) {
        Table table = new Table("checks on one core", "per second");
        double slowest = Double.MAX_VALUE;
        for (Rate rate : rates) {
            table.row(rate.kind(), rate.perSecond());
            slowest = rate.first() ? slowest : Math.min(slowest, rate.perSecond());
        }
        tables.add(table);
        figures.add(
                Figure.atLeast(
                        "checksPerSecond", slowest, CHECKS_PER_SECOND, 5 * CHECKS_PER_SECOND));
    }

    private static void rounds(
            int count,
            PartPlayer player,
            LogIns logIns,
            Progress progress,
            List<Table> tables,
            List<Figure> figures)
            throws Exception {
        List<Double> quiet = new ArrayList<>();
        List<Double> busy = new ArrayList<>();
        List<Double> logInSeconds = new ArrayList<>();
        Table table =
                new Table(
                        "parts, P99 in ms", "quiet", LOG_INS_AT_ONCE + " log-ins", "they took, s");
        for (int round = 0; round < count; round++) {
            progress.step("round " + (round + 1) + " of " + count);
            long start = System.nanoTime();
            CompletableFuture<Double> all =
                    logIns.atOnce(LOG_INS_AT_ONCE)
                            .thenApply(done -> (System.nanoTime() - start) / 1e9);
            List<Double> during = new ArrayList<>();
            while (!all.isDone()) {
                during.addAll(player.play(Duration.ofMillis(500)));
            }
            double seconds = all.get(1, TimeUnit.MINUTES);
            List<Double> without = player.play(Duration.ofMillis(Math.round(seconds * 1000)));
            busy.add(quantile(during, 0.99));
            quiet.add(quantile(without, 0.99));
            logInSeconds.add(seconds);
            table.row("round " + (round + 1), quiet.getLast(), busy.getLast(), seconds);
        }
        double rise = 100 * (quantile(busy, 0.5) / quantile(quiet, 0.5) - 1);
        tables.add(table);
        figures.add(Figure.of("partP99QuietMillis", quantile(quiet, 0.5)));
        figures.add(Figure.of("partP99BusyMillis", quantile(busy, 0.5)));
        figures.add(Figure.atMost("partP99RisePercent", rise, MOST_RISE_PERCENT, 5));
        figures.add(Figure.of("fiftyLogInsSeconds", quantile(logInSeconds, 0.5)));
    }

    private static double quantile(List<Double> values, double quantile) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0
                ? Double.NaN
                : sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * quantile))];
    }
}
