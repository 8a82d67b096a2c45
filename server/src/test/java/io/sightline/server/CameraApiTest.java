package io.sightline.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.TestServer.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The API on a real server, without any camera: rows, problems, and what strangers try. */
class CameraApiTest {

    private static final String CAMERAS = "/api/v1/cameras";

    /** Nothing listens there. */
    private static final String NOWHERE = "rtsp://127.0.0.1:9/";

    @TempDir static Path data;
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(data);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void addsShowsChangesAndDeletesACamera() {
        Answer added = server.addCamera("Gate", NOWHERE + "gate", false);
        assertThat(added.status()).isEqualTo(201);
        String path = CAMERAS + "/" + added.text("id");
        assertThat(added.response().headers().firstValue("Location")).contains(path);
        String stream = added.json().at("/streams/0/name").asString();
        assertThat(stream).startsWith("cam_127_0_0_1_ch1_main");
        assertThat(server.get("/api/v1/streams/" + stream).text("cameraName")).isEqualTo("Gate");

        Answer changed = server.send("PATCH", path, "{\"name\":\"North gate\"}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(server.get(path).text("name")).isEqualTo("North gate");
        assertThat(server.get(path).text("url")).isEqualTo(NOWHERE + "gate");
        assertThat(server.get("/api/v1/streams/" + stream).text("cameraName"))
                .isEqualTo("North gate");

        assertThat(server.send("DELETE", path, "").status()).isEqualTo(204);
        assertThat(server.get(path).problem()).isEqualTo("camera-not-found");
        assertThat(server.send("DELETE", path, "").status()).isEqualTo(404);
        assertThat(server.get("/api/v1/streams/" + stream).problem()).isEqualTo("stream-not-found");
    }

    @Test
    void recordsUnlessToldOtherwise() {
        Answer added = server.post(CAMERAS, "{\"name\":\"x\",\"url\":\"" + NOWHERE + "default\"}");
        assertThat(added.json().path("record").asBoolean()).isTrue();
        server.send("DELETE", CAMERAS + "/" + added.text("id"), "");
    }

    @Test
    void neverShowsNorStoresNorLogsAPassword() throws IOException {
        String url = "rtsp://admin:Tr0ub4dor@127.0.0.1:9/x?password=Tr0ub4dor";
        Answer added = server.addCamera("Secret", url, false);
        String path = CAMERAS + "/" + added.text("id");
        String masked = "rtsp://admin:***@127.0.0.1:9/x?password=***";
        assertThat(added.text("url")).isEqualTo(masked);
        assertThat(server.get(path).text("url")).isEqualTo(masked);
        assertThat(server.send("PATCH", path, "{\"url\":\"" + masked + "\"}").status())
                .isEqualTo(200);
        assertThat(server.send("PATCH", path, "{\"url\":\"rtsp://admin:***@10.0.0.9/\"}").problem())
                .isEqualTo("invalid-camera-url");
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(content).as(file.toString()).doesNotContain("Tr0ub4dor");
            }
        }
        server.send("DELETE", path, "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.1/",
                "10.0.0.1",
                "rtsp://",
                "rtsp://host:99999/",
                "rtsp://a b/",
                "file:///etc/passwd",
                ""
            })
    void refusesAnAddressThatIsNotRtsp(String url) {
        Answer refused = server.addCamera("x", url, true);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.problem()).isEqualTo("invalid-camera-url");
        assertThat(refused.text("detail")).isNotBlank();
        assertThat(refused.response().headers().firstValue("Content-Type"))
                .contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "a\\u0000b", "a\\nb"})
    void refusesANameThatIsNone(String name) {
        Answer refused =
                server.post(CAMERAS, "{\"name\":\"%s\",\"url\":\"%s\"}".formatted(name, NOWHERE));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.problem()).isEqualTo("invalid-camera-name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "\"x\"", "{\"name\":{}}", "{\"record\":\"x\"}"})
    void refusesABodyThatIsNotACamera(String body) {
        Answer refused = server.post(CAMERAS, body);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.problem()).isNotBlank();
    }

    @Test
    void keepsTextThatLooksLikeSqlAsText() {
        String name = "Robert'); drop table camera;--";
        Answer added = server.addCamera(name, NOWHERE + "sql", false);
        assertThat(server.get(CAMERAS + "/" + added.text("id")).text("name")).isEqualTo(name);
        assertThat(server.get(CAMERAS + "/x'%20or%20'1'='1").status()).isEqualTo(404);
        assertThat(server.get(CAMERAS + "?cursor='%20or%201=1").problem())
                .isEqualTo("invalid-cursor");
        server.send("DELETE", CAMERAS + "/" + added.text("id"), "");
    }

    @Test
    void pagesThroughCamerasOnceEach() {
        Set<String> added = new HashSet<>();
        for (int i = 0; i < 7; i++) {
            added.add(server.addCamera("page", NOWHERE + "page" + i, false).text("id"));
        }
        Set<String> seen = new HashSet<>();
        String cursor = "";
        do {
            Answer page = server.get(CAMERAS + "?limit=3" + cursor);
            page.json()
                    .path("items")
                    .forEach(item -> assertThat(seen.add(item.path("id").asString())).isTrue());
            String next = page.json().path("next").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        assertThat(seen).containsAll(added);
        added.forEach(id -> server.send("DELETE", CAMERAS + "/" + id, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=501", "limit=-1"})
    void refusesAPageSizeThatIsNone(String query) {
        assertThat(server.get(CAMERAS + "?" + query).problem()).isEqualTo("invalid-limit");
        assertThat(server.get("/api/v1/streams?" + query).problem()).isEqualTo("invalid-limit");
    }

    /** Sent as they are: an HTTP client would tidy these paths up first. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../../../etc/passwd",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/assets/..%2f..%2f..%2fetc/passwd",
                "/assets/....//....//etc/passwd",
                "/live/..%2f..%2fetc/index.m3u8",
                "/vod/../../etc/passwd",
                "/api/v1/streams/..%2f..%2fetc%2fpasswd",
                "/assets/%00",
                "//etc/passwd",
                "/assets/..\\..\\etc\\passwd"
            })
    void letsNoPathLeaveItsPlace(String path) throws IOException {
        String answer =
                raw("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
        assertThat(answer).doesNotContain("root:").doesNotContain("<h2>HTTP ERROR");
    }

    private static String raw(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.uri("/").getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void answersWhatItDoesNotKnowWithAProblem() {
        assertThat(server.get("/api/v1/nothing").problem()).isEqualTo("not-found");
        assertThat(server.send("PUT", CAMERAS, "{}").problem()).isEqualTo("method-not-allowed");
        assertThat(server.get("/api/v1/streams/none").problem()).isEqualTo("stream-not-found");
    }

    @Test
    void saysHowItIs() {
        assertThat(server.get("/api/v1/health/live").text("status")).isEqualTo("up");
        assertThat(server.get("/api/v1/health/ready").text("status")).isEqualTo("up");
        Answer system = server.get("/api/v1/system");
        assertThat(system.text("listen")).startsWith("127.0.0.1:");
        assertThat(system.json().path("demo").asBoolean()).isFalse();
        assertThat(system.json().at("/volumes/0/state").asString()).isEqualTo("ready");
        assertThat(system.json().at("/volumes/0/freeBytes").asLong()).isPositive();
    }

    @Test
    void exportsMetrics() {
        String metrics = server.get("/metrics").response().body();
        assertThat(metrics)
                .contains("audit_entries_lost_total 0.0", "camera_events_lost_total 0.0")
                .contains("camera_online_count", "camera_offline_count", "stream_path_total")
                .contains(
                        "storage_volume_usage_percent{volume_id=",
                        "storage_volume_full_count",
                        "recording_file_index_lag_seconds")
                .contains("jvm_memory_used_bytes", "jvm_gc_");
    }
}
