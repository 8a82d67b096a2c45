package io.sightline.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.stream.ChunkReader;
import io.sightline.media.stream.ReaderInfo;
import io.sightline.media.stream.Stream;
import io.sightline.server.TestServer.Answer;
import io.sightline.server.stream.StreamDirectory;
import io.sightline.simulator.CameraFarm;
import io.sightline.simulator.FarmSettings;
import io.sightline.simulator.clip.AudioCodec;
import io.sightline.simulator.clip.ClipSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A real server with simulated cameras: from the API call to the picture, and what goes wrong. */
class LiveCameraTest {

    @TempDir static Path data;
    private static TestServer server;
    private static CameraFarm farm;

    @BeforeAll
    static void start() throws IOException {
        farm = CameraFarm.start(FarmSettings.of(7, ClipSpec.SMALL.withAudio(AudioCodec.AAC)));
        server =
                TestServer.start(
                        data, "--stream.close-delay=1s", "--camera.rtsp.retry-first=200ms");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        farm.close();
    }

    private static String addedStream(Answer added) {
        assertThat(added.status()).as(added.response().body()).isEqualTo(201);
        return added.json().at("/streams/0/name").asString();
    }

    private static ChunkReader watch(String stream) {
        Stream found = server.bean(StreamDirectory.class).find(stream).orElseThrow();
        ReaderInfo viewer =
                new ReaderInfo("viewer-1", ReaderInfo.Kind.MSE, "127.0.0.1", Instant.now());
        return found.open(viewer, ChunkReader.JoinAt.CACHED_GOP, () -> {});
    }

    private static String path(String stream) {
        return "/api/v1/streams/" + stream;
    }

    @Test
    void startsWithItsFirstViewerAndStopsAfterTheLast() {
        String stream = addedStream(server.addCamera("On demand", farm.url(0), false));
        assertThat(server.get(path(stream)).text("state")).isEqualTo("idle");

        try (ChunkReader _ = watch(stream)) {
            Answer live = server.await(path(stream), a -> a.text("state").equals("live"));
            assertThat(live.json().at("/viewers/0/kind").asString()).isEqualTo("mse");
            assertThat(live.json().at("/viewers/0/address").asString()).isEqualTo("127.0.0.1");
            assertThat(live.json().at("/tracks/0/codec").asString()).isEqualTo("H264");
            assertThat(live.json().at("/tracks/0/width").asInt()).isPositive();
            assertThat(live.json().at("/tracks/1/codec").asString()).isEqualTo("AAC");
            server.await(
                    path(stream),
                    a -> a.json().at("/statistics/bitrateBitsPerSecond").asLong() > 0);
        }

        Answer left = server.get(path(stream));
        assertThat(left.json().path("viewers")).isEmpty();
        server.await(path(stream), a -> a.text("state").equals("idle"));
    }

    @Test
    void servesAPlaylistToTheFirstWhoAsks() {
        String stream = addedStream(server.addCamera("Playlist", farm.url(4), false));
        Answer playlist = server.get("/live/" + stream + "/index.m3u8");
        assertThat(playlist.status()).isEqualTo(200);
        assertThat(playlist.response().body()).startsWith("#EXTM3U");
    }

    @Test
    void recordsAndPlaysBack() {
        String stream = addedStream(server.addCamera("Recorded", farm.url(1), true));
        server.await(
                path(stream), a -> a.json().at("/recording/state").asString().equals("recording"));
        Instant from = Instant.now().minusSeconds(600);
        Instant to = Instant.now().plusSeconds(600);
        String query = "stream=%s&from=%s&to=%s".formatted(stream, from, to);
        long bytes =
                server.await("/api/v1/recordings?" + query, a -> recordedBytes(a) > 0)
                        .json()
                        .at("/spans/0/bytes")
                        .asLong();
        server.await("/api/v1/recordings?" + query, a -> recordedBytes(a) > 2 * bytes);
        server.await(
                "/vod/" + stream + "/index.m3u8?from=" + from + "&to=" + to,
                playlist -> playlist.response().body().contains("#EXTINF"));
    }

