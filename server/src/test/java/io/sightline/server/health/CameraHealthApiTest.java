package io.sightline.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.TestServer;
import io.sightline.server.TestServer.Answer;
import io.sightline.server.access.Role;
import io.sightline.simulator.CameraFarm;
import io.sightline.simulator.FarmSettings;
import io.sightline.simulator.camera.Fault;
import io.sightline.simulator.clip.ClipSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Simulated cameras that go away, come back, and answer without a picture. */
class CameraHealthApiTest {

    @TempDir Path data;
    private CameraFarm farm;

    @BeforeEach
    void startFarm() throws IOException {
        farm = CameraFarm.start(FarmSettings.of(2, ClipSpec.SMALL));
    }

    @AfterEach
    void stopFarm() throws IOException {
        farm.close();
    }

    private TestServer start() {
        return TestServer.start(
                data,
                "--health.interval=300ms",
                "--health.first=0s",
                "--health.alarm-after=1s",
                "--camera.rtsp.retry-first=200ms",
                "--stream.close-delay=200ms",
                "--recording.reserve=1MB");
    }

    private String add(TestServer server, int index, boolean record) {
        return server.addCamera("Camera " + index, farm.url(index), record).text("id");
    }

    private static String path(String camera) {
        return "/api/v1/cameras/" + camera + "/health";
    }

    private static String status(Answer health) {
        return health.json().at("/now/status").asString("");
    }

    @Test
    void aCameraThatNobodyWatchesIsOnlineWhileItAnswers() throws IOException {
        try (TestServer server = start()) {
            String camera = add(server, 0, false);
            Answer online = server.await(path(camera), a -> status(a).equals("online"));
            assertThat(online.json().at("/now/reason").isNull()).isTrue();

            farm.refuseConnections(true);
            Answer offline =
                    server.await(
                            path(camera),
                            a -> a.json().at("/periods/0/status").asString("").equals("offline"));
            assertThat(status(offline)).isEqualTo("offline");
            assertThat(offline.json().at("/now/reason/type").asString()).isEqualTo("refused");
            assertThat(offline.json().at("/periods/1/status").asString()).isEqualTo("online");
            assertThat(offline.json().at("/periods/1/until"))
                    .isEqualTo(offline.json().at("/now/since"));
            server.await(path(camera), a -> a.json().at("/now/alarm").isObject());
            Answer listed = server.get("/api/v1/health/cameras?status=offline");
            assertThat(listed.json().at("/items/0/cameraId").asString()).isEqualTo(camera);
            assertThat(listed.json().at("/counts/offline").asInt()).isEqualTo(1);
            assertThat(metric(server, "camera_offline_count")).isEqualTo("1.0");
            assertThat(metric(server, "camera_alarm_count")).isEqualTo("1.0");

            farm.refuseConnections(false);
            Answer back = server.await(path(camera), a -> status(a).equals("online"));
            assertThat(back.json().at("/now/alarm").isNull()).isTrue();
            Answer closed =
                    server.await(path(camera), a -> !a.json().at("/alarms/0/closedAt").isNull());
            assertThat(closed.json().at("/alarms/0/seconds").asLong()).isPositive();
        }
    }

    private static String metric(TestServer server, String name) {
        return server.get("/metrics")
                .response()
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }

    @Test
    void aCameraThatAnswersAndDoesNotDeliverIsWithoutPicture() {
        try (TestServer server = start()) {
            String recorded = add(server, 0, true);
            server.await(path(recorded), a -> status(a).equals("online"));
            farm.inflictAll(new Fault.AnswerStatus(404));
            farm.inflictAll(new Fault.Close());
            Answer black =
                    server.await(path(recorded), a -> status(a).equals("online-without-picture"));
            assertThat(black.json().at("/now/reason/type").asString()).isEqualTo("not-found");
            assertThat(black.json().at("/now/alarm").isNull()).isTrue();
            farm.inflictAll(new Fault.Heal());
            server.await(path(recorded), a -> status(a).equals("online"));
        }
    }

    @Test
    void anOutageGoesOnAfterARestart() throws IOException {
        String camera;
        String since;
        try (TestServer server = start()) {
            camera = add(server, 0, false);
            server.await(path(camera), a -> status(a).equals("online"));
            farm.refuseConnections(true);
            Answer alarmed = server.await(path(camera), a -> a.json().path("alarms").size() == 1);
            since = alarmed.json().at("/now/since").asString();
        }
        try (TestServer server = start()) {
            Answer still = server.await(path(camera), a -> !a.json().at("/now/checkedAt").isNull());
            assertThat(status(still)).isEqualTo("offline");
            assertThat(still.json().at("/now/since").asString()).isEqualTo(since);
            assertThat(still.json().path("alarms")).hasSize(1);
        }
    }

