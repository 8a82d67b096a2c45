package io.sightline.bench.playback;

import io.sightline.bench.Benchmark;
import io.sightline.bench.Figure;
import io.sightline.bench.Options;
import io.sightline.bench.Outcome;
import io.sightline.bench.Progress;
import io.sightline.bench.Table;
import io.sightline.bench.playback.LargeArchive.Moment;
import io.sightline.bench.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Seeks to random moments in the recordings of a hundred cameras over thirty days: the playlist,
 * the init segment and the first byte of media, one after the other as a player asks for them.
 */
public final class PlaybackBenchmark implements Benchmark {

    private static final int CAMERAS = 100;
    private static final int DAYS = 30;
    private static final int FILLED = 150;
    private static final int SEEKS = 1000;
    private static final int WARM_UP = 200;
    private static final Duration RECONCILE_LIMIT = Duration.ofMinutes(3);
    private static final Pattern AGREED =
            Pattern.compile("index and files agree: (\\d+) files.* (\\d+) ms");

    @Override
    public String name() {
        return "playback";
    }

    @Override
    public String summary() {
        return "time to the first byte of a random moment in 100 cameras × 30 days";
    }

    @Override
    public String optionsHelp() {
        return """
               --cameras N   cameras in the archive (100)
               --days N      days of each (30)
               --seeks N     moments sought (1000)""";
    }

    @Override
    public Outcome run(Options options, Progress progress) throws Exception {
        options.allowOnly("cameras", "days", "seeks");
        int cameras = options.number("cameras", CAMERAS);
        int days = options.number("days", DAYS);
        int seeks = options.number("seeks", SEEKS);
        Path data = Files.createTempDirectory("sightline-playback");
        try {
            Random random = new Random(1);
            LargeArchive archive = new LargeArchive(data, cameras, days);
            List<Moment> moments = archive.build(FILLED, seeks + WARM_UP, random, progress);
            boolean whole = cameras >= CAMERAS && days >= DAYS && seeks >= SEEKS;
            return measure(data, archive, moments, whole, progress);
        } finally {
            progress.step("removing the archive");
            removeTree(data);
        }
    }

    private static Outcome measure(
            Path data, LargeArchive archive, List<Moment> moments, boolean whole, Progress progress)
            throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.start(data, List.of());
                Seeker seeker = new Seeker(server.base(), server.key())) {
            progress.step("waiting until the server has compared index and files");
            double filesPerSecond = awaitReconciled(data);
            progress.step("seeking %d moments".formatted(moments.size()));
            for (Moment moment : moments.subList(0, WARM_UP)) {
                seeker.seek(moment);
            }
            List<Seeker.Times> times = new ArrayList<>();
            for (Moment moment : moments.subList(WARM_UP, moments.size())) {
                times.add(seeker.seek(moment));
            }
            return outcome(archive, times, filesPerSecond, whole);
        }
    }

    private static Outcome outcome(
            LargeArchive archive, List<Seeker.Times> times, double filesPerSecond, boolean whole) {
        double[] playlist = times.stream().mapToDouble(Seeker.Times::playlistMillis).toArray();
        double[] init = times.stream().mapToDouble(Seeker.Times::initMillis).toArray();
        double[] media = times.stream().mapToDouble(Seeker.Times::mediaMillis).toArray();
        double[] total = times.stream().mapToDouble(Seeker.Times::totalMillis).toArray();
        Table table =
                new Table(
                        "%d segments, ms".formatted(archive.segments()),
                        "P50",
                        "P90",
                        "P99",
                        "max");
        row(table, "playlist of ten minutes", playlist);
        row(table, "init segment", init);
        row(table, "first byte of media", media);
        row(table, "all three", total);
        Figure p99 = Figure.atMost("firstByteP99Millis", percentile(total, 99), 50, 10);
        return new Outcome(
                List.of(table),
                List.of(
                        whole ? p99 : p99.unbound(),
                        Figure.of("firstByteP50Millis", percentile(total, 50)),
                        Figure.of("segments", (double) archive.segments()),
                        Figure.of("reconciledFilesPerSecond", filesPerSecond)));
    }

    private static void row(Table table, String what, double[] millis) {
        table.row(
                what,
                percentile(millis, 50),
                percentile(millis, 90),
                percentile(millis, 99),
                percentile(millis, 100));
    }

    static double percentile(double[] values, int percent) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
        return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
    }

    /** The server says in its log what it found. */
    private static double awaitReconciled(Path data) throws IOException, InterruptedException {
        Path log = data.resolve("logs/sightline.log");
        long deadline = System.nanoTime() + RECONCILE_LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            if (Files.exists(log)) {
                Matcher agreed = AGREED.matcher(Files.readString(log));
                if (agreed.find()) {
                    double millis = Math.max(1, Double.parseDouble(agreed.group(2)));
                    return Double.parseDouble(agreed.group(1)) * 1000 / millis;
                }
            }
            Thread.sleep(100);
        }
        throw new IOException("the server did not compare index and files in " + RECONCILE_LIMIT);
    }

    private static void removeTree(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
