package io.sightline.media.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.stream.StreamFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RtspPingTest {

    private static final RtspSettings SETTINGS =
            RtspSettings.DEFAULT.withReplyTimeout(Duration.ofSeconds(2));

    private static Optional<StreamFailure.Type> ping(String url) {
        return RtspPing.ping(RtspAddress.parse(url), SETTINGS).map(StreamFailure::type);
    }

    @Test
    void isAnswered() {
        try (QuirkyCamera camera = new QuirkyCamera()) {
            assertThat(ping(camera.url())).isEmpty();
            assertThat(camera.requests("DESCRIBE")).isEmpty();
        }
    }

    @Test
    void isAnsweredByACameraThatWantsAPasswordWhichIsNotSent() {
        try (QuirkyCamera camera = new QuirkyCamera()) {
            camera.on(
                    "OPTIONS",
                    (request, peer) ->
                            peer.reply(
                                    request,
                                    "401 Unauthorized",
                                    "WWW-Authenticate",
                                    "Basic realm=\"x\""));
            assertThat(ping(camera.url().replace("rtsp://", "rtsp://admin:secret@"))).isEmpty();
            assertThat(camera.requests("OPTIONS")).hasSize(1);
            assertThat(camera.requests("OPTIONS").getFirst().headers().first("Authorization"))
                    .isEmpty();
        }
    }

    @Test
    void isRefusedWhereNothingListens() {
        assertThat(ping("rtsp://127.0.0.1:9/")).contains(StreamFailure.Type.REFUSED);
    }

    @Test
    void isNotAnsweredByAServerThatKeepsSilent() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(ping("rtsp://127.0.0.1:" + mute.getLocalPort() + "/"))
                    .contains(StreamFailure.Type.UNREACHABLE);
            assertThat(ping("rtsps://127.0.0.1:" + mute.getLocalPort() + "/"))
                    .as("through TLS, a port that accepts is enough")
                    .isEmpty();
        }
    }

    @Test
    void isNotAnsweredByAnotherProtocol() {
        try (QuirkyCamera camera = new QuirkyCamera()) {
            camera.on("OPTIONS", (request, peer) -> peer.raw("HTTP/1.1 400 Bad Request\r\n\r\n"));
            assertThat(ping(camera.url())).contains(StreamFailure.Type.PROTOCOL_ERROR);
        }
    }
}
