package io.sightline.server.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.segment.SegmentSummary.State;
import io.sightline.server.TestServer;
import io.sightline.server.TestServer.Answer;
import io.sightline.simulator.CameraFarm;
import io.sightline.simulator.FarmSettings;
import io.sightline.simulator.clip.AudioCodec;
import io.sightline.simulator.clip.ClipSpec;
import io.sightline.testing.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A server that records simulated cameras: what can be played, and what a crash leaves. */
class RecordedCameraTest {

    private static final String RECORDINGS = "/api/v1/recordings?stream=";
    private static final String[] SETTINGS = {
        "--recording.segment-duration=4s", "--recording.reserve=1MB"
    };

    @TempDir Path data;

    @Test
    void whatWasRecordedIsListedAndPlays() throws Exception {
        try (CameraFarm farm = farm();
                TestServer server = TestServer.start(data, SETTINGS)) {
            String stream = record(server, farm.url(0));
            Answer recorded = awaitRecorded(server, stream, Duration.ofSeconds(10));
            Instant from = Instant.parse(recorded.json().at("/spans/0/from").asString());
            String range = "?from=" + from + "&to=" + from.plusSeconds(8);

            assertThat(recorded.json().path("spans")).hasSize(1);
            assertThat(recorded.json().path("gaps")).isEmpty();
            assertThat(server.get("/api/v1/recordings/days?stream=" + stream).json().path("items"))
                    .hasSize(1);
            String playlist =
                    server.get("/vod/" + stream + "/index.m3u8" + range).response().body();
            assertThat(playlist).contains("#EXT-X-ENDLIST").doesNotContain("DISCONTINUITY");
            int frames = videoFrames(server.playable("/vod/" + stream + "/index.m3u8" + range));
            assertThat(frames).isGreaterThanOrEqualTo(200);
            assertThat(videoFrames(server.playable("/vod/" + stream + "/clip.mp4" + range)))
                    .isGreaterThanOrEqualTo(200);
            JsonNode status = server.get("/api/v1/streams/" + stream).json().path("recording");
            assertThat(status.path("state").asString()).isEqualTo("recording");
            assertThat(server.get("/metrics").response().body())
                    .contains("recording_gaps{stream=\"" + stream + "\"} 0.0")
                    .contains("recording_skipped_chunks{stream=\"" + stream + "\"} 0.0")
                    .contains("recording_written_bytes{stream=\"" + stream + "\"} ");
        }
    }

