package io.sightline.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.stream.ReaderInfo;
import io.sightline.media.stream.Stream;
import io.sightline.simulator.clip.AudioCodec;
import io.sightline.simulator.clip.ClipLibrary;
import io.sightline.simulator.clip.ClipSpec;
import io.sightline.testing.Eventually;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LiveHlsTest {

    private static final ClipSpec CLIP = ClipSpec.SMALL.withAudio(AudioCodec.AAC);

    private final LiveServer server = new LiveServer();
    private final ClipSource camera = new ClipSource(ClipLibrary.clip(CLIP));
    private final Stream stream = server.define("cam", camera);

    @TempDir Path directory;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void firstRequestStartsTheCameraAndWaitsForMedia() {
        HttpResponse<byte[]> reply = server.get("/live/cam/index.m3u8");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type"))
                .contains("application/vnd.apple.mpegurl");
        assertThat(new String(reply.body(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("RESOLUTION=640x360", "CODECS=\"avc1.", "mp4a.40.2", "\nmedia.m3u8\n");
        assertThat(stream.status().readers())
                .extracting(ReaderInfo::kind)
                .contains(ReaderInfo.Kind.HLS);
    }

    @Test
    void segmentIsTheSumOfItsPartsFromMemoryAndFromFile() {
        server.record(
                server.define("recorded", new ClipSource(ClipLibrary.clip(CLIP))),
                directory.resolve("recording.mp4"));
        for (String name : List.of("cam", "recorded")) {
            Eventually.await(
                    "two segments", () -> LiveServer.segments(server.playlist(name)).size() >= 2);
            String playlist = server.playlist(name);
            String lastSegment = LiveServer.segments(playlist).getLast();
            List<String> parts = partsOf(playlist, lastSegment);
            java.io.ByteArrayOutputStream joined = new java.io.ByteArrayOutputStream();
            for (String part : parts) {
                HttpResponse<byte[]> reply = server.get("/live/" + name + "/" + part);
                assertThat(reply.statusCode()).isEqualTo(200);
                joined.writeBytes(reply.body());
            }
            HttpResponse<byte[]> segment = server.get("/live/" + name + "/" + lastSegment);
            assertThat(segment.statusCode()).isEqualTo(200);
            assertThat(segment.headers().firstValue("Cache-Control").orElseThrow())
                    .contains("immutable");
            assertThat(segment.body())
                    .as("%s of %s", lastSegment, name)
                    .isEqualTo(joined.toByteArray());
        }
    }

    private static List<String> partsOf(String playlist, String segment) {
        List<String> before = playlist.lines().takeWhile(line -> !line.equals(segment)).toList();
        int start = before.size() - 1;
        while (start > 0 && !before.get(start).startsWith("#EXT-X-PROGRAM-DATE-TIME")) {
            start--;
        }
        return LiveServer.parts(String.join("\n", before.subList(start, before.size())));
    }

    @Test
    void answersRangesAndHeads() {
        Eventually.await("a segment", () -> !LiveServer.segments(server.playlist("cam")).isEmpty());
        String path = "/live/cam/" + LiveServer.segments(server.playlist("cam")).getFirst();
        byte[] whole = server.get(path).body();

        HttpResponse<byte[]> range = server.get(path, "Range", "bytes=100-299");
        assertThat(range.statusCode()).isEqualTo(206);
        assertThat(range.headers().firstValue("Content-Range"))
                .contains("bytes 100-299/" + whole.length);
        assertThat(range.body()).isEqualTo(java.util.Arrays.copyOfRange(whole, 100, 300));

        HttpResponse<byte[]> tail = server.get(path, "Range", "bytes=-10");
        assertThat(tail.body())
                .isEqualTo(java.util.Arrays.copyOfRange(whole, whole.length - 10, whole.length));

        HttpResponse<byte[]> beyond = server.get(path, "Range", "bytes=" + whole.length + "-");
        assertThat(beyond.statusCode()).isEqualTo(416);

        HttpResponse<byte[]> head =
                server.send(HttpRequest.newBuilder(server.uri(path)).HEAD().build());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(whole.length);
    }

    @Test
    void holdsAReloadUntilThePartIsThere() {
        Eventually.await("a segment", () -> !LiveServer.segments(server.playlist("cam")).isEmpty());
        String playlist = server.playlist("cam");
        long newest =
                LiveServer.number(playlist, "#EXT-X-MEDIA-SEQUENCE")
                        + LiveServer.segments(playlist).size()
                        - 1;

        HttpResponse<byte[]> held =
                server.get("/live/cam/media.m3u8?_HLS_msn=" + (newest + 2) + "&_HLS_part=1");

        assertThat(held.statusCode()).isEqualTo(200);
        String later = new String(held.body(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(
                        LiveServer.number(later, "#EXT-X-MEDIA-SEQUENCE")
                                + LiveServer.segments(later).size()
                                - 1)
                .isGreaterThanOrEqualTo(newest + 1);
        assertThat(held.headers().firstValue("Cache-Control").orElseThrow()).contains("max-age");
    }

    @Test
    void holdsTheHintedPartUntilItIsThere() {
        Eventually.await("a segment", () -> !LiveServer.segments(server.playlist("cam")).isEmpty());
        for (int i = 0; i < 5; i++) {
            String hint = LiveServer.hint(server.playlist("cam"));
            HttpResponse<byte[]> part = server.get("/live/cam/" + hint);
            assertThat(part.statusCode()).isEqualTo(200);
            assertThat(LiveServer.parts(server.playlist("cam"))).contains(hint);
        }
    }

    @Test
    void refusesWhatIsNotThere() {
        Eventually.await("a segment", () -> !LiveServer.segments(server.playlist("cam")).isEmpty());

        assertProblem(server.get("/live/nobody/index.m3u8"), 404, "stream-not-found");
        assertProblem(server.get("/live/cam/nothing.txt"), 404, "not-found");
        assertProblem(server.get("/live/cam/s1-1.m4s"), 404, "media-not-found");
        assertProblem(
                server.get("/live/cam/media.m3u8?_HLS_part=1"), 400, "invalid-delivery-directive");
        assertProblem(
                server.get("/live/cam/media.m3u8?_HLS_msn=99999999999"),
                400,
                "playlist-too-far-ahead");
        assertProblem(server.get("/live/cam/mse"), 426, "upgrade-required");
        assertProblem(
                server.send(
                        HttpRequest.newBuilder(server.uri("/live/cam/media.m3u8"))
                                .DELETE()
                                .build()),
                405,
                "method-not-allowed");
    }

    private static void assertProblem(HttpResponse<byte[]> reply, int status, String slug) {
        assertThat(reply.statusCode()).isEqualTo(status);
        assertThat(reply.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(new String(reply.body(), java.nio.charset.StandardCharsets.UTF_8))
                .contains(
                        "\"type\":\"urn:sightline:problem:" + slug + "\"", "\"status\":" + status);
    }

    @Test
    void saysWhyACameraDoesNotDeliver() {
        camera.fail(true);

        HttpResponse<byte[]> reply = server.get("/live/cam/index.m3u8");

        assertProblem(reply, 503, "unreachable");
        assertThat(reply.headers().firstValueAsLong("Retry-After")).isPresent();
    }

    @Test
    void goesOnWithADiscontinuityWhenTheCameraComesBackWithAnotherPicture() {
        Eventually.await("a segment", () -> !LiveServer.segments(server.playlist("cam")).isEmpty());
        camera.fail(true);
        Eventually.await("it is away", () -> stream.status().failure().isPresent());
        camera.play(ClipLibrary.clip(CLIP.withSize(480, 270)));
        camera.fail(false);

        Eventually.await(
                "a discontinuity", () -> server.playlist("cam").contains("#EXT-X-DISCONTINUITY\n"));
        String playlist = server.playlist("cam");
        List<String> maps = playlist.lines().filter(line -> line.startsWith("#EXT-X-MAP")).toList();
        assertThat(maps).hasSize(2).doesNotHaveDuplicates();
        for (String map : maps) {
            String init = map.substring(map.indexOf('"') + 1, map.lastIndexOf('"'));
            assertThat(server.get("/live/cam/" + init).statusCode()).isEqualTo(200);
        }
        Eventually.await(
                "its size",
                () -> server.text("/live/cam/index.m3u8").contains("RESOLUTION=480x270"));
    }

    @Test
    void leavesTheStreamSomeSecondsAfterTheLastRequest() {
        Eventually.await("a segment", () -> !LiveServer.segments(server.playlist("cam")).isEmpty());
        assertThat(camera.isRunning()).isTrue();

        Eventually.await("the output is closed", () -> server.route.openHlsOutputs() == 0);
        Eventually.await("the camera is let go", () -> !camera.isRunning());
        long before = LiveServer.number(server.playlist("cam"), "#EXT-X-MEDIA-SEQUENCE");
        assertThat(before).isPositive();
    }

    @Test
    void letsOnlyAllowedPagesReadAcrossOrigins() {
        try (LiveServer open = new LiveServer("https://wall.example")) {
            open.define("cam", new ClipSource(ClipLibrary.clip(CLIP)));
            assertThat(
                            open.get("/live/cam/index.m3u8", "Origin", "https://wall.example")
                                    .headers()
                                    .firstValue("Access-Control-Allow-Origin"))
                    .contains("https://wall.example");
            assertThat(
                            open.get("/live/cam/index.m3u8", "Origin", "https://other.example")
                                    .headers()
                                    .firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
        assertThat(
                        server.get("/live/cam/index.m3u8", "Origin", "https://other.example")
                                .headers()
                                .firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
    }
}
