package io.sightline.server.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.TestServer;
import io.sightline.server.TestServer.Answer;
import io.sightline.server.database.Database;
import io.sightline.simulator.CameraFarm;
import io.sightline.simulator.FarmSettings;
import io.sightline.simulator.clip.ClipSpec;
import io.sightline.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What becomes of recordings when their camera is deleted, while it is being recorded. */
class RecordingRemovalTest {

    private static final String CAMERAS = "/api/v1/cameras/";
    private static final String RECORDINGS = "/api/v1/recordings?stream=";
    private static final String[] SETTINGS = {"--recording.reserve=1MB"};

    @TempDir Path data;

    private record Recorded(String id, String stream) {}

    private static Recorded record(TestServer server, String url) {
        Answer added = server.addCamera("Recorded", url, true);
        assertThat(added.status()).as(added.response().body()).isEqualTo(201);
        String stream = added.json().at("/streams/0/name").asString();
        server.await(RECORDINGS + stream, answer -> !answer.json().at("/spans/0").isMissingNode());
        return new Recorded(added.text("id"), stream);
    }

    private static Answer delete(TestServer server, String camera) {
        return server.send("DELETE", CAMERAS + camera, "");
    }

    private List<Path> filesOf(String stream) throws IOException {
        Path directory = data.resolve("recordings").resolve(stream);
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (var found = Files.walk(directory)) {
            return found.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void recordingsStayWhenNobodySaysOtherwiseAndAreThereForTheSameCamera() throws Exception {
        try (CameraFarm farm = CameraFarm.start(FarmSettings.of(1, ClipSpec.SMALL));
                TestServer server = TestServer.start(data, SETTINGS)) {
            Recorded camera = record(server, farm.url(0));

            assertThat(delete(server, camera.id()).status()).isEqualTo(204);

            assertThat(filesOf(camera.stream())).isNotEmpty();
            Recorded again = record(server, farm.url(0));
            assertThat(again.stream()).isEqualTo(camera.stream());
        }
    }

    @Test
    void recordingsGoWithTheCameraWhenThatIsWanted() throws Exception {
        try (CameraFarm farm = CameraFarm.start(FarmSettings.of(2, ClipSpec.SMALL));
                TestServer server = TestServer.start(data, SETTINGS)) {
            Recorded gone = record(server, farm.url(0));
            Recorded other = record(server, farm.url(1));

            Answer deleted = delete(server, gone.id() + "?recordings=delete");

            assertThat(deleted.status()).as(deleted.response().body()).isEqualTo(204);
            assertThat(filesOf(gone.stream())).isEmpty();
            assertThat(server.get(RECORDINGS + gone.stream()).json().path("spans")).isEmpty();
            assertThat(server.get("/api/v1/recordings/days?stream=" + gone.stream()).json())
                    .hasToString("{\"items\":[],\"next\":null}");
            assertThat(server.get(RECORDINGS + other.stream()).json().path("spans")).isNotEmpty();
            assertThat(filesOf(other.stream())).isNotEmpty();
            Eventually.await("the files are deleted", () -> isEmpty(".removed"));
        }
    }

    @Test
    void manyGoAtOnceWithTheirRecordings() throws Exception {
        try (CameraFarm farm = CameraFarm.start(FarmSettings.of(2, ClipSpec.SMALL));
                TestServer server = TestServer.start(data, SETTINGS)) {
            Recorded one = record(server, farm.url(0));
            Recorded two = record(server, farm.url(1));

            Answer deleted =
                    server.post(
                            CAMERAS + "bulk",
                            "{\"ids\":[\"%s\",\"%s\"],\"action\":\"delete\",\"recordings\":\"delete\"}"
                                    .formatted(one.id(), two.id()));

            assertThat(deleted.status()).as(deleted.response().body()).isEqualTo(200);
            assertThat(deleted.json().at("/items/1/result").asString()).isEqualTo("done");
            assertThat(filesOf(one.stream())).isEmpty();
            assertThat(filesOf(two.stream())).isEmpty();
        }
    }

    @Test
    void anotherWordForTheirFateIsRefusedBeforeAnythingIsDeleted() {
        try (TestServer server = TestServer.start(data, SETTINGS)) {
            Answer added = server.addCamera("Stays", "rtsp://127.0.0.1:9/none", false);
            Answer refused = delete(server, added.text("id") + "?recordings=burn");
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.problem()).isEqualTo("invalid-recordings");
            assertThat(server.get(CAMERAS + added.text("id")).status()).isEqualTo(200);
        }
    }

    @Test
    void recordingsThatCouldNotGoGoWhenSomebodyTriesAgain() throws Exception {
        try (CameraFarm farm = CameraFarm.start(FarmSettings.of(1, ClipSpec.SMALL));
                TestServer server = TestServer.start(data, SETTINGS)) {
            Recorded camera = record(server, farm.url(0));
            block();

            Answer refused = delete(server, camera.id() + "?recordings=delete");
            assertThat(refused.status()).as(refused.response().body()).isEqualTo(503);
            assertThat(refused.problem()).isEqualTo("recordings-not-deleted");
            assertThat(server.get(CAMERAS + camera.id()).status()).isEqualTo(404);
            assertThat(delete(server, camera.id() + "?recordings=delete").status()).isEqualTo(503);

            unblock();
            assertThat(delete(server, camera.id() + "?recordings=delete").status()).isEqualTo(204);
            assertThat(filesOf(camera.stream())).isEmpty();
            assertThat(delete(server, camera.id() + "?recordings=delete").status()).isEqualTo(404);
        }
    }

    /** The way in which recordings are taken out of sight is closed. */
    private void block() throws IOException {
        Files.deleteIfExists(way());
        Files.createFile(way());
    }

    private void unblock() throws IOException {
        Files.delete(way());
    }

    private Path way() {
        return data.resolve("recordings").resolve(".removed");
    }

    /** The way is closed for it, and the server has ended since. */
    private Recorded deletedWithoutItsRecordings() throws Exception {
        try (CameraFarm farm = CameraFarm.start(FarmSettings.of(1, ClipSpec.SMALL));
                TestServer server = TestServer.start(data, SETTINGS)) {
            Recorded camera = record(server, farm.url(0));
            block();
            assertThat(delete(server, camera.id() + "?recordings=delete").status()).isEqualTo(503);
            return camera;
        }
    }

    private static int waiting(TestServer server) {
        return server.bean(RecordingRemoval.class).waiting();
    }

    @Test
    void recordingsThatCouldNotGoGoWithTheNextStart() throws Exception {
        Recorded camera = deletedWithoutItsRecordings();
        assertThat(filesOf(camera.stream())).isNotEmpty();
        unblock();

        try (TestServer server = TestServer.start(data, SETTINGS)) {
            Eventually.await("nothing waits", () -> waiting(server) == 0);

            assertThat(filesOf(camera.stream())).isEmpty();
            assertThat(server.get(RECORDINGS + camera.stream()).json().path("spans")).isEmpty();
            assertThat(delete(server, camera.id() + "?recordings=delete").status()).isEqualTo(404);
        }
    }

    @Test
    void whatWaitsIsKnownAfterARestartForWhoTriesAgain() throws Exception {
        Recorded camera = deletedWithoutItsRecordings();
        try (TestServer server = TestServer.start(data, SETTINGS)) {
            assertThat(delete(server, "another?recordings=delete").status()).isEqualTo(404);
            Answer refused = delete(server, camera.id() + "?recordings=delete");
            assertThat(refused.problem()).isEqualTo("recordings-not-deleted");
            assertThat(server.get("/metrics").response().body())
                    .contains("recording_removal_waiting_count 1.0");

            unblock();

            assertThat(delete(server, camera.id() + "?recordings=delete").status()).isEqualTo(204);
            assertThat(filesOf(camera.stream())).isEmpty();
            assertThat(waiting(server)).isZero();
        }
    }

    @Test
    void recordingsThatCouldNotGoStayWithTheSameCamera() throws Exception {
        Recorded camera;
        try (CameraFarm farm = CameraFarm.start(FarmSettings.of(1, ClipSpec.SMALL));
                TestServer server = TestServer.start(data, SETTINGS)) {
            camera = record(server, farm.url(0));
            block();
            assertThat(delete(server, camera.id() + "?recordings=delete").status()).isEqualTo(503);
            Recorded again = record(server, farm.url(0));
            assertThat(again.stream()).isEqualTo(camera.stream());
            unblock();
        }
        List<Path> files = filesOf(camera.stream());
        try (TestServer server = TestServer.start(data, SETTINGS)) {
            Eventually.await("nothing waits", () -> waiting(server) == 0);
            assertThat(filesOf(camera.stream())).containsAll(files).isNotEmpty();
        }
    }

    @Test
    void whoKeepsThemLaterHasThemKept() throws Exception {
        try (CameraFarm farm = CameraFarm.start(FarmSettings.of(1, ClipSpec.SMALL));
                TestServer server = TestServer.start(data, SETTINGS)) {
            Recorded camera = record(server, farm.url(0));
            block();
            assertThat(delete(server, camera.id() + "?recordings=delete").status()).isEqualTo(503);
            Recorded again = record(server, farm.url(0));
            assertThat(waiting(server)).isOne();

            assertThat(delete(server, again.id()).status()).isEqualTo(204);

            unblock();
            assertThat(waiting(server)).isZero();
            assertThat(delete(server, camera.id() + "?recordings=delete").status()).isEqualTo(404);
            assertThat(filesOf(camera.stream())).isNotEmpty();
        }
    }

    @Test
    void recordingsOnAVolumeThatIsMissingGoWhenItIsThere() throws Exception {
        String[] volumes = {
            "--recording.reserve=1MB",
            "--recording.volumes[0].name=main",
            "--recording.volumes[0].path=" + data.resolve("recordings"),
            "--recording.volumes[1].name=second",
            "--recording.volumes[1].path=" + data.resolve("second")
        };
        Recorded camera;
        Path second = data.resolve("second");
        Path mounted = second.resolve("cam");
        try (CameraFarm farm = CameraFarm.start(FarmSettings.of(1, ClipSpec.SMALL))) {
            try (TestServer server = TestServer.start(data, volumes)) {
                camera = record(server, farm.url(0));
                mounted = second.resolve(camera.stream()).resolve("2020-01-01");
                Files.createDirectories(mounted);
                Files.writeString(mounted.resolve("00-00-00-000.mp4"), "of earlier times");
            }
            Files.move(second, data.resolve("away"));
            Files.createFile(second);
            try (TestServer server = TestServer.start(data, volumes)) {
                assertThat(delete(server, camera.id() + "?recordings=delete").problem())
                        .isEqualTo("recordings-not-deleted");
                assertThat(filesOf(camera.stream())).as("as much as can").isEmpty();
            }
        }
        Files.delete(second);
        Files.move(data.resolve("away"), second);

        try (TestServer server = TestServer.start(data, volumes)) {
            Eventually.await("nothing waits", () -> waiting(server) == 0);
            assertThat(mounted).doesNotExist();
        }
    }

    @Test
    void thatTheDatabaseTakesNothingIsNoReasonToDenyThatTheCameraIsGone() throws Exception {
        try (CameraFarm farm = CameraFarm.start(FarmSettings.of(1, ClipSpec.SMALL));
                TestServer server = TestServer.start(data, SETTINGS)) {
            Recorded camera = record(server, farm.url(0));
            JdbcClient sql = server.bean(Database.class).write();
            sql.sql(
                            "create trigger refusal before delete on recording_removal"
                                    + " begin select raise(abort, 'no'); end")
                    .update();

            Answer refused = delete(server, camera.id() + "?recordings=delete");

            assertThat(refused.problem()).isEqualTo("recordings-not-deleted");
            assertThat(server.get(CAMERAS + camera.id()).status()).isEqualTo(404);
            sql.sql("drop trigger refusal").update();
            assertThat(delete(server, camera.id() + "?recordings=delete").status()).isEqualTo(204);
        }
    }

    private boolean isEmpty(String directory) throws IOException {
        try (var left = Files.list(data.resolve("recordings").resolve(directory))) {
            return left.findAny().isEmpty();
        }
    }
}
