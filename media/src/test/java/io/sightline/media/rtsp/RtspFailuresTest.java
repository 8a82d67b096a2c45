package io.sightline.media.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.stream.StreamFailure;
import io.sightline.media.stream.StreamState;
import io.sightline.testing.Eventually;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a camera that does not deliver, and that it is pulled again when it does. */
@Timeout(120)
class RtspFailuresTest {

    private static final RtspSettings FAST =
            PulledStream.IMPATIENT
                    .withStallTimeout(Duration.ofMillis(500))
                    .withReplyTimeout(Duration.ofMillis(700));

    private final QuirkyCamera camera = new QuirkyCamera();

    @AfterEach
    void closeCamera() {
        camera.close();
    }

    private StreamFailure failure(String url) {
        try (PulledStream pulled = new PulledStream(url, FAST)) {
            StreamFailure failure = pulled.awaitFailure();
            assertThat(pulled.frames()).isEmpty();
            return failure;
        }
    }

    private void assertFails(StreamFailure.Type type, String words) {
        StreamFailure failure = failure(camera.url());
        assertThat(failure.type()).isEqualTo(type);
        assertThat(failure.detail()).contains(words);
    }

    @Test
    void nothingListens() throws IOException {
        int port;
        try (ServerSocket socket = QuirkyCamera.listen(0)) {
            port = socket.getLocalPort();
        }
        StreamFailure failure = failure("rtsp://127.0.0.1:" + port + "/");

        assertThat(failure.type()).isEqualTo(StreamFailure.Type.REFUSED);
        assertThat(failure.detail()).isEqualTo("Nothing listens on 127.0.0.1 port " + port + ".");
    }

    @Test
    void unknownHost() {
        StreamFailure failure = failure("rtsp://no-such-host.invalid/");

        assertThat(failure.type()).isEqualTo(StreamFailure.Type.UNREACHABLE);
        assertThat(failure.detail()).contains("no-such-host.invalid");
    }

    @Test
    void connectsButDoesNotAnswer() {
        camera.on("DESCRIBE", (_, _) -> {});
        assertFails(StreamFailure.Type.UNREACHABLE, "did not answer DESCRIBE within 700 ms");
    }

    @Test
    void wrongPath() {
        camera.on("DESCRIBE", (request, peer) -> peer.reply(request, "404 Not Found"));
        assertFails(StreamFailure.Type.NOT_FOUND, "404 Not Found");
    }

    @Test
    void tooManyViewers() {
        camera.on("SETUP", (request, peer) -> peer.reply(request, "453 Not Enough Bandwidth"));
        assertFails(StreamFailure.Type.PROTOCOL_ERROR, "busy");
    }

    @Test
    void withoutVideo() {
        camera.describing("v=0\nm=audio 0 RTP/AVP 0\na=control:a\n");
        assertFails(StreamFailure.Type.NO_VIDEO, "no video");
    }

    @Test
    void unsupportedCodec() {
        camera.describing("v=0\nm=video 0 RTP/AVP 96\na=rtpmap:96 VP9/90000\na=control:v\n");
        assertFails(StreamFailure.Type.UNSUPPORTED_CODEC, "VP9");
    }

    @Test
    void descriptionThatIsNone() {
        camera.describing("<html>404</html>");
        assertFails(StreamFailure.Type.PROTOCOL_ERROR, "no media in it");
    }

    @ParameterizedTest
    @CsvSource({"HTTP/1.1 400 Bad Request, HTTP", "SSH-2.0-OpenSSH_9.2, SSH", "220 FTP, FTP"})
    void somethingElseAnswers(String greeting, String words) {
        camera.on("DESCRIBE", (_, peer) -> peer.raw(greeting + "\r\n\r\n"));
        assertFails(StreamFailure.Type.PROTOCOL_ERROR, words);
    }

    @Test
    void answerOfEndlessHeaders() {
        camera.on(
                "DESCRIBE",
                (_, peer) -> {
                    peer.raw("RTSP/1.0 200 OK\r\n");
                    while (true) {
                        peer.raw("X-More: and more\r\n".repeat(100));
                    }
                });
        assertFails(StreamFailure.Type.PROTOCOL_ERROR, "headers longer than");
    }

    @Test
    void answerOfEndlessBody() {
        camera.on(
                "DESCRIBE",
                (_, peer) -> peer.raw("RTSP/1.0 200 OK\r\nContent-Length: 2000000000\r\n\r\n"));
        assertFails(StreamFailure.Type.PROTOCOL_ERROR, "Content-Length");
    }

    @Test
    void answerThatTricklesForEver() {
        camera.on(
                "DESCRIBE",
                (_, peer) -> {
                    peer.raw("RTSP/1.0 200 OK\r\nX: ");
                    for (int i = 0; i < 200; i++) {
                        peer.raw("y");
                        LockSupport.parkNanos(50_000_000);
                    }
                });
        assertFails(StreamFailure.Type.UNREACHABLE, "did not answer DESCRIBE");
    }

    @Test
    void closesDuringTheConversation() {
        camera.on("SETUP", (_, peer) -> peer.close());
        assertFails(StreamFailure.Type.CLOSED, "SETUP");
    }

    @Test
    void agreesToPlayButSendsNothing() {
        camera.on("PLAY", (request, peer) -> peer.ok(request));
        assertFails(StreamFailure.Type.STALLED, "no video came within 500 ms");
    }

