package io.sightline.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.sightline.server.TestServer;
import io.sightline.server.TestServer.Answer;
import io.sightline.simulator.CameraFarm;
import io.sightline.simulator.FarmSettings;
import io.sightline.simulator.camera.Credentials;
import io.sightline.simulator.camera.Fault;
import io.sightline.simulator.camera.Fault.Quirk;
import io.sightline.simulator.clip.AudioCodec;
import io.sightline.simulator.clip.ClipSpec;
import io.sightline.testing.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.WebSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Cameras that can't be used. Each reason has a problem type of its own, and everybody who asks is
 * told the same: who tries the address, who looks at the camera or its stream, and its viewers.
 */
class CameraFailuresTest {

    private static final String SECRET = "n0t-the-0ne";

    @TempDir static Path data;
    private static TestServer server;
    private static CameraFarm farm;

    @BeforeAll
    static void start() throws IOException {
        farm = CameraFarm.start(FarmSettings.of(1, ClipSpec.SMALL.withAudio(AudioCodec.AAC)));
        server =
                TestServer.start(
                        data,
                        "--stream.close-delay=1s",
                        "--camera.rtsp.retry-first=200ms",
                        "--camera.rtsp.reply-timeout=1s");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        farm.close();
    }

    @AfterEach
    void heal() {
        farm.inflictAll(new Fault.Heal());
    }

    @ParameterizedTest
    @CsvSource({
        "NO_VIDEO, no-video",
        "EMPTY_DESCRIPTION, protocol-error",
        "UNKNOWN_CODEC, unsupported-codec",
        "GIBBERISH, protocol-error",
    })
    void tellsWhatIsWrongWithADescription(Quirk quirk, String type) {
        farm.inflictAll(new Fault.WrongAnswers(quirk));
        assertFails(farm.url(0), type);
    }

    @ParameterizedTest
    @CsvSource({"403, unauthorized", "404, not-found", "453, protocol-error"})
    void tellsThatTheCameraSaysNo(int status, String type) {
        farm.inflictAll(new Fault.AnswerStatus(status));
        assertFails(farm.url(0), type);
    }

    @ParameterizedTest
    @EnumSource(Credentials.Scheme.class)
    void tellsAWrongPassword(Credentials.Scheme scheme) throws IOException {
        FarmSettings locked =
                FarmSettings.of(1, ClipSpec.SMALL)
                        .withCredentials(new Credentials("admin", "right", scheme));
        try (CameraFarm guarded = CameraFarm.start(locked)) {
            String url = guarded.url(0);
            assertFails(url.replace("rtsp://", "rtsp://admin:" + SECRET + "@"), "unauthorized");
            assertFails(url, "unauthorized");
            Answer right = probe(url.replace("rtsp://", "rtsp://admin:right@"));
            assertThat(right.status()).isEqualTo(200);
        }
    }

    @Test
    void tellsThatNothingListens() {
        assertFails("rtsp://127.0.0.1:9/", "refused");
    }

    @Test
    void tellsThatTheHostIsUnknown() {
        assertFails("rtsp://camera.invalid/", "unreachable");
    }

    /** Connects, for the kernel does that, and never says a word. */
    @Test
    void tellsThatTheCameraDoesNotAnswer() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertFails("rtsp://127.0.0.1:" + mute.getLocalPort() + "/", "unreachable");
        }
    }

    @Test
    void tellsThatTheServerThereSpeaksHttp() throws IOException {
        HttpServer http =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.start();
        try {
            assertFails("rtsp://127.0.0.1:" + http.getAddress().getPort() + "/", "protocol-error");
        } finally {
            http.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1/", "rtmp://127.0.0.1/live", "127.0.0.1", "rtsp://"})
    void refusesWhatIsNoRtspAddressAtAll(String url) {
        assertThat(probe(url).problem()).isEqualTo("invalid-camera-url");
        Answer added = server.addCamera("None", url, false);
        assertThat(added.status()).isEqualTo(400);
        assertThat(added.problem()).isEqualTo("invalid-camera-url");
    }

    private static void assertFails(String url, String type) {
        Answer probed = probe(url);
        assertThat(probed.status()).as(probed.response().body()).isEqualTo(422);
        assertThat(probed.problem()).isEqualTo(type);
        assertThat(probed.text("detail")).isNotBlank().doesNotContain(SECRET);

        Answer added = server.addCamera("Fails", url, false);
        String stream = added.json().at("/streams/0/name").asString();
        String camera = "/api/v1/cameras/" + added.text("id");
        MseClient viewer = new MseClient();
        WebSocket socket = server.webSocket("/live/" + stream + "/mse", viewer);
        try {
            Answer failed =
                    server.await(
                            camera,
                            a -> a.json().at("/status/failure/type").asString("").equals(type));
            assertThat(failed.json().at("/status/failure/detail").asString())
                    .isEqualTo(probed.text("detail"));
            assertThat(server.get("/api/v1/streams/" + stream).json().at("/failure/type"))
                    .isEqualTo(failed.json().at("/status/failure/type"));
            assertViewersAreTold(viewer, stream, type);
        } finally {
            socket.abort();
            server.send("DELETE", camera, "");
        }
    }

    private static void assertViewersAreTold(MseClient viewer, String stream, String type) {
        Answer playlist = server.get("/live/" + stream + "/index.m3u8");
        assertThat(playlist.status()).isEqualTo(503);
        assertThat(playlist.problem()).isEqualTo(type);
        assertThat(playlist.response().headers().firstValue("Retry-After")).isPresent();
        Eventually.await(
                "the page is told " + type,
                () -> viewer.messages.stream().anyMatch(m -> m.contains('"' + type + '"')));
        assertThat(viewer.messages).noneMatch(message -> message.contains(SECRET));
    }

    private static Answer probe(String url) {
        return server.post("/api/v1/cameras/probe", "{\"url\":\"" + url + "\"}");
    }
}
