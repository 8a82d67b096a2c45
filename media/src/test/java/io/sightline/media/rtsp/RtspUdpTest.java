package io.sightline.media.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.stream.StreamFailure;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Media over UDP, and the way from one transport to the other. */
@Timeout(120)
class RtspUdpTest {

    private static final RtspSettings PREFERRED =
            settings(TransportPolicy.UDP_PREFERRED, Duration.ofMillis(300));

    private final QuirkyCamera camera = new QuirkyCamera();

    @AfterEach
    void closeCamera() {
        camera.close();
    }

    private static RtspSettings settings(TransportPolicy transport, Duration udpSilence) {
        RtspSettings base = PulledStream.IMPATIENT;
        return new RtspSettings(
                transport,
                base.certificates(),
                base.connectTimeout(),
                base.replyTimeout(),
                base.stallTimeout(),
                udpSilence,
                base.retry(),
                base.hosts());
    }

    private String transportOfSetup(int index) {
        return camera.requests("SETUP").get(index).headers().first("Transport").orElseThrow();
    }

    @Test
    void plays() {
        RtspSettings settings = settings(TransportPolicy.UDP_ONLY, Duration.ofSeconds(10));
        try (PulledStream pulled = new PulledStream(camera.url(), settings)) {
            pulled.awaitFrames(20);
            assertThat(camera.requests("SETUP")).hasSize(1);
            assertThat(transportOfSetup(0)).contains("client_port=");
        }
    }

    @Test
    void fallsBackToTcpWhenNothingArrives() {
        camera.on(
                "PLAY",
                (request, peer) -> {
                    peer.ok(request);
                    if (camera.requests("SETUP").size() > 1) {
                        peer.startMedia();
                    }
                });
        try (PulledStream pulled = new PulledStream(camera.url(), PREFERRED)) {
            pulled.awaitFrames(5);
            assertThat(transportOfSetup(0)).contains("client_port=");
            assertThat(transportOfSetup(1)).contains("interleaved=");
            assertThat(pulled.status().failure()).isEmpty();
        }
    }

    @Test
    void saysSoWhenNothingArrivesAndTcpIsNotWanted() {
        camera.on("PLAY", (request, peer) -> peer.ok(request));
        RtspSettings only = settings(TransportPolicy.UDP_ONLY, Duration.ofMillis(300));
        try (PulledStream pulled = new PulledStream(camera.url(), only)) {
            StreamFailure failure = pulled.awaitFailure();
            assertThat(failure.type()).isEqualTo(StreamFailure.Type.STALLED);
            assertThat(failure.detail()).contains("UDP");
        }
    }

    @Test
    void takesTcpWhereUdpIsRefused() {
        refuse("client_port");
        try (PulledStream pulled = new PulledStream(camera.url(), PREFERRED)) {
            pulled.awaitFrames(5);
            assertThat(transportOfSetup(1)).contains("interleaved=");
            assertThat(camera.connections()).isEqualTo(1);
        }
    }

    @Test
    void takesUdpWhereTcpIsRefused() {
        refuse("interleaved");
        RtspSettings tcp = settings(TransportPolicy.TCP_PREFERRED, Duration.ofSeconds(10));
        try (PulledStream pulled = new PulledStream(camera.url(), tcp)) {
            pulled.awaitFrames(5);
            assertThat(transportOfSetup(1)).contains("client_port=");
        }
    }

    @Test
    void keepsToTcpWhenToldSo() {
        refuse("interleaved");
        RtspSettings only = settings(TransportPolicy.TCP_ONLY, Duration.ofSeconds(10));
        try (PulledStream pulled = new PulledStream(camera.url(), only)) {
            assertThat(pulled.awaitFailure().detail()).contains("461");
        }
    }

    private void refuse(String word) {
        camera.on(
                "SETUP",
                (request, peer) -> {
                    if (request.headers().first("Transport").orElse("").contains(word)) {
                        peer.reply(request, "461 Unsupported Transport");
                    } else {
                        peer.setUp(request);
                    }
                });
    }

    @Test
    void dropsDatagramsFromElsewhere() {
        camera.on(
                "PLAY",
                (request, peer) -> {
                    peer.ok(request);
                    InetAddress elsewhere = InetAddress.ofLiteral("127.0.0.2");
                    try (DatagramSocket stranger = new DatagramSocket(0, elsewhere)) {
                        for (int i = 0; i < 50; i++) {
                            byte[] packet = TestVideo.packet(30_000 + i, 0xBAD);
                            stranger.send(
                                    new DatagramPacket(
                                            packet,
                                            packet.length,
                                            InetAddress.getLoopbackAddress(),
                                            peer.clientPort()));
                        }
                    }
                    peer.startMedia();
                });
        RtspSettings settings = settings(TransportPolicy.UDP_ONLY, Duration.ofSeconds(10));
        try (PulledStream pulled = new PulledStream(camera.url(), settings)) {
            pulled.awaitFrames(20);
            assertThat(pulled.status().statistics().lostPackets()).isZero();
            assertThat(pulled.status().statistics().discontinuities()).isZero();
        }
    }

    @Test
    void closedConnectionEndsTheSession() {
        RtspSettings settings = settings(TransportPolicy.UDP_ONLY, Duration.ofSeconds(10));
        try (PulledStream pulled = new PulledStream(camera.url(), settings)) {
            pulled.awaitFrames(5);
            camera.dropConnections();
            pulled.awaitFailure(StreamFailure.Type.CLOSED);
            pulled.awaitFrames(5);
        }
    }
}
