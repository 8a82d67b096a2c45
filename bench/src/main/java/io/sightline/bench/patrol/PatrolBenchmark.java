package io.sightline.bench.patrol;

import io.sightline.bench.Benchmark;
import io.sightline.bench.Figure;
import io.sightline.bench.Options;
import io.sightline.bench.Outcome;
import io.sightline.bench.Progress;
import io.sightline.bench.Table;
import io.sightline.bench.process.DirectoryTree;
import io.sightline.bench.process.FarmProcess;
import io.sightline.bench.process.FarmProcess.FarmCamera;
import io.sightline.bench.process.ProcessUsage;
import io.sightline.bench.process.ServerProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code patrol}: processor time of looking after many cameras that nobody watches, each of which
 * is asked once in half a minute; beside the same server without cameras.
 */
public final class PatrolBenchmark implements Benchmark {

    private static final int CAMERAS = 1_000;
    private static final Duration DURATION = Duration.ofMinutes(2);

    /** For the start, the first looks at every camera, and the compiler. */
    private static final Duration SETTLE = Duration.ofMinutes(1);

    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Pattern LOOKS =
            Pattern.compile("^camera_looks_total (\\S+)$", Pattern.MULTILINE);
    private static final Pattern ONLINE =
            Pattern.compile("^camera_online_count (\\S+)$", Pattern.MULTILINE);

    @Override
    public String name() {
        return "patrol";
    }

    @Override
    public String summary() {
        return "cost of looking after cameras that nobody watches, every 30 s";
    }

    @Override
    public String optionsHelp() {
        return """
        --cameras N   to look after (%d)
        --seconds S   measured (%d)
        """
                .formatted(CAMERAS, DURATION.toSeconds());
    }

    /**
     * Of one stretch of time.
     *
     * @param cpuPercent of one core
     */
    private record Load(double cpuPercent, double looksPerSecond) {}

    @Override
    public Outcome run(Options options, Progress progress) throws Exception {
        options.allowOnly("cameras", "seconds");
        int cameras = options.number("cameras", CAMERAS);
        Duration duration = options.seconds("seconds", DURATION);
        Path data = Files.createTempDirectory("sightline-patrol");
        try (FarmProcess farm = FarmProcess.start(cameras, data.resolve("farm.out"));
                ServerProcess server = ServerProcess.start(data.resolve("server"), List.of())) {
            progress.pause(SETTLE, "server without cameras");
            Load idle = measure(server, IDLE, progress, "server without cameras");
            List<FarmCamera> all = farm.cameras();
            for (FarmCamera camera : all) {
                add(server, camera);
            }
            progress.pause(SETTLE, cameras + " cameras added");
            Load patrol = measure(server, duration, progress, "patrol of " + cameras);
            double online = metric(server, ONLINE);
            return outcome(idle, patrol, online, cameras);
        } finally {
            DirectoryTree.delete(data);
        }
    }

    private static void add(ServerProcess server, FarmCamera camera)
            throws IOException, InterruptedException {
        HttpResponse<String> reply =
                server.post(
                        "/api/v1/cameras",
                        "{\"name\":\"camera %d\",\"url\":\"%s\",\"record\":false}"
                                .formatted(camera.index(), camera.url()));
        if (reply.statusCode() != 201) {
            throw new IOException("adding camera " + camera.index() + ": " + reply.body());
        }
    }

    private static Load measure(
            ServerProcess server, Duration duration, Progress progress, String what)
            throws IOException, InterruptedException {
        double looks = metric(server, LOOKS);
        double cpu = ProcessUsage.cpuSeconds(server.pid());
        long start = System.nanoTime();
        progress.pause(duration, what);
        double seconds = (System.nanoTime() - start) / 1e9;
        double spent = ProcessUsage.cpuSeconds(server.pid()) - cpu;
        return new Load(100 * spent / seconds, (metric(server, LOOKS) - looks) / seconds);
    }

    private static double metric(ServerProcess server, Pattern pattern)
            throws IOException, InterruptedException {
        Matcher found = pattern.matcher(server.get("/metrics").body());
        return found.find() ? Double.parseDouble(found.group(1)) : Double.NaN;
    }

    private static Outcome outcome(Load idle, Load patrol, double online, int cameras) {
        Table table = new Table("server", "cameras", "% of a core", "looks a second");
        table.row("idle", 0, idle.cpuPercent(), idle.looksPerSecond());
        table.row("on patrol", cameras, patrol.cpuPercent(), patrol.looksPerSecond());
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of("idleCpuPercent", idle.cpuPercent()));
        figures.add(Figure.atMost("cpuPercent", patrol.cpuPercent() - idle.cpuPercent(), 5, 2.5));
        figures.add(Figure.of("looksPerSecond", patrol.looksPerSecond()));
        figures.add(Figure.atLeast("onlineShare", online / cameras, 1, 1));
        boolean real = cameras >= CAMERAS;
        return new Outcome(
                List.of(table), real ? figures : figures.stream().map(Figure::unbound).toList());
    }
}
