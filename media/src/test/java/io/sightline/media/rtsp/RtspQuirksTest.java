package io.sightline.media.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.codec.G711Format;
import io.sightline.media.codec.H264Format;
import io.sightline.media.stream.StreamState;
import io.sightline.testing.Eventually;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What real cameras get wrong in the conversation and in the interleaved stream. */
@Timeout(120)
class RtspQuirksTest {

    private final QuirkyCamera camera = new QuirkyCamera();

    @AfterEach
    void closeCamera() {
        camera.close();
    }

    private void playsNevertheless() {
        try (PulledStream pulled = new PulledStream(camera.url())) {
            pulled.awaitFrames(5);
            assertThat(pulled.status().state()).isEqualTo(StreamState.LIVE);
            assertThat(camera.connections()).isEqualTo(1);
        }
    }

    @Test
    void playsFromAnOrdinaryCamera() {
        try (PulledStream pulled = new PulledStream(camera.url())) {
            pulled.awaitFrames(10);

            assertThat(pulled.status().tracks()).hasOnlyElementsOfType(H264Format.class);
            assertThat(pulled.status().failure()).isEmpty();
            assertThat(pulled.frames())
                    .allMatch(frame -> frame.keyFrame())
                    .extracting(frame -> frame.ptsTicks())
                    .isSorted();

            pulled.stream().close();
            Eventually.await("a TEARDOWN", () -> camera.requests("TEARDOWN").size() == 1);
        }
    }

    @Test
    void sequenceNumberWithTrailingSpace() {
        camera.on(
                "SETUP",
                (request, peer) -> peer.raw(setUpAnswer("CSeq: " + request.sequence() + "  \r\n")));
        playsNevertheless();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CSeq: 0\r\n", "CSeq: x\r\n", "CSeq: 4711\r\n"})
    void sequenceNumberMissingOrWrong(String field) {
        camera.on("SETUP", (_, peer) -> peer.raw(setUpAnswer(field)));
        playsNevertheless();
    }

    private static String setUpAnswer(String sequenceField) {
        return "RTSP/1.0 200 OK\r\n"
                + sequenceField
                + "Session: 12345678\r\n"
                + "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n\r\n";
    }

    @Test
    void lowerCaseHeaders() {
        camera.on(
                "DESCRIBE",
                (request, peer) ->
                        peer.raw(
                                "RTSP/1.0 200 OK\r\ncseq: "
                                        + request.sequence()
                                        + "\r\ncontent-base: "
                                        + request.url()
                                        + "/\r\ncontent-length: "
                                        + TestVideo.sdp().length()
                                        + "\r\n\r\n"
                                        + TestVideo.sdp()));
        camera.on(
                "SETUP",
                (request, peer) ->
                        peer.ok(
                                request,
                                "session",
                                "12345678",
                                "transport",
                                "RTP/AVP/TCP;interleaved=0-1"));
        playsNevertheless();
        assertThat(camera.requests("SETUP").getFirst().url())
                .isEqualTo(camera.url() + "/trackID=1");
    }

    @Test
    void trailingSemicolons() {
        camera.on(
                "SETUP",
                (request, peer) ->
                        peer.ok(
                                request,
                                "Session",
                                "12345678;timeout=60;",
                                "Transport",
                                "RTP/AVP/TCP;unicast;interleaved=0-1;"));
        playsNevertheless();
        assertThat(camera.requests("PLAY").getFirst().headers().first("Session"))
                .contains("12345678");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "url=rtsp://elsewhere/other;seq=9;rtptime=77",
                "url=trackID=1;seq=0;rtptime=0",
                "url=trackID=1;seq=99999;rtptime=4000000000",
                "rubbish"
            })
    void bogusRtpInfo(String rtpInfo) {
        camera.on(
                "PLAY",
                (request, peer) -> {
                    peer.ok(request, "Session", "12345678", "RTP-Info", rtpInfo);
                    peer.startMedia();
                });
        playsNevertheless();
    }

    @Test
    void ssrcThatDiffersBetweenSetupAndPackets() {
        camera.on(
                "SETUP",
                (request, peer) ->
                        peer.ok(
                                request,
                                "Session",
                                "12345678",
                                "Transport",
                                "RTP/AVP/TCP;unicast;interleaved=0-1;ssrc=DEADBEEF"));
        playsNevertheless();
    }

