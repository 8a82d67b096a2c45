package io.sightline.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.stream.Stream;
import io.sightline.simulator.clip.ClipLibrary;
import io.sightline.simulator.clip.ClipSpec;
import io.sightline.testing.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two hundred viewers at once, of whom some read one byte a second. */
final class ManyViewersTest {

    private static final int VIEWERS = 200;
    private static final int SLOW = 40;
    private static final int PLAYLISTS = 10;

    private final LiveServer server = new LiveServer();
    private final Stream stream =
            server.define("cam", new ClipSource(ClipLibrary.clip(ClipSpec.SMALL)));

    /** Of the slow viewers. */
    private final ScheduledExecutorService seconds = Executors.newSingleThreadScheduledExecutor();

    @TempDir Path directory;

    @AfterEach
    void stop() {
        seconds.shutdownNow();
        server.close();
    }

    @Test
    void slowOnesHoldNobodyUp() throws Exception {
        server.record(stream, directory.resolve("recording.mp4"));
        Eventually.await("a segment", () -> !LiveServer.segments(server.playlist("cam")).isEmpty());
        String segment = LiveServer.segments(server.playlist("cam")).getFirst();
        int threadsBefore = Thread.activeCount();
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < SLOW; i++) {
            slow.add(slowViewer("/live/cam/" + segment));
        }
        AtomicInteger playlists = new AtomicInteger();
        AtomicInteger parts = new AtomicInteger();
        List<String> failures = java.util.Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService viewers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < VIEWERS - SLOW; i++) {
                viewers.execute(() -> watch(playlists, parts, failures));
            }
            assertThat(Thread.activeCount() - threadsBefore)
                    .as("threads for those who wait")
                    .isLessThan(40);
        }
        assertThat(failures).isEmpty();
        assertThat(playlists.get()).isEqualTo((VIEWERS - SLOW) * PLAYLISTS);
        assertThat(parts.get()).isEqualTo((VIEWERS - SLOW) * PLAYLISTS);
        assertThat(stream.status().statistics().discardedAccessUnits()).isZero();
        for (Socket socket : slow) {
            socket.close();
        }
    }

    /** Follows the live edge as a player does: held playlist, newest part, and so on. */
    private void watch(AtomicInteger playlists, AtomicInteger parts, List<String> failures) {
        try {
            String query = "";
            for (int i = 0; i < PLAYLISTS; i++) {
                String playlist = get("/live/cam/media.m3u8" + query);
                playlists.incrementAndGet();
                get("/live/cam/" + LiveServer.parts(playlist).getLast());
                parts.incrementAndGet();
                query = next(playlist);
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            failures.add(e.toString());
        }
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> reply =
                server.http.send(
                        HttpRequest.newBuilder(server.uri(path)).build(),
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
        if (reply.statusCode() != 200) {
            throw new IOException(path + " answers " + reply.statusCode() + " " + reply.body());
        }
        return reply.body();
    }

    private static String next(String playlist) {
        long first = LiveServer.number(playlist, "#EXT-X-MEDIA-SEQUENCE");
        List<String> segments = LiveServer.segments(playlist);
        String open = playlist.substring(playlist.lastIndexOf(segments.getLast()));
        return "?_HLS_msn="
                + (first + segments.size())
                + "&_HLS_part="
                + LiveServer.parts(open).size();
    }

    /** Asks for a segment with a tiny receive buffer, and then takes a byte of it a second. */
    private Socket slowViewer(String path) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(2_048);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        socket.getOutputStream()
                .write(
                        ("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
        var _ = seconds.scheduleAtFixedRate(() -> readByte(socket), 0, 1, TimeUnit.SECONDS);
        return socket;
    }

    /** The end of the connection, by the server as idle or by the test, is right as well. */
    private static void readByte(Socket socket) {
        try {
            socket.getInputStream().read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
