package io.sightline.bench.record;

import io.sightline.bench.Benchmark;
import io.sightline.bench.Figure;
import io.sightline.bench.Options;
import io.sightline.bench.Outcome;
import io.sightline.bench.Progress;
import io.sightline.bench.Table;
import io.sightline.bench.process.DirectoryTree;
import io.sightline.bench.process.FarmProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * {@code record}: processor time and memory per camera, ours and one ffmpeg's, in turns; then ours
 * alone with many cameras. And that no frame is lost.
 *
 * <p>All rounds meet the same conditions: memory full of files' pages ({@link FullPageCache}), and
 * files of 45 s, so that each window of 45 s holds the end of one of every camera, thirteen times
 * as often as by default.
 */
public final class RecordBenchmark implements Benchmark {

    private static final int CAMERAS = 60;
    private static final int MANY_CAMERAS = 300;
    private static final int ROUNDS = 2;
    private static final Duration DURATION = Contender.SEGMENT;

    @Override
    public String name() {
        return "record";
    }

    @Override
    public String summary() {
        return "cost of a 4 Mbit/s camera, pulled, recorded, indexed, live; against ffmpeg -c copy";
    }

    @Override
    public String optionsHelp() {
        return """
        --cameras N   beside the peer (%d)
        --many N      ours alone; 0 leaves it out (%d)
        --seconds S   of steady state in each round (%d)
        --rounds R    of ours, with the peer's between them (%d)
        --data DIR    where recordings go meanwhile (a temporary directory)
        """
                .formatted(CAMERAS, MANY_CAMERAS, DURATION.toSeconds(), ROUNDS);
    }

    @Override
    public Outcome run(Options options, Progress progress) throws Exception {
        options.allowOnly("cameras", "many", "seconds", "rounds", "data");
        int cameras = options.number("cameras", CAMERAS);
        int many = options.number("many", MANY_CAMERAS);
        Duration duration = options.seconds("seconds", DURATION);
        int rounds = options.number("rounds", ROUNDS);
        Path data =
                options.text("data").isPresent()
                        ? Files.createDirectories(Path.of(options.text("data").get()))
                        : Files.createTempDirectory("sightline-record");
        Contender ours = new Ours();
        Contender peer = new FfmpegCopies();
        List<Measurement> ourRounds = new ArrayList<>();
        List<Measurement> peerRounds = new ArrayList<>();
        List<Measurement> manyRounds = new ArrayList<>();
        try (FarmProcess farm =
                        FarmProcess.start(Math.max(cameras, many), data.resolve("farm.out"));
                FullPageCache memory = FullPageCache.in(data)) {
            Rounds all = new Rounds(farm, memory, duration, data, progress);
            for (int round = 0; round < rounds; round++) {
                ourRounds.add(all.measure(ours, cameras));
                // Between ours: what changes on the machine meanwhile falls on both.
                if (round < Math.max(1, rounds - 1)) {
                    peerRounds.add(all.measure(peer, cameras));
                }
            }
            if (many > 0) {
                manyRounds.add(all.measure(ours, many));
            }
        }
        DirectoryTree.delete(data);
        boolean real = cameras >= CAMERAS && duration.compareTo(DURATION) >= 0;
        Table table = table(ours, ourRounds, peer, peerRounds, manyRounds);
        return new Outcome(List.of(table), figures(ourRounds, peerRounds, manyRounds, real));
    }

    /** What is the same for all rounds. */
    private record Rounds(
            FarmProcess farm,
            FullPageCache memory,
            Duration duration,
            Path data,
            Progress progress) {

        Measurement measure(Contender contender, int cameras)
                throws IOException, InterruptedException {
            progress.step("filling the page cache: %d MB free".formatted(memory.fill() >> 20));
            progress.step(contender.name() + ", " + cameras + " cameras");
            Path directory = data.resolve("round");
            try {
                return contender.measure(farm, cameras, duration, directory, progress);
            } finally {
                DirectoryTree.delete(directory);
            }
        }
    }

    private static Table table(
            Contender ours,
            List<Measurement> ourRounds,
            Contender peer,
            List<Measurement> peerRounds,
            List<Measurement> manyRounds) {
        Table table =
                new Table(
                        "who", "cameras", "% of a core a camera", "MB a camera", "sent", "missing");
        ourRounds.forEach(round -> addRow(table, ours.name(), round));
        peerRounds.forEach(round -> addRow(table, peer.name(), round));
        manyRounds.forEach(round -> addRow(table, ours.name(), round));
        return table;
    }

    private static void addRow(Table table, String name, Measurement round) {
        boolean counted = round.framesSent() > 0;
        table.row(
                name,
                round.cameras(),
                round.cpuPercentPerCamera(),
                round.memoryMegabytesPerCamera(),
                counted ? round.framesSent() : "—",
                counted ? round.framesMissing() : "—");
    }

    private static List<Figure> figures(
            List<Measurement> ours, List<Measurement> peer, List<Measurement> many, boolean real) {
        double cpu = mean(ours, Measurement::cpuPercentPerCamera);
        double peerCpu = mean(peer, Measurement::cpuPercentPerCamera);
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of("cpuPercent", cpu));
        figures.add(Figure.of("ffmpegCpuPercent", peerCpu));
        figures.add(Figure.atMost("cpuRatio", cpu / peerCpu, 0.30, 0.15));
        figures.add(
                Figure.atMost("memoryMB", mean(ours, Measurement::memoryMegabytesPerCamera), 5, 2));
        List<Measurement> counted = Stream.concat(ours.stream(), many.stream()).toList();
        double missing =
                counted.stream().mapToDouble(round -> Math.abs(round.framesMissing())).sum();
        figures.add(Figure.atMost("framesMissing", missing, 0, 0));
        if (!many.isEmpty()) {
            double manyCpu = mean(many, Measurement::cpuPercentPerCamera);
            figures.add(Figure.of("manyCpuPercent", manyCpu));
            figures.add(Figure.atMost("manyCpuRatio", manyCpu / cpu, 1.1, 0.8));
            double manyMemory = mean(many, Measurement::memoryMegabytesPerCamera);
            figures.add(Figure.atMost("manyMemoryMB", manyMemory, 5, 2));
        }
        return real ? figures : figures.stream().map(Figure::unbound).toList();
    }

    private static double mean(List<Measurement> rounds, ToDoubleFunction<Measurement> figure) {
        return rounds.stream().mapToDouble(figure).average().orElse(Double.NaN);
    }
}
