package io.sightline.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.server.TestServer;
import io.sightline.server.TestServer.Answer;
import io.sightline.server.access.Rights;
import io.sightline.server.access.Role;
import io.sightline.server.database.Database;
import io.sightline.simulator.CameraFarm;
import io.sightline.simulator.FarmSettings;
import io.sightline.simulator.clip.ClipSpec;
import io.sightline.testing.Eventually;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Who gets media of a real camera from a real server, and when it ends. */
class MediaRightsTest {

    private static final int CAMERAS = 5;

    /** U5: media ends so soon after the right to it. */
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(10);

    @TempDir static Path data;
    private static CameraFarm farm;
    private static TestServer server;
    private static final List<String> CAMERA_IDS = new ArrayList<>();
    private static final List<String> STREAMS = new ArrayList<>();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private String name = "";
    private TestServer user;

    @BeforeAll
    static void start() throws IOException {
        farm = CameraFarm.start(FarmSettings.of(CAMERAS, ClipSpec.SMALL));
        server = TestServer.start(data);
        for (int i = 0; i < CAMERAS; i++) {
            Answer added = server.addCamera("Camera " + i, farm.url(i), false);
            CAMERA_IDS.add(added.text("id"));
            STREAMS.add(added.json().at("/streams/0/name").asString());
        }
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        farm.close();
    }

    @BeforeEach
    void logIn() {
        name = "user-" + UUID.randomUUID();
        user = server.as(name, Role.USER);
    }

    @AfterEach
    void close() {
        http.shutdownNow();
    }

    private void grant(int camera, String rights) {
        server.bean(Database.class)
                .write()
                .sql(
                        "insert into camera_grant (id, account_id, camera_id, rights)"
                                + " values (?, ?, ?, ?)")
                .params(UUID.randomUUID().toString(), name, CAMERA_IDS.get(camera), rights)
                .update();
        server.bean(Rights.class).reload();
    }

    private static String playlist(int camera) {
        return "/live/" + STREAMS.get(camera) + "/index.m3u8";
    }

    private static String recorded(int camera) {
        return "/vod/" + STREAMS.get(camera) + "/index.m3u8";
    }

    private static String clip(int camera) {
        return "/vod/" + STREAMS.get(camera) + "/clip.mp4";
    }

