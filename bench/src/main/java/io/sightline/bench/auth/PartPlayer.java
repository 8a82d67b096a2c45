package io.sightline.bench.auth;

import io.sightline.bench.process.ServerProcess;
import io.sightline.media.thread.ThreadScheduling;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks for live parts at a steady pace, as some dozens of viewers together do: one thread and one
 * connection that stays open, so that hardly anything but the server is measured. Viewers have
 * machines of their own: the thread goes before others ({@link ThreadScheduling#prompt}), as it
 * would have to wait for what the server computes otherwise.
 */
final class PartPlayer implements AutoCloseable {

    private static final Duration PACE = Duration.ofMillis(5);
    private static final Duration NEW_PARTS = Duration.ofMillis(500);
    private static final Duration READ_LIMIT = Duration.ofSeconds(30);
    private static final Pattern PART = Pattern.compile("#EXT-X-PART:[^\n]*URI=\"([^\"]+)\"");

    private final URI playlist;
    private final String headers;
    private final Socket socket;
    private final InputStream in;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    ThreadScheduling.prompt(Thread.ofPlatform().name("player").factory()));

    PartPlayer(ServerProcess server, String stream) throws IOException {
        playlist = server.base().resolve("/live/" + stream + "/media.m3u8");
        headers =
                "Host: %s\r\nAuthorization: Bearer %s\r\n\r\n"
                        .formatted(playlist.getAuthority(), server.key());
        socket = new Socket(playlist.getHost(), playlist.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(Math.toIntExact(READ_LIMIT.toMillis()));
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    }

    /** Latencies in milliseconds, as long as it goes on. */
    List<Double> playWhile(BooleanSupplier goesOn) throws Exception {
        return thread.submit(() -> latencies(goesOn)).get();
    }

    private List<Double> latencies(BooleanSupplier goesOn) throws IOException {
        List<Double> millis = new ArrayList<>();
        while (goesOn.getAsBoolean()) {
            List<URI> parts = parts();
            long next = System.nanoTime();
            long renewal = next + NEW_PARTS.toNanos();
            for (int i = 0; next < renewal && goesOn.getAsBoolean(); i++) {
                next += PACE.toNanos();
                while (System.nanoTime() < next) {
                    LockSupport.parkNanos(next - System.nanoTime());
                }
                // From when it was due: what holds up one request holds up those behind it too.
                get(parts.get(i % parts.size()));
                millis.add((System.nanoTime() - next) / 1e6);
            }
        }
        return millis;
    }

    List<Double> play(Duration duration) throws Exception {
        long end = System.nanoTime() + duration.toNanos();
        return playWhile(() -> System.nanoTime() < end);
    }

    private List<URI> parts() throws IOException {
        String text = new String(get(playlist), StandardCharsets.UTF_8);
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

    private byte[] get(URI uri) throws IOException {
        String request = "GET " + uri.getPath() + " HTTP/1.1\r\n" + headers;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        String status = line();
        int length = -1;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lowerCase = header.toLowerCase(Locale.ROOT);
            if (lowerCase.startsWith("content-length:")) {
                length = Integer.parseInt(lowerCase.substring("content-length:".length()).strip());
            }
        }
        if (!status.startsWith("HTTP/1.1 200 ") || length < 0) {
            throw new IOException(uri + " answers " + status + ", length " + length);
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException(uri + " ended early");
        }
        return body;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        thread.close();
        socket.close();
    }
}
