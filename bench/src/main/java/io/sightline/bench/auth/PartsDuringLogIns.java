package io.sightline.bench.auth;

import io.sightline.bench.Figure;
import io.sightline.bench.Progress;
import io.sightline.bench.Table;
import io.sightline.bench.process.ProcessUsage;
import io.sightline.media.thread.ThreadScheduling;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * What fifty log-ins at once do to those who watch. Rounds without and with log-ins take turns, all
 * as long as the log-ins last; compared are the slowest hundredths of the requests of all rounds.
 *
 * <p>Clients share the machine with the server: what they take is shown, and so is how far the
 * quiet rounds are from each other.
 */
final class PartsDuringLogIns {

    private static final double MOST_RISE_PERCENT = 20;
    private static final int LOG_INS_AT_ONCE = 50;
    private static final double SLOWEST = 0.99;
    private static final Duration WARM_UP = Duration.ofSeconds(10);

    /**
     * Three hundred log-ins: what they need is compiled then, as in a server that has run a day.
     */
    private static final int WARM_UP_ROUNDS = 6;

    private final PartPlayer player;
    private final LogIns logIns;
    private final Progress progress;
    private final Table table =
            new Table("parts", "requests", "P50 ms", "P99 ms", "max ms", "clients, % of a core");

    /** Requests of every other quiet round, so that these can be compared with the others. */
    private final List<List<Double>> quiet = List.of(new ArrayList<>(), new ArrayList<>());

    private final List<Double> busy = new ArrayList<>();
    private final List<Double> logInSeconds = new ArrayList<>();

    PartsDuringLogIns(PartPlayer player, LogIns logIns, Progress progress) {
        this.player = player;
        this.logIns = logIns;
        this.progress = progress;
    }

    void measure(int rounds, List<Table> tables, List<Figure> figures) throws Exception {
        progress.step("warming up");
        ThreadScheduling.scheduleJvm();
        player.play(WARM_UP);
        for (int round = 1; round < WARM_UP_ROUNDS; round++) {
            busyRound();
        }
        Duration length = Duration.ofNanos(Math.round(1e9 * busyRound().seconds()));
        for (int round = 0; round < rounds; round++) {
            progress.step("round " + (round + 1) + " of " + rounds);
            quietRound(round, length);
            Round during = busyRound();
            busy.addAll(during.millis());
            logInSeconds.add(during.seconds());
            row(LOG_INS_AT_ONCE + " log-ins", during);
        }
        quietRound(rounds, length);
        tables.add(table);
        figures(figures);
    }

    private record Round(List<Double> millis, double seconds, double clientCpuSeconds) {}

    private void quietRound(int index, Duration length) throws Exception {
        double cpu = clientCpuSeconds();
        long start = System.nanoTime();
        List<Double> millis = player.play(length);
        Round round = new Round(millis, secondsSince(start), clientCpuSeconds() - cpu);
        quiet.get(index % 2).addAll(millis);
        row("quiet", round);
    }

    private Round busyRound() throws Exception {
        double cpu = clientCpuSeconds();
        long start = System.nanoTime();
        CompletableFuture<Double> all =
                logIns.atOnce(LOG_INS_AT_ONCE).thenApply(_ -> secondsSince(start));
        List<Double> millis = player.playWhile(() -> !all.isDone());
        return new Round(millis, all.get(1, TimeUnit.MINUTES), clientCpuSeconds() - cpu);
    }

    private static double clientCpuSeconds() throws IOException {
        return ProcessUsage.cpuSeconds(ProcessHandle.current().pid());
    }

    private static double secondsSince(long startNanos) {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    private void row(String what, Round round) {
        table.row(
                what,
                round.millis().size(),
                Quantiles.of(round.millis(), 0.5),
                Quantiles.of(round.millis(), SLOWEST),
                Quantiles.of(round.millis(), 1),
                100 * round.clientCpuSeconds() / round.seconds());
    }

    private void figures(List<Figure> figures) {
        List<Double> allQuiet = new ArrayList<>(quiet.getFirst());
        allQuiet.addAll(quiet.getLast());
        double without = Quantiles.of(allQuiet, SLOWEST);
        double with = Quantiles.of(busy, SLOWEST);
        double noise =
                Quantiles.of(quiet.getFirst(), SLOWEST) / Quantiles.of(quiet.getLast(), SLOWEST);
        figures.add(Figure.of("partP99QuietMillis", without));
        figures.add(Figure.of("partP99BusyMillis", with));
        figures.add(
                Figure.atMost("partP99RisePercent", percent(with / without), MOST_RISE_PERCENT, 5));
        figures.add(Figure.of("partP99NoisePercent", percent(noise)));
        figures.add(Figure.of("fiftyLogInsSeconds", Quantiles.of(logInSeconds, 0.5)));
    }

    private static double percent(double ratio) {
        return 100 * (ratio - 1);
    }
}
