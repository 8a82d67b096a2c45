package io.sightline.bench.latency;

import io.sightline.bench.process.ServerProcess;
import io.sightline.simulator.CameraFarm;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Watches one camera in Chromium through the page itself, by {@code web/e2e/latency.mjs}, and
 * compares each frame with when the farm sent it. All clocks are this machine's.
 */
final class BrowserWatch {

    private static final String SCRIPT = "e2e/latency.mjs";
    private static final double MICROS_PER_MILLI = 1000;

    private final CameraFarm farm;
    private final Path web;

    BrowserWatch(CameraFarm farm) throws IOException {
        this.farm = farm;
        this.web = findWeb();
    }

    /** The page's folder: benchmarks run from the repository's root or from a module. */
    private static Path findWeb() throws IOException {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path web = at.resolve("web");
            if (Files.isRegularFile(web.resolve(SCRIPT))) {
                return web;
            }
        }
        throw new IOException("web/" + SCRIPT + " is not here: run this in the repository");
    }

    Latencies watch(URI page, String transport, Duration warmUp, Duration duration)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(
                                List.of(
                                        "node",
                                        SCRIPT,
                                        page.toString(),
                                        transport,
                                        Long.toString(warmUp.toSeconds()),
                                        Long.toString(duration.toSeconds())))
                        .directory(web.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("SIGHTLINE_USERNAME", "admin");
        builder.environment().put("SIGHTLINE_PASSWORD", ServerProcess.ADMIN_PASSWORD);
        Process script = builder.start();
        try (BufferedReader output = script.inputReader(StandardCharsets.UTF_8)) {
            Latencies latencies = read(output);
            if (script.waitFor() != 0) {
                throw new IOException("the browser could not be watched; see above");
            }
            return latencies;
        } finally {
            script.destroy();
        }
    }

    /** Looks frames up as they come: the farm remembers only when each number was last sent. */
    private Latencies read(BufferedReader output) throws IOException {
        List<Double> millis = new ArrayList<>();
        long unread = 0;
        long stalls = 0;
        double longestStandMillis = 0;
        String line;
        while ((line = output.readLine()) != null) {
            Optional<ShownFrame> shown = ShownFrame.parse(line);
            if (shown.isPresent()) {
                OptionalLong sent = farm.sentMicros(0, shown.get().number());
                sent.ifPresent(
                        micros ->
                                millis.add(
                                        (shown.get().shownMicros() - micros) / MICROS_PER_MILLI));
            } else if (line.startsWith("unread ")) {
                unread = Long.parseLong(line.substring("unread ".length()));
            } else if (line.startsWith("stalls ")) {
                stalls = Long.parseLong(line.substring("stalls ".length()));
            } else if (line.startsWith("stand ")) {
                longestStandMillis = Double.parseDouble(line.substring("stand ".length()));
            }
        }
        return new Latencies(millis, unread, stalls, longestStandMillis);
    }
}
