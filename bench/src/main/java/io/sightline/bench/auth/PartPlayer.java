package io.sightline.bench.auth;

import io.sightline.bench.process.OwnMachine;
import io.sightline.bench.process.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks for live parts at a steady pace, as some dozens of viewers together do: one thread and one
 * connection that stays open, so that hardly anything but the server is measured.
 *
 * <p>Viewers have machines of their own. How long this thread waits for a processor is not the
 * server's delay: a request counts from when it is sent to when the kernel has its answer's last
 * byte ({@link StampedConnection}), and it is sent when it is due ({@link OwnMachine}). Answers are
 * fetched when the next request is due, so that their arrival wakes nobody in the midst of them. A
 * request that is held up by the answer before it counts from when it was due.
 */
final class PartPlayer implements AutoCloseable {

    private static final Duration PACE = Duration.ofMillis(5);
    private static final int REQUESTS_TO_A_PLAYLIST = 100;
    private static final int MOST_HEAD_BYTES = 8192;
    private static final Duration READ_LIMIT = Duration.ofSeconds(30);
    private static final Pattern PART = Pattern.compile("#EXT-X-PART:[^\n]*URI=\"([^\"]+)\"");
    private static final Pattern OK_OF_LENGTH =
            Pattern.compile(
                    "HTTP/1\\.1 200 .*?\r\n(?i:Content-Length): *(\\d+)\r\n(?:.*?\r\n)?\r\n",
                    Pattern.DOTALL);

    private final URI playlist;
    private final String headers;
    private final StampedConnection connection;
    private final ByteBuffer answer = ByteBuffer.allocate(1 << 22);
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    OwnMachine.threads(Thread.ofPlatform().name("player").factory()));

    PartPlayer(ServerProcess server, String stream) throws IOException {
        playlist = server.base().resolve("/live/" + stream + "/media.m3u8");
        headers =
                "Host: %s\r\nAuthorization: Bearer %s\r\n\r\n"
                        .formatted(playlist.getAuthority(), server.key());
        connection =
                new StampedConnection(
                        InetAddress.getByName(playlist.getHost()), playlist.getPort(), READ_LIMIT);
    }

    List<Double> play(Duration duration) throws Exception {
        long end = System.nanoTime() + duration.toNanos();
        return playWhile(() -> System.nanoTime() < end);
    }

    /** Latencies in milliseconds, as long as it goes on. */
    List<Double> playWhile(BooleanSupplier goesOn) throws Exception {
        return thread.submit(() -> latencies(goesOn)).get();
    }

    private List<Double> latencies(BooleanSupplier goesOn) throws IOException {
        List<Double> millis = new ArrayList<>();
        while (goesOn.getAsBoolean()) {
            List<URI> parts = parts();
            long due = now();
            boolean heldUp = false;
            for (int i = 0; i < REQUESTS_TO_A_PLAYLIST && goesOn.getAsBoolean(); i++) {
                long sent = heldUp ? due : now();
                ask(parts.get(i % parts.size()));
                due += PACE.toNanos();
                sleepUntil(due);
                readAnswer();
                heldUp = connection.arrivedNanos() > due;
                millis.add((connection.arrivedNanos() - sent) / 1e6);
            }
        }
        return millis;
    }

    /** The clock by which the kernel stamps what arrives. */
    private static long now() {
        return ChronoUnit.NANOS.between(Instant.EPOCH, Instant.now());
    }

    private static void sleepUntil(long nanos) {
        for (long left = nanos - now(); left > 0; left = nanos - now()) {
            LockSupport.parkNanos(left);
        }
    }

    private List<URI> parts() throws IOException {
        ask(playlist);
        Matcher part = PART.matcher(readAnswer());
        List<URI> found = new ArrayList<>();
        while (part.find()) {
            found.add(playlist.resolve(part.group(1)));
        }
        if (found.isEmpty()) {
            throw new IOException("no parts in " + playlist);
        }
        return found.subList(found.size() / 2, found.size());
    }

    private void ask(URI uri) throws IOException {
        String request = "GET " + uri.getPath() + " HTTP/1.1\r\n" + headers;
        connection.send(request.getBytes(StandardCharsets.US_ASCII));
    }

    /** Head and body of the answer, a byte a character. */
    private String readAnswer() throws IOException {
        answer.clear();
        int end = -1;
        while (end < 0 || answer.position() < end) {
            answer.put(connection.receive());
            if (end < 0) {
                end = endOfAnswer();
            }
        }
        return new String(answer.array(), 0, end, StandardCharsets.ISO_8859_1);
    }

    /** Negative while its head has not arrived as a whole. */
    private int endOfAnswer() throws IOException {
        String start =
                new String(
                        answer.array(),
                        0,
                        Math.min(answer.position(), MOST_HEAD_BYTES),
                        StandardCharsets.ISO_8859_1);
        if (!start.contains("\r\n\r\n")) {
            return -1;
        }
        Matcher head = OK_OF_LENGTH.matcher(start);
        if (!head.lookingAt()) {
            throw new IOException("not an answer with media: " + start.lines().findFirst());
        }
        return head.end() + Integer.parseInt(head.group(1));
    }

    @Override
    public void close() throws IOException {
        thread.close();
        connection.close();
    }
}