    @Test
    void cutsAClipOutOfWhatIsBeingRecorded() {
        String stream = addedStream(server.addCamera("Clip", farm.url(2), true));
        Instant from = Instant.now().minusSeconds(600);
        Instant to = Instant.now().plusSeconds(600);
        String clip = "/vod/%s/clip.mp4?from=%s&to=%s&download=1".formatted(stream, from, to);

        Answer cut = server.await(clip, a -> a.status() == 200);
        assertThat(header(cut, "Content-Type")).isEqualTo("video/mp4");
        assertThat(header(cut, "Accept-Ranges")).isEqualTo("bytes");
        assertThat(header(cut, "ETag")).startsWith("\"");
        assertThat(header(cut, "Content-Disposition"))
                .startsWith("attachment; filename=\"" + stream)
                .endsWith(".mp4\"");
        assertThat(cut.response().body()).contains("ftyp", "moov", "elst", "mdat");
    }

    @Test
    void answersForTimeWithoutRecordingWithWhatIsNearest() {
        String stream = addedStream(server.addCamera("Nothing then", farm.url(3), true));
        String then = "?from=2001-01-01T00:00:00Z&to=2001-01-01T00:01:00Z";
        for (String media : List.of("clip.mp4", "index.m3u8")) {
            Answer nothing =
                    server.await(
                            "/vod/" + stream + "/" + media + then,
                            a -> !a.json().at("/nearest/after/from").isMissingNode());
            assertThat(nothing.status()).isEqualTo(404);
            assertThat(nothing.problem()).isEqualTo("no-recording");
        }
        Answer backwards =
                server.get(
                        "/vod/%s/clip.mp4?from=2001-01-02T00:00:00Z&to=2001-01-01T00:00:00Z"
                                .formatted(stream));
        assertThat(backwards.problem()).isEqualTo("invalid-time-range");
    }

    private static String header(Answer answer, String name) {
        return answer.response().headers().firstValue(name).orElse("");
    }

    private static long recordedBytes(Answer recordings) {
        return recordings.json().at("/spans/0/bytes").asLong(0);
    }

    @Test
    void goesOnWithTheNewAddressWhenACameraMoves() {
        Answer added = server.addCamera("Moves", "rtsp://127.0.0.1:9/", false);
        String stream = addedStream(added);
        String camera = "/api/v1/cameras/" + added.text("id");
        try (ChunkReader _ = watch(stream)) {
            server.await(path(stream), a -> failure(a).equals("refused"));
        }
        server.send("PATCH", camera, "{\"url\":\"" + farm.url(5) + "\"}");
        try (ChunkReader _ = watch(stream)) {
            server.await(path(stream), a -> a.text("state").equals("live"));
        }
    }

    @Test
    void undisturbedByANewName() {
        Answer added = server.addCamera("Before", farm.url(6), false);
        String stream = addedStream(added);
        try (ChunkReader _ = watch(stream)) {
            Answer live = server.await(path(stream), a -> a.text("state").equals("live"));
            server.send("PATCH", "/api/v1/cameras/" + added.text("id"), "{\"name\":\"After\"}");
            Answer renamed = server.get(path(stream));
            assertThat(renamed.text("cameraName")).isEqualTo("After");
            assertThat(renamed.text("since")).isEqualTo(live.text("since"));
        }
    }

    private static String failure(Answer stream) {
        return stream.json().at("/failure/type").asString("");
    }

    private static Answer probe(String url) {
        return server.post("/api/v1/cameras/probe", "{\"url\":\"" + url + "\"}");
    }

    @Test
    void probesWhatACameraOffers() {
        JsonNode tracks = probe(farm.url(0)).json().path("tracks");
        assertThat(tracks.path(0).path("codec").asString()).isEqualTo("H264");
        assertThat(tracks.path(1).path("codec").asString()).isEqualTo("AAC");
    }
}
