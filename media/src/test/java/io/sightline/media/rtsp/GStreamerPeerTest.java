package io.sightline.media.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.handshake.CertificatePolicy;
import io.sightline.media.stream.StreamFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** GStreamer's RTSP server, pulled into a stream. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class GStreamerPeerTest {

    private static final String PACKAGES =
            "python3-gi gir1.2-gst-rtsp-server-1.0 gstreamer1.0-plugins-base"
                    + " gstreamer1.0-plugins-good gstreamer1.0-plugins-bad"
                    + " gstreamer1.0-plugins-ugly gstreamer1.0-libav glib-networking";
    private static final Pattern READY =
            Pattern.compile("ready open=(\\d+) basic=(\\d+) digest=(\\d+) tls=(\\d+)");
    private static final int TWO_SECONDS = 50;

    private PeerProcess server;
    private MatchResult ports;
    private SelfSignedCertificate certificate;

    @BeforeAll
    void startServer(@TempDir Path directory)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path script = directory.resolve("server.py");
        try (InputStream resource =
                Objects.requireNonNull(
                        GStreamerPeerTest.class.getResourceAsStream("gstreamer_rtsp_server.py"))) {
            Files.copy(resource, script);
        }
        certificate = SelfSignedCertificate.make(directory);
        Path pem = directory.resolve("camera.pem");
        certificate.writePem(pem);
        server = PeerProcess.start(PACKAGES, "/usr/bin/python3", script.toString(), pem.toString());
        ports = server.awaitLine(READY);
    }

    @AfterAll
    void stopServer() {
        server.close();
    }

    private String url(String path) {
        return "rtsp://127.0.0.1:" + ports.group(1) + path;
    }

    private void assertFlows(String url, TransportPolicy transport, String... codecs) {
        assertFlows(url, RtspSettings.DEFAULT.with(transport), codecs);
    }

    private void assertFlows(String url, RtspSettings settings, String... codecs) {
        try (PulledStream pulled = new PulledStream(url, settings)) {
            PulledMedia.assertFlows(pulled, TWO_SECONDS, codecs);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + server, e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/h264-aac, H264, AAC",
        "/h264-opus, H264, Opus",
        "/h264-pcmu, H264, G711-mu",
        "/h264-pcma, H264, G711-A",
    })
    void pullsPictureAndSound(String path, String video, String audio) {
        assertFlows(url(path), TransportPolicy.TCP_ONLY, video, audio);
    }

    @ParameterizedTest
    @CsvSource({"/h264-b-frames, H264", "/h265, H265", "/mjpeg, MJPEG"})
    void pullsPictures(String path, String video) {
        assertFlows(url(path), TransportPolicy.TCP_ONLY, video);
    }

    @ParameterizedTest
    @CsvSource({"/h265, H265", "/mjpeg, MJPEG"})
    void pullsOverUdp(String path, String video) {
        assertFlows(url(path), TransportPolicy.UDP_ONLY, video);
    }

    @Test
    void pullsPictureAndSoundOverUdp() {
        assertFlows(url("/h264-aac"), TransportPolicy.UDP_ONLY, "H264", "AAC");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void logsIn(int portGroup) {
        String url = "rtsp://viewer:s3cret@127.0.0.1:" + ports.group(portGroup) + "/h264-pcmu";
        assertFlows(url, TransportPolicy.TCP_ONLY, "H264", "G711-mu");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void saysThatThePasswordIsWrong(int portGroup) {
        String url = "rtsp://viewer:wrong@127.0.0.1:" + ports.group(portGroup) + "/h264-aac";
        try (PulledStream pulled = new PulledStream(url, RtspSettings.DEFAULT)) {
            assertThat(pulled.awaitFailure().type()).isEqualTo(StreamFailure.Type.UNAUTHORIZED);
        }
    }

    private String tlsUrl(String path) {
        return "rtsps://127.0.0.1:" + ports.group(4) + path;
    }

    @Test
    void pullsOverTls() {
        assertFlows(tlsUrl("/h264-aac"), TransportPolicy.TCP_PREFERRED, "H264", "AAC");
    }

    @Test
    void pullsOverTlsFromTheServerWhoseCertificateIsPinned()
            throws IOException, GeneralSecurityException {
        CertificatePolicy pinned = new CertificatePolicy.Pinned(Set.of(certificate.fingerprint()));
        assertFlows(tlsUrl("/h265"), RtspSettings.DEFAULT.with(pinned), "H265");
    }

    @Test
    void refusesTheCertificateThatNobodyVouchesFor() {
        RtspSettings strict = RtspSettings.DEFAULT.with(new CertificatePolicy.Trusted());
        try (PulledStream pulled = new PulledStream(tlsUrl("/h264-aac"), strict)) {
            assertThat(pulled.awaitFailure().type()).isEqualTo(StreamFailure.Type.PROTOCOL_ERROR);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/nothing, NOT_FOUND",
        "/sound-alone, NO_VIDEO",
        "/vp8, UNSUPPORTED_CODEC",
    })
    void saysWhatIsMissing(String path, StreamFailure.Type type) {
        try (PulledStream pulled = new PulledStream(url(path), RtspSettings.DEFAULT)) {
            assertThat(pulled.awaitFailure().type()).isEqualTo(type);
        }
    }

    @Test
    void probesWithoutPulling() {
        ProbeResult result =
                RtspProbe.probe(RtspAddress.parse(url("/h264-aac")), RtspSettings.DEFAULT);

        assertThat(result).isInstanceOf(ProbeResult.Found.class);
        assertThat(((ProbeResult.Found) result).tracks())
                .extracting(ProbeResult.ProbedTrack::codec)
                .containsExactly("H264", "AAC");
    }
}