    @Test
    void stallsWithoutClosingAndIsPulledAgain() {
        AtomicInteger plays = new AtomicInteger();
        camera.on(
                "PLAY",
                (request, peer) -> {
                    peer.ok(request);
                    peer.startMedia(plays.getAndIncrement() == 0 ? 10 : Integer.MAX_VALUE);
                });
        try (PulledStream pulled = new PulledStream(camera.url(), FAST)) {
            pulled.awaitFailure(StreamFailure.Type.STALLED);
            pulled.awaitFrames(10);

            assertThat(pulled.status().state()).isEqualTo(StreamState.LIVE);
            assertThat(pulled.status().statistics().reconnects()).isEqualTo(1);
            assertThat(pulled.frames()).extracting(frame -> frame.ptsTicks()).isSorted();
        }
    }

    @Test
    void comesBackAfterItWasGone() {
        int port = camera.port();
        try (PulledStream pulled = new PulledStream(camera.url(), FAST)) {
            pulled.awaitFrames(5);
            camera.close();
            pulled.awaitFailure(StreamFailure.Type.REFUSED);
            try (QuirkyCamera _ = new QuirkyCamera(QuirkyCamera.listen(port))) {
                pulled.awaitFrames(5);
                assertThat(pulled.status().state()).isEqualTo(StreamState.LIVE);
            }
        }
    }

    @Test
    void closesInTheMiddleOfAPacket() {
        AtomicInteger plays = new AtomicInteger();
        camera.on(
                "PLAY",
                (request, peer) -> {
                    peer.ok(request);
                    if (plays.getAndIncrement() == 0) {
                        peer.sendFrame();
                        peer.raw("$\0\0\u00FFhalf a pack");
                        peer.close();
                    } else {
                        peer.startMedia();
                    }
                });
        try (PulledStream pulled = new PulledStream(camera.url(), FAST)) {
            pulled.awaitFailure(StreamFailure.Type.CLOSED);
            pulled.awaitFrames(5);
        }
    }

    @Test
    void breaksIntoGarbageInMidStream() {
        AtomicInteger plays = new AtomicInteger();
        camera.on(
                "PLAY",
                (request, peer) -> {
                    peer.ok(request);
                    peer.sendFrame();
                    if (plays.getAndIncrement() == 0) {
                        peer.raw(new byte[100_000]);
                        peer.raw("\u0080".repeat(100_000));
                    }
                    peer.startMedia();
                });
        try (PulledStream pulled = new PulledStream(camera.url(), FAST)) {
            pulled.awaitFailure(StreamFailure.Type.PROTOCOL_ERROR);
            pulled.awaitFrames(5);
        }
    }

    @Test
    void redirectOnTheSameHostIsFollowed() {
        camera.on(
                "DESCRIBE",
                (request, peer) -> {
                    if (request.url().endsWith("/live")) {
                        peer.reply(request, "302 Moved", "Location", camera.url("/moved"));
                    } else {
                        peer.described(request, TestVideo.sdp());
                    }
                });
        try (PulledStream pulled = new PulledStream(camera.url(), FAST)) {
            pulled.awaitFrames(5);
            assertThat(camera.requests("SETUP").getFirst().url()).contains("/moved/");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "rtsp://192.0.2.1/live, which is not followed",
        "http://127.0.0.1/, redirects to nowhere",
        "'', redirects to nowhere"
    })
    void redirectElsewhereIsNotFollowed(String location, String words) {
        camera.on(
                "DESCRIBE",
                (request, peer) ->
                        peer.reply(request, "301 Moved Permanently", "Location", location));
        assertFails(StreamFailure.Type.PROTOCOL_ERROR, words);
    }

    @Test
    void redirectInCirclesEnds() {
        camera.on(
                "DESCRIBE",
                (request, peer) -> peer.reply(request, "302 Found", "Location", camera.url()));
        assertFails(StreamFailure.Type.PROTOCOL_ERROR, "again and again");
    }

    @Test
    void stopDuringTheConversationEndsIt() {
        camera.on("DESCRIBE", (_, _) -> {});
        RtspSettings patient = PulledStream.IMPATIENT.withReplyTimeout(Duration.ofMinutes(10));
        try (PulledStream pulled = new PulledStream(camera.url(), patient)) {
            Eventually.await("the DESCRIBE request", () -> camera.requests("DESCRIBE").size() == 1);
            pulled.stream().close();
            Eventually.await(
                    () -> "the stream to stop; " + pulled.status(),
                    () -> pulled.status().state() == StreamState.IDLE);
        }
    }

    @Test
    void retriesEverSlower() {
        camera.on("DESCRIBE", (request, peer) -> peer.reply(request, "404 Not Found"));
        try (PulledStream pulled = new PulledStream(camera.url(), RtspSettings.DEFAULT)) {
            pulled.awaitFailure();
            Instant first = pulled.status().retryAt().orElseThrow();
            assertThat(Duration.between(Instant.now(), first)).isLessThan(Duration.ofSeconds(2));
            Eventually.await(
                    () -> "a second failure; " + pulled.status(),
                    () -> pulled.status().retryAt().map(first::isBefore).orElse(false));
            assertThat(camera.requests("DESCRIBE")).hasSize(2);
        }
    }
}
