package io.sightline.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.TestServer;
import io.sightline.server.TestServer.Answer;
import io.sightline.simulator.CameraFarm;
import io.sightline.simulator.FarmSettings;
import io.sightline.simulator.clip.AudioCodec;
import io.sightline.simulator.clip.ClipSpec;
import io.sightline.simulator.clip.VideoCodec;
import io.sightline.testing.Eventually;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What viewers are told of cameras whose codecs not every browser plays, or none. */
class CodecsLiveTest {

    private static final String UNPLAYABLE = "{\"type\":\"unplayable\"";
    private static final String INIT = "{\"type\":\"init\"";

    @TempDir static Path data;
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(data, "--stream.close-delay=1s");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** A camera that is watched over MSE, for as long as {@code check} takes. */
    private static void watching(ClipSpec clip, Consumer<Watched> check) throws IOException {
        try (CameraFarm farm = CameraFarm.start(FarmSettings.of(1, clip))) {
            Answer added = server.addCamera("Codec", farm.url(0), false);
            String stream = added.json().at("/streams/0/name").asString();
            MseClient viewer = new MseClient();
            WebSocket socket = server.webSocket("/live/" + stream + "/mse", viewer);
            try {
                Answer live =
                        server.await(
                                "/api/v1/streams/" + stream, a -> a.text("state").equals("live"));
                check.accept(new Watched(stream, live.json().path("tracks"), viewer));
            } finally {
                socket.abort();
                server.send("DELETE", "/api/v1/cameras/" + added.text("id"), "");
            }
        }
    }

    /**
     * @param tracks as the stream's API shows them
     */
    private record Watched(String stream, JsonNode tracks, MseClient viewer) {

        Answer playlist() {
            return server.get("/live/" + stream + "/index.m3u8");
        }

        String awaitMessage(String start) {
            Eventually.await(start, () -> viewer.count(start) >= 1);
            return viewer.messages.get(viewer.indexOf(start));
        }
    }

    @Test
    void saysThatNoBrowserPlaysMotionJpeg() throws IOException {
        watching(
                ClipSpec.SMALL.withVideo(VideoCodec.MJPEG),
                camera -> {
                    assertThat(camera.tracks().at("/0/codec").asString()).isEqualTo("MJPEG");
                    assertThat(camera.tracks().at("/0/playable").asBoolean()).isFalse();
                    assertThat(camera.awaitMessage(UNPLAYABLE))
                            .isEqualTo("{\"type\":\"unplayable\",\"codec\":\"MJPEG\"}");
                    assertThat(camera.viewer().count(INIT)).isZero();
                    assertThat(camera.playlist().status()).isEqualTo(406);
                    assertThat(camera.playlist().problem()).isEqualTo("unplayable-codec");
                    assertThat(camera.playlist().text("detail")).contains("MJPEG");
                });
    }

    /** Who asked for a picture is not given a sound in its place. */
    @Test
    void doesNotSendTheSoundOfMotionJpegAlone() throws IOException {
        watching(
                ClipSpec.SMALL.withVideo(VideoCodec.MJPEG).withAudio(AudioCodec.AAC),
                camera -> {
                    camera.awaitMessage(UNPLAYABLE);
                    assertThat(camera.viewer().count(INIT)).isZero();
                    assertThat(camera.playlist().problem()).isEqualTo("unplayable-codec");
                });
    }

    /** Some browsers play it: with the exact codec at hand, each can say for itself. */
    @Test
    void offersH265ToThoseWhoPlayIt() throws IOException {
        watching(
                ClipSpec.SMALL.withVideo(VideoCodec.H265),
                camera -> {
                    assertThat(camera.tracks().at("/0/playable").asBoolean()).isTrue();
                    assertThat(camera.awaitMessage(INIT)).contains("\"codecs\":\"hvc1.");
                    camera.awaitMessage("prft");
                    assertThat(camera.playlist().response().body()).contains("CODECS=\"hvc1.");
                });
    }

    /** G.711 is recorded, and left out of what browsers get. */
    @Test
    void sendsThePictureWithoutASoundThatBrowsersDoNotPlay() throws IOException {
        watching(
                ClipSpec.SMALL.withAudio(AudioCodec.PCMU),
                camera -> {
                    assertThat(camera.tracks().at("/1/playable").asBoolean()).isFalse();
                    assertThat(camera.awaitMessage(INIT))
                            .containsPattern("\"codecs\":\"avc1\\.[0-9A-Fa-f]+\"");
                    assertThat(camera.playlist().response().body())
                            .containsPattern("CODECS=\"avc1\\.[0-9A-Fa-f]+\"");
                });
    }
}
