package io.sightline.bench.auth;

import io.sightline.bench.process.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks for live parts at a steady pace, as some dozens of viewers together do. */
final class PartPlayer implements AutoCloseable {

    private static final Duration PACE = Duration.ofMillis(5);
    private static final Duration NEW_PARTS = Duration.ofMillis(500);
    private static final Pattern PART = Pattern.compile("#EXT-X-PART:[^\n]*URI=\"([^\"]+)\"");

    private final ServerProcess server;
    private final URI playlist;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    PartPlayer(ServerProcess server, String stream) {
        this.server = server;
        playlist = server.base().resolve("/live/" + stream + "/media.m3u8");
    }

    /** Latencies in milliseconds, until the time is over. */
    List<Double> play(Duration duration) throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        List<URI> parts = List.of();
        long next = System.nanoTime();
        long end = next + duration.toNanos();
        long renewed = 0;
        for (int i = 0; next < end; i++) {
            if (System.nanoTime() - renewed > NEW_PARTS.toNanos()) {
                parts = parts();
                renewed = System.nanoTime();
            }
            next += PACE.toNanos();
            while (System.nanoTime() < next) {
                LockSupport.parkNanos(next - System.nanoTime());
            }
            // From when it was due: what holds up one request holds up those behind it too.
            get(parts.get(i % parts.size()));
            millis.add((System.nanoTime() - next) / 1e6);
        }
        return millis;
    }

    private List<URI> parts() throws IOException, InterruptedException {
        String text = new String(get(playlist), java.nio.charset.StandardCharsets.UTF_8);
        List<URI> found = new ArrayList<>();
        Matcher part = PART.matcher(text);
        while (part.find()) {
            found.add(playlist.resolve(part.group(1)));
        }
        if (found.isEmpty()) {
            throw new IOException("no parts in\n" + text);
        }
        return found.subList(found.size() / 2, found.size());
    }

    private byte[] get(URI uri) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri)
                        .header("Authorization", "Bearer " + server.key())
                        .timeout(Duration.ofSeconds(30))
                        .build();
        HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(uri + " answers " + answer.statusCode());
        }
        return answer.body();
    }

    @Override
    public void close() {
        http.close();
    }
}