    @Test
    void nobodyGetsNothing() {
        for (String path : List.of(playlist(0), recorded(0), clip(0))) {
            Answer answer = server.asNobody().get(path);
            assertThat(answer.problem()).isEqualTo("unauthenticated");
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.response().headers().firstValue("WWW-Authenticate"))
                    .contains("Bearer");
        }
    }

    @Test
    void aStreamThatIsNotSeenIsAnsweredAsOneThatIsNotThere() {
        Answer hidden = user.get(playlist(0));
        Answer missing = user.get("/live/nothing/index.m3u8");
        assertThat(hidden.status()).isEqualTo(404);
        assertThat(hidden.response().body().replace(STREAMS.getFirst(), "nothing"))
                .isEqualTo(missing.response().body());
        assertThat(user.get(recorded(0)).problem()).isEqualTo("stream-not-found");
        assertThat(user.get("/api/v1/streams/" + STREAMS.getFirst()).problem())
                .isEqualTo("stream-not-found");
        assertThat(user.get("/api/v1/streams").json().path("items")).isEmpty();
    }

    @Test
    void eachRightOpensItsOwnKindOfMedia() {
        grant(0, "view");
        assertThat(user.get(playlist(0)).status()).isEqualTo(200);
        assertThat(user.get(recorded(0)).problem()).isEqualTo("forbidden");
        assertThat(user.get(clip(0)).problem()).isEqualTo("forbidden");
        JsonNode refused =
                server.await(
                                "/api/v1/audit?action=access&actor=" + name,
                                answer -> answer.json().path("items").size() == 2)
                        .json()
                        .path("items");
        assertThat(refused)
                .extracting(entry -> entry.at("/details/right").asString())
                .containsExactlyInAnyOrder("playback", "export");

        grant(1, "playback");
        assertThat(user.get(playlist(1)).problem()).isEqualTo("forbidden");
        assertThat(user.get(recorded(1)).problem()).isEqualTo("no-recording");
        assertThat(user.get(clip(1)).problem()).isEqualTo("forbidden");

        grant(2, "export");
        assertThat(user.get(recorded(2)).problem()).isEqualTo("forbidden");
        assertThat(user.get(clip(2)).problem()).isEqualTo("no-recording");

        assertThat(user.get("/api/v1/streams").json().path("items")).hasSize(3);
        assertThat(user.get("/api/v1/recordings?stream=" + STREAMS.getFirst()).problem())
                .isEqualTo("forbidden");
        assertThat(user.get("/api/v1/recordings?stream=" + STREAMS.get(3)).problem())
                .isEqualTo("stream-not-found");
    }

    private Answer token(int camera, String right) {
        return user.post(
                "/api/v1/media-tokens",
                "{\"stream\":\"%s\",\"right\":\"%s\"}".formatted(STREAMS.get(camera), right));
    }

    @Test
    void aTokenIsForOneStreamAndOneRight() {
        grant(0, "view,playback");
        grant(1, "view");
        Answer given = token(0, "view");
        assertThat(given.status()).isEqualTo(200);
        TestServer nobody = server.asNobody();
        Answer master = nobody.get(given.text("path"));
        assertThat(master.status()).isEqualTo(200);
        String media = given.text("path").replace("index.m3u8", "media.m3u8");
        assertThat(nobody.get(media).response().body()).contains("#EXTINF");

        String token = given.text("token");
        assertThat(nobody.get(playlist(0) + "?token=" + token).status()).isEqualTo(200);
        assertThat(nobody.get(playlist(1) + "?token=" + token).status()).isEqualTo(401);
        assertThat(nobody.get(recorded(0) + "?token=" + token).status()).isEqualTo(401);
        assertThat(nobody.get(playlist(0) + "?token=" + token.replace('a', 'b')).status())
                .isEqualTo(401);
        assertThat(server.with(token).get("/api/v1/streams").status()).isEqualTo(401);
        assertThat(token(1, "playback").problem()).isEqualTo("forbidden");
        assertThat(token(2, "view").problem()).isEqualTo("stream-not-found");
        assertThat(token(0, "control").problem()).isEqualTo("invalid-right");
    }

    @Test
    void aTokenEndsWithTheRightAndWithTheSession() {
        grant(0, "view");
        String path = token(0, "view").text("path");
        assertThat(server.asNobody().get(path).status()).isEqualTo(200);
        revoke();
        assertThat(server.asNobody().get(path).status()).isEqualTo(404);
        grant(0, "view");
        assertThat(server.asNobody().get(path).status()).isEqualTo(200);
        server.bean(Rights.class).sessionEnded(user.session());
        assertThat(server.asNobody().get(path).status()).isEqualTo(401);
        assertThat(user.get("/api/v1/streams").status()).isEqualTo(401);
    }

    private void revoke() {
        server.bean(Database.class)
                .write()
                .sql("delete from camera_grant where account_id = ?")
                .param(name)
                .update();
        server.bean(Rights.class).reload();
    }

    /** Counts chunks, and keeps how it was closed. */
    private static final class Viewer implements WebSocket.Listener {
        final AtomicInteger chunks = new AtomicInteger();
        final CompletableFuture<String> closed = new CompletableFuture<>();

        @Override
        public @Nullable CompletionStage<?> onBinary(
                WebSocket socket, ByteBuffer data, boolean last) {
            chunks.addAndGet(last ? 1 : 0);
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable failure) {
            closed.completeExceptionally(failure);
        }
    }

    private Viewer watch(int camera) {
        return watch(camera, user);
    }

    private Viewer watch(int camera, TestServer as) {
        Viewer viewer = new Viewer();
        http.newWebSocketBuilder()
                .header("Authorization", "Bearer " + as.credential())
                .buildAsync(webSocket(camera), viewer)
                .join();
        Eventually.await("chunks", () -> viewer.chunks.get() >= 3);
        return viewer;
    }

    private static URI webSocket(int camera) {
        return URI.create(
                server.uri("/live/" + STREAMS.get(camera) + "/mse")
                        .toString()
                        .replace("http:", "ws:"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"grant removed", "account disabled", "logged out everywhere"})
    void whatIsWatchedEndsWithTheRight(String how) throws Exception {
        grant(0, "view");
        Viewer viewer = watch(0);
        int before = viewer.chunks.get();
        Eventually.await("more chunks", () -> viewer.chunks.get() > before);

        long since = System.nanoTime();
        switch (how) {
            case "grant removed" -> revoke();
            case "account disabled" -> disable();
            default -> server.bean(Rights.class).sessionsEnded(List.of(user.session()));
        }
        assertThat(viewer.closed.get(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS))
                .isEqualTo("1008 right-ended");
        System.out.printf(
                "%s: ended after %d ms%n",
                how, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since));
        assertThat(user.get(playlist(0)).status()).isIn(401, 404);
    }

    /** A request that waits for a part to come (RFC 8216bis §6.2.5.2) is answered by then. */
    @Test
    void aPlaylistThatIsWaitedForEndsWithTheRight() throws Exception {
        Viewer other = watch(0, server);
        String media = playlist(0).replace("index.m3u8", "media.m3u8");
        grant(0, "view");
        String now = user.get(media).response().body();
        long ahead =
                LiveServer.number(now, "#EXT-X-MEDIA-SEQUENCE")
                        + LiveServer.segments(now).size()
                        + 1;
        var waiting =
                http.sendAsync(
                        HttpRequest.newBuilder(server.uri(media + "?_HLS_msn=" + ahead))
                                .header("Authorization", "Bearer " + user.credential())
                                .build(),
                        BodyHandlers.ofString());
        int before = other.chunks.get();
        Eventually.await("a chunk meanwhile", () -> other.chunks.get() > before);
        assertThat(waiting).isNotDone();

        revoke();
        HttpResponse<String> answer = waiting.get(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("problem:right-ended");
    }

    private void disable() {
        server.bean(Database.class)
                .write()
                .sql("update account set enabled = false where id = ?")
                .param(name)
                .update();
        server.bean(Rights.class).reload();
    }

    @Test
    void theFifthStreamClosesTheFirst() throws Exception {
        List<Viewer> viewers = new ArrayList<>();
        for (int i = 0; i < CAMERAS; i++) {
            grant(i, "view");
            viewers.add(watch(i));
        }
        assertThat(viewers.getFirst().closed.get(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS))
                .isEqualTo("1008 too-many-views");
        for (Viewer viewer : viewers.subList(1, CAMERAS)) {
            int before = viewer.chunks.get();
            Eventually.await("the others go on", () -> viewer.chunks.get() > before);
        }
    }

    @Test
    void takesThePagesCookieFromThePageOnly() throws Exception {
        grant(0, "view");
        assertThat(status(playlist(0))).isEqualTo(200);
        assertThat(status(playlist(0), "Sec-Fetch-Site", "same-origin")).isEqualTo(200);
        assertThat(status(playlist(0), "Sec-Fetch-Site", "cross-site")).isEqualTo(401);
        assertThat(status(playlist(0), "Sec-Fetch-Site", "same-site")).isEqualTo(401);
        assertThat(status(playlist(0), "Origin", "https://other.example")).isEqualTo(401);
        assertThat(status("/api/v1/streams", "Sec-Fetch-Site", "cross-site")).isEqualTo(401);

        assertThatThrownBy(() -> openWithCookie("https://other.example").join())
                .isInstanceOf(CompletionException.class);
        openWithCookie(server.uri("").toString()).join().abort();
    }

    private CompletableFuture<WebSocket> openWithCookie(String origin) {
        return http.newWebSocketBuilder()
                .header("Cookie", "sightline_access=" + user.credential())
                .header("Origin", origin)
                .buildAsync(webSocket(0), new Viewer());
    }

    private int status(String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.uri(path))
                        .header("Cookie", "sightline_access=" + user.credential());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    @Test
    void changesByCookieNeedTheCookieRepeatedInAHeader() throws Exception {
        grant(0, "view");
        String body = "{\"stream\":\"%s\",\"right\":\"view\"}".formatted(STREAMS.getFirst());
        assertThat(post(body).body()).contains("problem:csrf");
        assertThat(post(body, "X-CSRF-Token", "guessed").body()).contains("problem:csrf");
        String cookies = "sightline_access=" + user.credential() + "; sightline_csrf=abc";
        assertThat(post(body, "Cookie", cookies, "X-CSRF-Token", "abd").statusCode())
                .isEqualTo(403);
        assertThat(post(body, "Cookie", cookies, "X-CSRF-Token", "abc").statusCode())
                .isEqualTo(200);
        // With a header of its own a request is no browser's doing.
        assertThat(user.post("/api/v1/media-tokens", body).status()).isEqualTo(200);
    }

    private HttpResponse<String> post(String body, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.uri("/api/v1/media-tokens"))
                        .setHeader("Cookie", "sightline_access=" + user.credential())
                        .setHeader("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
