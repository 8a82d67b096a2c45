package io.sightline.bench.latency;

import io.sightline.bench.Benchmark;
import io.sightline.bench.Figure;
import io.sightline.bench.Options;
import io.sightline.bench.Outcome;
import io.sightline.bench.Progress;
import io.sightline.bench.Table;
import io.sightline.bench.process.DirectoryTree;
import io.sightline.bench.process.ServerProcess;
import io.sightline.simulator.CameraFarm;
import io.sightline.simulator.FarmSettings;
import io.sightline.simulator.clip.ClipSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Time in the picture → shown in Chromium. The farm's frames carry their number as a bar code; the
 * page's own player shows them; a script in the page reads the number of each frame that is shown
 * and when that is. The camera is recorded at the same time, as it would be.
 */
public final class LatencyBenchmark implements Benchmark {

    private static final Duration USUAL_DURATION = Duration.ofSeconds(60);
    private static final int USUAL_CHUNK_MILLIS = 200;
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Pattern CAMERA_ID = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"");

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String summary() {
        return "time in the picture to shown in Chromium, by MSE and by LL-HLS";
    }

    @Override
    public String optionsHelp() {
        return """
                --seconds 60         how long each way is watched
                --chunk-millis 200   length of a chunk, as the server's chunk-duration""";
    }

    @Override
    public Outcome run(Options options, Progress progress) throws Exception {
        options.allowOnly("seconds", "chunk-millis");
        Duration duration = options.seconds("seconds", USUAL_DURATION);
        String chunk =
                "-Dstream.chunk-duration=%dms"
                        .formatted(options.number("chunk-millis", USUAL_CHUNK_MILLIS));
        Path data = Files.createTempDirectory("sightline-latency");
        progress.step("encoding the camera's pictures, if they are not yet there");
        try (CameraFarm farm = CameraFarm.start(FarmSettings.of(1, ClipSpec.SMALL));
                ServerProcess server = ServerProcess.start(data, List.of(chunk))) {
            server.addCamera("latency", farm.url(0));
            String id = cameraId(server.get("/api/v1/cameras").body());
            BrowserWatch browser = new BrowserWatch(farm);
            progress.step("MSE over WebSocket for " + duration.toSeconds() + " s");
            Latencies mse = browser.watch(page(server, id, "mse"), "MSE", WARM_UP, duration);
            progress.step("LL-HLS by hls.js for " + duration.toSeconds() + " s");
            Latencies hls = browser.watch(page(server, id, "hls"), "LL-HLS", WARM_UP, duration);
            return outcome(mse, hls);
        } finally {
            DirectoryTree.delete(data);
        }
    }

    private static URI page(ServerProcess server, String cameraId, String transport) {
        return server.base().resolve("/#/cameras/" + cameraId + "?transport=" + transport);
    }

    private static String cameraId(String json) throws IOException {
        Matcher matcher = CAMERA_ID.matcher(json);
        if (!matcher.find()) {
            throw new IOException("the server lists no camera: " + json);
        }
        return matcher.group(1);
    }

    private static Outcome outcome(Latencies mse, Latencies hls) {
        Table table =
                new Table(
                        "way",
                        "median ms",
                        "p95 ms",
                        "p99 ms",
                        "frames",
                        "unread",
                        "stalls",
                        "longest stand ms");
        row(table, "MSE over WebSocket", mse);
        row(table, "LL-HLS, hls.js", hls);
        return new Outcome(
                List.of(table),
                List.of(
                        Figure.atMost("mse_ms", mse.median(), 500, 300),
                        Figure.atMost("hls_ms", hls.median(), 1200, 600),
                        Figure.atMost("stalls", (double) mse.stalls() + hls.stalls(), 0, 0)));
    }

    private static void row(Table table, String way, Latencies latencies) {
        table.row(
                way,
                (double) Math.round(latencies.median()),
                (double) Math.round(latencies.percentile(95)),
                (double) Math.round(latencies.percentile(99)),
                latencies.millis().size(),
                latencies.unread(),
                latencies.stalls(),
                (double) Math.round(latencies.longestStandMillis()));
    }
}