    @Test
    void sessionIdThatChangesBetweenSetups() {
        camera.describing(TestVideo.withAudio(TestVideo.sdp()));
        AtomicInteger setUps = new AtomicInteger();
        camera.on(
                "SETUP",
                (request, peer) -> {
                    int number = setUps.getAndIncrement();
                    String transport = request.headers().first("Transport").orElse("");
                    peer.ok(request, "Session", "session" + number, "Transport", transport);
                });
        camera.on(
                "PLAY",
                (request, peer) -> {
                    peer.ok(request);
                    peer.startMedia();
                });
        playsNevertheless();
        assertThat(camera.requests("SETUP").get(1).headers().first("Session")).contains("session0");
        assertThat(camera.requests("PLAY").getFirst().headers().first("Session"))
                .contains("session1");
    }

    @Test
    void mediaBeforeThePlayAnswerIsNotLost() {
        camera.on(
                "PLAY",
                (request, peer) -> {
                    peer.frame(1, TestVideo.senderReport(QuirkyCamera.SSRC));
                    for (int i = 0; i < 3; i++) {
                        peer.sendFrame();
                    }
                    peer.ok(request, "Session", "12345678");
                    peer.sendFrame();
                    peer.sendFrame();
                });
        try (PulledStream pulled = new PulledStream(camera.url())) {
            pulled.awaitFrames(5);
        }
    }

    @Test
    void mediaInOneWriteWithThePlayAnswerIsNotLost() {
        camera.on(
                "PLAY",
                (_, peer) -> {
                    byte[] packet = peer.nextPacket();
                    String frame =
                            "$\0\0"
                                    + (char) packet.length
                                    + new String(packet, StandardCharsets.ISO_8859_1);
                    peer.raw("RTSP/1.0 200 OK\r\n\r\n" + frame + frame.substring(0, 9));
                    peer.raw(frame.substring(9));
                });
        try (PulledStream pulled = new PulledStream(camera.url())) {
            pulled.awaitFrames(1);
        }
    }

    @Test
    void dataOnUnassignedChannels() {
        camera.on(
                "PLAY",
                (request, peer) -> {
                    peer.ok(request, "Session", "12345678");
                    peer.frame(17, new byte[] {1, 2, 3});
                    peer.frame(200, TestVideo.packet(9_000, 5));
                    peer.startMedia();
                });
        playsNevertheless();
    }

    @Test
    void oldSessionsDataBeforePlay() {
        camera.on(
                "SETUP",
                (request, peer) -> {
                    peer.frame(0, TestVideo.packet(40_000, 0xBAD));
                    peer.setUp(request);
                });
        try (PulledStream pulled = new PulledStream(camera.url())) {
            pulled.awaitFrames(5);
            assertThat(pulled.status().statistics().discontinuities()).isZero();
            assertThat(pulled.status().statistics().lostPackets()).isZero();
        }
    }

    @Test
    void channelsOtherThanAskedFor() {
        camera.on(
                "SETUP",
                (request, peer) ->
                        peer.ok(
                                request,
                                "Session",
                                "1",
                                "Transport",
                                "RTP/AVP/TCP;unicast;interleaved=6-7"));
        camera.on(
                "PLAY",
                (request, peer) -> {
                    peer.ok(request);
                    for (int i = 0; i < 5; i++) {
                        peer.frame(6, peer.nextPacket());
                    }
                });
        try (PulledStream pulled = new PulledStream(camera.url())) {
            pulled.awaitFrames(5);
        }
    }

    @Test
    void contentBaseWithoutScheme() {
        camera.on(
                "DESCRIBE",
                (request, peer) -> peer.described(request, TestVideo.sdp(), "127.0.0.1/live/"));
        playsNevertheless();
        assertThat(camera.requests("SETUP").getFirst().url())
                .isEqualTo(camera.url() + "/trackID=1");
    }

    @Test
    void absoluteControlUrls() {
        camera.describing(TestVideo.sdp(camera.url("/other/track7")));
        playsNevertheless();
        assertThat(camera.requests("SETUP").getFirst().url())
                .isEqualTo(camera.url("/other/track7"));
    }

    @Test
    void audioRefused() {
        camera.describing(TestVideo.withAudio(TestVideo.sdp()));
        camera.on(
                "SETUP",
                (request, peer) -> {
                    if (request.url().endsWith("trackID=2")) {
                        peer.reply(request, "500 Internal Server Error");
                    } else {
                        peer.setUp(request);
                    }
                });
        try (PulledStream pulled = new PulledStream(camera.url())) {
            pulled.awaitFrames(5);
            assertThat(pulled.status().tracks()).hasSize(1);
        }
    }

    @Test
    void audioThatNeverComes() {
        camera.describing(TestVideo.withAudio(TestVideo.sdp()));
        try (PulledStream pulled = new PulledStream(camera.url())) {
            pulled.awaitFrames(5);
            assertThat(pulled.status().tracks().get(1)).isInstanceOf(G711Format.class);
        }
    }