    @Test
    void aClipIsServedByRangesAndAsADownload() throws Exception {
        try (CameraFarm farm = farm();
                TestServer server = TestServer.start(data, SETTINGS);
                HttpClient http = HttpClient.newHttpClient()) {
            String stream = record(server, farm.url(0));
            Answer recorded = awaitRecorded(server, stream, Duration.ofSeconds(6));
            Instant from = Instant.parse(recorded.json().at("/spans/0/from").asString());
            URI clip =
                    server.playable(
                            "/vod/%s/clip.mp4?from=%s&to=%s&download=1"
                                    .formatted(stream, from.plusSeconds(1), from.plusSeconds(4)));
            HttpResponse<byte[]> whole = get(http, clip);
            assertThat(whole.statusCode()).isEqualTo(200);
            assertThat(whole.headers().firstValue("Content-Disposition").orElseThrow())
                    .startsWith("attachment; filename=\"" + stream + "_");
            String tag = whole.headers().firstValue("ETag").orElseThrow();
            HttpResponse<byte[]> part = get(http, clip, "Range", "bytes=100-5099", "If-Range", tag);
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole.body(), 100, 5100));
            HttpResponse<byte[]> other =
                    get(http, clip, "Range", "bytes=100-5099", "If-Range", "\"another\"");
            assertThat(other.statusCode()).isEqualTo(200);
            assertThat(server.bean(KeptClips.class).cuts()).as("cut once for all").isEqualTo(1);
        }
    }

    @Test
    void timeWithoutRecordingIsAnsweredWithTheNearestSpans() throws Exception {
        try (CameraFarm farm = farm();
                TestServer server = TestServer.start(data, SETTINGS)) {
            String stream = record(server, farm.url(0));
            awaitRecorded(server, stream, Duration.ofSeconds(2));
            String range = "?from=2020-01-01T00:00:00Z&to=2020-01-01T01:00:00Z";
            Answer none = server.get("/vod/" + stream + "/index.m3u8" + range);
            assertThat(none.status()).isEqualTo(404);
            assertThat(none.problem()).isEqualTo("no-recording");
            assertThat(none.json().at("/nearest/after/from").asString()).isNotEmpty();
            assertThat(none.json().at("/nearest/before").isNull()).isTrue();

            Answer listed = server.get(RECORDINGS + stream + "&" + range.substring(1));
            assertThat(listed.status()).isEqualTo(200);
            assertThat(listed.json().path("spans")).isEmpty();
            assertThat(listed.json().at("/nearest/after/from").asString()).isNotEmpty();
        }
    }

    @Test
    void badAddressesAreRefused() {
        try (TestServer server = TestServer.start(data, SETTINGS)) {
            for (String path :
                    List.of(
                            "/vod/cam/20261121T083000000/0-100.m4s",
                            "/vod/cam/20261121T083000000/init.mp4",
                            "/vod/cam/20269921T083000000/init.mp4",
                            "/vod/..%2F..%2Fetc/20261121T083000000/init.mp4",
                            "/vod/cam/..%2F..%2F..%2Fsightline.db")) {
                assertThat(server.get(path).status()).as(path).isIn(400, 404);
            }
            Answer wrong = server.get("/vod/cam/index.m3u8?from=yesterday&to=today");
            assertThat(wrong.status()).isEqualTo(400);
            assertThat(wrong.problem()).isEqualTo("invalid-time-range");
            assertThat(server.get(RECORDINGS + "cam&from=2&to=1").problem())
                    .isEqualTo("invalid-time-range");
        }
    }

    @Test
    void afterAKillEveryFilePlaysAndTheIndexIsThatOfTheFiles() throws Exception {
        try (CameraFarm farm = farm()) {
            String stream;
            Instant killed;
            Process child = startChild();
            try {
                URI base = awaitReady();
                stream = addCamera(base, farm.url(0));
                awaitFiles(3);
            } finally {
                killed = Instant.now();
                child.destroyForcibly().waitFor();
            }
            try (TestServer server = TestServer.start(data, SETTINGS)) {
                server.await(
                        RECORDINGS + stream,
                        answer ->
                                index(server, stream).stream()
                                        .allMatch(RecordedCameraTest::closed));
                List<IndexedSegment> rows = index(server, stream);
                List<Path> files = files();
                assertThat(rows).hasSameSizeAs(files);
                for (Path file : files) {
                    assertThat(videoFrames(file.toUri())).isPositive();
                }
                long end = rows.getLast().toMicros();
                assertThat(Duration.between(Recordings.instant(end), killed))
                        .isLessThan(Duration.ofSeconds(1));
                server.await(
                        RECORDINGS + stream,
                        answer ->
                                answer.json()
                                        .at("/gaps/0/reason")
                                        .asString("")
                                        .equals("server-killed"));
            }
        }
    }

    @Test
    void aDeletedIndexIsRebuiltFromTheFilesEqualToTheOriginal() throws Exception {
        String stream;
        List<IndexedSegment> original;
        try (CameraFarm farm = farm()) {
            try (TestServer server = TestServer.start(data, SETTINGS)) {
                stream = record(server, farm.url(0));
                awaitRecorded(server, stream, Duration.ofSeconds(9));
            }
        }
        try (TestServer server = TestServer.start(data, SETTINGS)) {
            original = index(server, stream);
        }
        assertThat(original).hasSizeGreaterThan(2).allMatch(RecordedCameraTest::closed);
        for (String name : List.of("sightline.db", "sightline.db-wal", "sightline.db-shm")) {
            Files.deleteIfExists(data.resolve(name));
        }
        try (TestServer server = TestServer.start(data, SETTINGS)) {
            server.await(
                    RECORDINGS + stream, answer -> index(server, stream).size() >= original.size());
            assertThat(index(server, stream)).isEqualTo(original);
        }
    }

    private static CameraFarm farm() throws IOException {
        return CameraFarm.start(FarmSettings.of(1, ClipSpec.SMALL.withAudio(AudioCodec.AAC)));
    }

    private static String record(TestServer server, String url) {
        Answer added = server.addCamera("Recorded", url, true);
        assertThat(added.status()).as(added.response().body()).isEqualTo(201);
        return added.json().at("/streams/0/name").asString();
    }

    private static Answer awaitRecorded(TestServer server, String stream, Duration length) {
        return server.await(
                RECORDINGS + stream,
                answer -> {
                    JsonNode span = answer.json().at("/spans/0");
                    return !span.isMissingNode()
                            && Duration.between(
                                                    Instant.parse(span.path("from").asString()),
                                                    Instant.parse(span.path("to").asString()))
                                            .compareTo(length)
                                    >= 0;
                });
    }

    private static List<IndexedSegment> index(TestServer server, String stream) {
        return server.bean(SegmentIndex.class).all(stream);
    }

    private static boolean closed(IndexedSegment segment) {
        return segment.state() == State.CLOSED;
    }

    private List<Path> files() throws IOException {
        Path recordings = data.resolve("recordings");
        if (!Files.exists(recordings)) {
            return List.of();
        }
        try (var found = Files.walk(recordings)) {
            return found.filter(path -> path.toString().endsWith(".mp4")).sorted().toList();
        }
    }

    private void awaitFiles(int count) throws Exception {
        Eventually.await(count + " files", () -> files().size() >= count);
        // In the middle of a file, not at its beginning.
        Path newest = files().getLast();
        Eventually.await("the middle of " + newest, () -> Files.size(newest) >= 20_000);
    }

    private Process startChild() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add("io.sightline.server.SightlineServer");
        command.addAll(List.of("--data", data.toString(), "--port", "0"));
        command.addAll(List.of(SETTINGS));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("child.out").toFile())
                .start();
    }

    private URI awaitReady() {
        Pattern ready = Pattern.compile("Sightline is ready at (\\S+)\n");
        String said =
                Eventually.await(
                        "the child's address",
                        this::childOutput,
                        text -> ready.matcher(text).find());
        return URI.create(ready.matcher(said).results().findFirst().orElseThrow().group(1));
    }

    private String childOutput() {
        try {
            return Files.readString(data.resolve("child.out"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String addCamera(URI base, String url) throws Exception {
        String key = Files.readString(data.resolve("cli.key")).strip();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    http.send(
                            HttpRequest.newBuilder(base.resolve("/api/v1/cameras"))
                                    .header("Content-Type", "application/json")
                                    .header("Authorization", "Bearer " + key)
                                    .POST(
                                            HttpRequest.BodyPublishers.ofString(
                                                    "{\"name\":\"c\",\"url\":\"%s\",\"record\":true}"
                                                            .formatted(url)))
                                    .build(),
                            BodyHandlers.ofString());
            String name = answer.body().substring(answer.body().indexOf("\"streams\""));
            return name.replaceFirst("(?s).*?\"name\":\"([^\"]+)\".*", "$1");
        }
    }

    private static HttpResponse<byte[]> get(HttpClient http, URI uri, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static int videoFrames(URI uri) throws Exception {
        Process probe =
                new ProcessBuilder(
                                "ffprobe",
                                "-v",
                                "error",
                                "-select_streams",
                                "v",
                                "-count_packets",
                                "-show_entries",
                                "stream=nb_read_packets",
                                "-of",
                                "csv=p=0",
                                uri.toString())
                        .redirectErrorStream(true)
                        .start();
        try (InputStream out = probe.getInputStream()) {
            String said = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
            assertThat(said)
                    .as("ffprobe (Debian package ffmpeg) reads %s", uri)
                    .matches("(?s)\\d+.*");
            return Integer.parseInt(said.split("\\D")[0]);
        }
    }
}
