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
import java.util.ArrayList;
import java.util.List;

/**
 * What it costs to know who asks: checks of tokens on the media path, a log-in, and what fifty
 * log-ins at once do to those who watch.
 */
public final class AuthBenchmark implements Benchmark {

    private static final double CHECKS_PER_SECOND = 200_000;
    private static final double LOG_IN_MILLIS = 50;
    private static final int ROUNDS = 8;

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
        return "--rounds N   rounds with log-ins, each between two without (" + ROUNDS + ")";
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
                double logIn = Quantiles.of(logIns.oneByOne(20), 0.5);
                figures.add(Figure.atLeast("logInMillis", logIn, LOG_IN_MILLIS, LOG_IN_MILLIS));
                new PartsDuringLogIns(player, logIns, progress)
                        .measure(options.number("rounds", ROUNDS), tables, figures);
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
}