    @Test
    void playWithoutRangeWhereTheRangeIsRefused() {
        camera.on(
                "PLAY",
                (request, peer) -> {
                    if (request.headers().first("Range").isPresent()) {
                        peer.reply(request, "457 Invalid Range");
                    } else {
                        peer.ok(request);
                        peer.startMedia();
                    }
                });
        playsNevertheless();
    }

    @Test
    void garbageBetweenFrames() {
        camera.on(
                "PLAY",
                (request, peer) -> {
                    peer.ok(request);
                    peer.sendFrame();
                    peer.raw("\u0001\u0002\u0003left over");
                    peer.startMedia();
                });
        playsNevertheless();
    }

    @Test
    void bytesThatComeOneByOne() {
        camera.on(
                "PLAY",
                (request, peer) -> {
                    peer.ok(request);
                    for (int i = 0; i < 5; i++) {
                        byte[] packet = peer.nextPacket();
                        peer.raw("$\0\0" + (char) packet.length);
                        for (byte b : packet) {
                            peer.raw(new byte[] {b});
                        }
                    }
                });
        try (PulledStream pulled = new PulledStream(camera.url())) {
            pulled.awaitFrames(5);
        }
    }

    @Test
    void backlogLargerThanTheReadBuffer() {
        int count = 40_000;
        camera.on(
                "PLAY",
                (request, peer) -> {
                    peer.ok(request);
                    for (int batch = 0; batch < count / 1_000; batch++) {
                        peer.raw(peer.nextFrames(1_000));
                    }
                });
        try (PulledStream pulled = new PulledStream(camera.url())) {
            pulled.awaitFrames(count);
            assertThat(pulled.status().statistics().lostPackets()).isZero();
        }
    }

    @Test
    void requestsOfTheCameraAreAnswered() {
        AtomicInteger answers = new AtomicInteger();
        camera.on("RTSP/1.0", (_, _) -> answers.incrementAndGet());
        camera.on(
                "PLAY",
                (request, peer) -> {
                    peer.raw("OPTIONS * RTSP/1.0\r\nCSeq: 71\r\n\r\n");
                    peer.ok(request);
                    peer.sendFrame();
                    peer.raw("GET_PARAMETER * RTSP/1.0\r\nCSeq: 72\r\n\r\n");
                    peer.startMedia();
                });
        try (PulledStream pulled = new PulledStream(camera.url())) {
            pulled.awaitFrames(5);
            Eventually.await(() -> "two answers, not " + answers, () -> answers.get() == 2);
        }
    }

    @Test
    void keepAliveThatIsAdvertisedButRefused() {
        camera.on(
                "SETUP",
                (request, peer) ->
                        peer.ok(
                                request,
                                "Session",
                                "12345678;timeout=1",
                                "Transport",
                                "RTP/AVP/TCP;unicast;interleaved=0-1"));
        camera.on("GET_PARAMETER", (request, peer) -> peer.reply(request, "451 Not Understood"));
        try (PulledStream pulled = new PulledStream(camera.url())) {
            Eventually.await(
                    () -> "keep-alive by OPTIONS; " + pulled.status(),
                    () -> camera.requests("OPTIONS").size() >= 3);
            pulled.awaitFrames(5);
            assertThat(camera.requests("GET_PARAMETER")).hasSize(1);
            assertThat(camera.connections()).isEqualTo(1);
        }
    }

    @Test
    void timeoutOfZero() {
        camera.on(
                "SETUP",
                (request, peer) ->
                        peer.ok(
                                request,
                                "Session",
                                "12345678;timeout=0",
                                "Transport",
                                "RTP/AVP/TCP;unicast;interleaved=0-1"));
        try (PulledStream pulled = new PulledStream(camera.url())) {
            pulled.awaitFrames(20);
            assertThat(camera.requests("OPTIONS")).isEmpty();
        }
    }

    @Test
    void answersWithControlBytesAreNoDanger() {
        byte[] everything = new byte[256];
        for (int i = 0; i < everything.length; i++) {
            everything[i] = (byte) i;
        }
        camera.on(
                "PLAY",
                (request, peer) -> {
                    peer.ok(request);
                    peer.frame(0, everything);
                    peer.frame(1, everything);
                    peer.frame(0, new byte[0]);
                    peer.frame(1, new byte[0]);
                    peer.frame(0, Arrays.copyOf(TestVideo.packet(1, 2), 11));
                    peer.startMedia();
                });
        playsNevertheless();
    }
}