    @Test
    void pagesAndKeepsCamerasFromThoseWhoDoNotSeeThem() {
        try (TestServer server = start()) {
            String first = add(server, 0, false);
            String second = add(server, 1, false);
            Answer page = server.get("/api/v1/health/cameras?limit=1");
            assertThat(page.json().at("/items/0/cameraId").asString()).isEqualTo(first);
            String next = page.text("next");
            Answer rest = server.get("/api/v1/health/cameras?limit=1&cursor=" + next);
            assertThat(rest.json().at("/items/0/cameraId").asString()).isEqualTo(second);
            assertThat(rest.json().path("next").isNull()).isTrue();
            assertThat(server.get("/api/v1/health/cameras?cursor=x").problem())
                    .isEqualTo("invalid-cursor");
            assertThat(server.get("/api/v1/health/cameras?status=well").problem())
                    .isEqualTo("invalid-health-status");

            TestServer user = server.as("user", Role.USER);
            assertThat(user.get("/api/v1/health/cameras").json().path("items")).isEmpty();
            assertThat(user.get(path(first)).problem()).isEqualTo("camera-not-found");
        }
    }

    /** The page offers what it finds here, and filters by it. */
    @Test
    void camerasAreChosenByGroupAndTagAmongThoseThatOneSees() {
        try (TestServer server = start()) {
            String harbour = group(server, "Harbour");
            String airport = group(server, "Airport");
            String pier = add(server, 0, false);
            String gate = add(server, 1, false);
            change(server, pier, "group", harbour);
            change(server, pier, "tag", "wet");
            change(server, gate, "group", airport);
            change(server, gate, "tag", "wet");
            change(server, gate, "tag", "indoor");

            TestServer moderator = server.as("mona", Role.MODERATOR);
            assertThat(labels(moderator, "groups")).containsExactly("Airport", "Harbour");
            assertThat(labels(moderator, "tags")).containsExactly("indoor", "wet");
            assertThat(chosen(moderator, "groups", "Harbour")).containsExactly(pier);
            assertThat(chosen(moderator, "tags", "wet")).containsExactly(pier, gate);
            assertThat(chosen(moderator, "tags", "indoor")).containsExactly(gate);

            TestServer user = server.as("uma", Role.USER);
            assertThat(labels(user, "groups")).isEmpty();
            Answer granted =
                    server.send(
                            "PUT",
                            "/api/v1/users/uma/grants",
                            "{\"items\":[{\"groupId\":\"%s\",\"rights\":[\"view\"]}]}"
                                    .formatted(harbour));
            assertThat(granted.status()).as(granted.response().body()).isLessThan(300);
            assertThat(labels(user, "groups")).containsExactly("Harbour");
            assertThat(labels(user, "tags")).containsExactly("wet");
            assertThat(chosen(user, "tags", "wet")).containsExactly(pier);
            assertThat(chosen(user, "groups", "Airport")).isEmpty();
            assertThat(counted(user)).isEqualTo(1);

            change(server, pier, "ungroup", harbour);
            change(server, gate, "group", harbour);
            assertThat(chosen(user, "groups", "Harbour")).containsExactly(gate);
            assertThat(counted(moderator)).isEqualTo(2);
        }
    }

    private static String group(TestServer server, String name) {
        return server.post("/api/v1/groups", "{\"name\":\"%s\"}".formatted(name)).text("id");
    }

    /**
     * @param what of a bulk action
     * @param label a group's id, or a tag
     */
    private static void change(TestServer server, String camera, String what, String label) {
        Answer answer =
                server.post(
                        "/api/v1/cameras/bulk",
                        "{\"ids\":[\"%s\"],\"action\":\"%s\",\"%s\":\"%s\"}"
                                .formatted(
                                        camera, what, what.equals("tag") ? "tag" : "group", label));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    }

    private static Stream<JsonNode> states(TestServer server) {
        return server.get("/api/v1/health/cameras").json().path("items").valueStream();
    }

    /** What there is to choose by. */
    private static List<String> labels(TestServer server, String kind) {
        return states(server)
                .flatMap(state -> state.path(kind).valueStream())
                .map(JsonNode::asString)
                .distinct()
                .sorted()
                .toList();
    }

    private static List<String> chosen(TestServer server, String kind, String label) {
        return states(server)
                .filter(
                        state ->
                                state.path(kind)
                                        .valueStream()
                                        .anyMatch(one -> one.asString().equals(label)))
                .map(state -> state.path("cameraId").asString())
                .toList();
    }

    private static int counted(TestServer server) {
        return server.get("/api/v1/health/cameras")
                .json()
                .path("counts")
                .valueStream()
                .mapToInt(JsonNode::asInt)
                .sum();
    }
}
