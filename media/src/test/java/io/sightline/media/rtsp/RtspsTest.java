package io.sightline.media.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.handshake.CertificatePolicy;
import io.sightline.media.stream.StreamFailure;
import io.sightline.testing.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RTSP inside TLS, from a camera that signed its own certificate. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class RtspsTest {

    private SSLContext tls;
    private String fingerprint;

    @BeforeAll
    void makeCertificate(@TempDir Path directory)
            throws IOException, InterruptedException, GeneralSecurityException {
        SelfSignedCertificate certificate = SelfSignedCertificate.make(directory);
        tls = certificate.serverContext();
        fingerprint = certificate.fingerprint();
    }

    private QuirkyCamera camera() {
        try {
            return new QuirkyCamera(
                    tls.getServerSocketFactory()
                            .createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new IllegalStateException("cannot listen on loopback", e);
        }
    }

    private static String url(QuirkyCamera camera) {
        return camera.url().replace("rtsp://", "rtsps://");
    }

    private static RtspSettings believing(CertificatePolicy policy) {
        return PulledStream.IMPATIENT.with(policy);
    }

    @Test
    void playsFromACameraThatSignedItsOwnCertificate() {
        try (QuirkyCamera camera = camera();
                PulledStream pulled = new PulledStream(url(camera))) {
            pulled.awaitFrames(20);
            assertThat(camera.requests("DESCRIBE").getFirst().url()).startsWith("rtsps://");
        }
    }

    @Test
    void playsFromTheCameraWhoseCertificateIsPinned() {
        CertificatePolicy pinned = new CertificatePolicy.Pinned(Set.of(fingerprint));
        try (QuirkyCamera camera = camera();
                PulledStream pulled = new PulledStream(url(camera), believing(pinned))) {
            pulled.awaitFrames(5);
        }
    }

    @Test
    void refusesAnotherCertificateThanThePinnedOne() {
        CertificatePolicy pinned = new CertificatePolicy.Pinned(Set.of("00".repeat(32)));
        assertRefused(pinned, "fingerprint");
    }

    @Test
    void refusesSelfSignedCertificateWhereTrustIsWanted() {
        assertRefused(new CertificatePolicy.Trusted(), "TLS with 127.0.0.1");
    }

    private void assertRefused(CertificatePolicy policy, String words) {
        try (QuirkyCamera camera = camera();
                PulledStream pulled = new PulledStream(url(camera), believing(policy))) {
            StreamFailure failure = pulled.awaitFailure();
            assertThat(failure.type()).isEqualTo(StreamFailure.Type.PROTOCOL_ERROR);
            assertThat(failure.detail()).contains(words);
            assertThat(camera.requests("DESCRIBE")).isEmpty();
        }
    }

    @Test
    void saysWhenTheCameraDoesNotSpeakTls() {
        try (QuirkyCamera plain = new QuirkyCamera();
                PulledStream pulled =
                        new PulledStream(
                                url(plain),
                                PulledStream.IMPATIENT.withReplyTimeout(Duration.ofMillis(500)))) {
            assertThat(pulled.awaitFailure().type())
                    .isIn(StreamFailure.Type.PROTOCOL_ERROR, StreamFailure.Type.UNREACHABLE);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 20_000})
    void takesBacklogsLargerThanAnyBuffer(int count) {
        try (QuirkyCamera camera = camera()) {
            camera.on(
                    "PLAY",
                    (request, peer) -> {
                        peer.ok(request);
                        for (int sent = 0; sent < count; sent += 100) {
                            peer.raw(peer.nextFrames(100));
                        }
                    });
            try (PulledStream pulled = new PulledStream(url(camera))) {
                pulled.awaitFrames(count);
                assertThat(pulled.status().statistics().lostPackets()).isZero();
            }
        }
    }

    @Test
    void keepsAliveAndComesBackAfterTheCameraWasCutOff() {
        AtomicInteger keepAlives = new AtomicInteger();
        try (QuirkyCamera camera = camera()) {
            camera.on(
                    "SETUP",
                    (request, peer) ->
                            peer.ok(
                                    request,
                                    "Session",
                                    "12345678;timeout=1",
                                    "Transport",
                                    "RTP/AVP/TCP;unicast;interleaved=0-1"));
            camera.on(
                    "GET_PARAMETER",
                    (request, peer) -> {
                        keepAlives.incrementAndGet();
                        peer.ok(request);
                    });
            try (PulledStream pulled = new PulledStream(url(camera))) {
                Eventually.await("keep-alives", () -> keepAlives.get() >= 2);
                camera.dropConnections();
                pulled.awaitFailure(StreamFailure.Type.CLOSED);
                pulled.awaitFrames(5);
            }
        }
    }
}
