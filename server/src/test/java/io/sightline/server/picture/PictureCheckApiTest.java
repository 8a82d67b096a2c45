package io.sightline.server.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.TestServer;
import io.sightline.server.TestServer.Answer;
import io.sightline.server.access.Rights;
import io.sightline.server.access.Role;
import io.sightline.server.database.Database;
import io.sightline.simulator.CameraFarm;
import io.sightline.simulator.FarmSettings;
import io.sightline.simulator.camera.Fault;
import io.sightline.simulator.clip.ClipSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daily look at real cameras, asked for by hand. */
class PictureCheckApiTest {

    private static final String LIST = "/api/v1/health/pictures";

    @TempDir Path data;

    @Test
    void eachCameraIsJudgedAndLeavesAThumbnail() throws IOException {
        try (CameraFarm farm = CameraFarm.start(FarmSettings.of(2, ClipSpec.SMALL));
                TestServer server = TestServer.start(data, "--picture.check.apart=1s")) {
            String gate = server.addCamera("Gate", farm.url(0), false).text("id");
            farm.camera(1).inflict(new Fault.AnswerStatus(404));
            String away = server.addCamera("Away", farm.url(1), false).text("id");
            assertThat(server.get(LIST).json().at("/counts/unknown").asInt()).isEqualTo(2);
            assertThat(picture(server, gate).status()).isEqualTo(404);

            Answer asked = server.post(LIST + "/check", "{}");
            assertThat(asked.status()).isEqualTo(202);
            assertThat(asked.json().path("cameras").asInt()).isEqualTo(2);
            Answer judged =
                    server.await(LIST, answer -> !answer.json().at("/counts").has("unknown"));

            assertThat(judged.json().at("/counts/fine").asInt()).isEqualTo(1);
            assertThat(judged.json().at("/counts/no-picture").asInt()).isEqualTo(1);
            assertThat(judged.json().at("/items/0/last/sharpness").asDouble()).isGreaterThan(75);
            assertThat(judged.json().at("/items/1/last/reason/type").asString())
                    .isEqualTo("not-found");
            assertThat(judged.json().at("/items/1/last/picture").isNull()).isTrue();
            String thumbnail = judged.json().at("/items/0/last/picture").asString();
            byte[] jpeg = server.download(thumbnail);
            assertThat(ImageIO.read(new ByteArrayInputStream(jpeg)).getWidth()).isEqualTo(320);
            assertThat(picture(server, gate).status()).isEqualTo(200);
            assertThat(server.get("/api/v1/cameras/" + away + "/pictures").json().path("items"))
                    .hasSize(1);
            assertThat(server.get(LIST + "/days").json().at("/items/0/counts/fine").asInt())
                    .isEqualTo(1);
            assertThat(server.get(LIST + "?verdict=no-picture").json().path("items")).hasSize(1);
            checkRights(server, gate, away, thumbnail);

            // One alone, and what was said stays.
            server.post(LIST + "/check", "{\"cameraId\":\"%s\"}".formatted(gate));
            server.await(
                    "/api/v1/cameras/" + gate + "/pictures",
                    answer -> answer.json().path("items").size() == 2);
            assertThat(data.resolve("pictures").resolve(gate).toFile().list()).hasSize(2);
        }
    }

    @Test
    void aPictureThatDidNotComeIsLookedForAgain() throws IOException {
        try (CameraFarm farm = CameraFarm.start(FarmSettings.of(1, ClipSpec.SMALL));
                TestServer server =
                        TestServer.start(
                                data, "--picture.check.apart=1s", "--picture.check.again=1s")) {
            farm.camera(0).inflict(new Fault.AnswerStatus(404));
            String gate = server.addCamera("Gate", farm.url(0), false).text("id");
            server.post(LIST + "/check", "{}");
            String looks = "/api/v1/cameras/" + gate + "/pictures";
            server.await(looks, answer -> !answer.json().path("items").isEmpty());
            assertThat(server.get(LIST).json().at("/counts/no-picture").asInt()).isEqualTo(1);

            farm.camera(0).inflict(new Fault.Heal());

            server.await(LIST, answer -> answer.json().at("/counts/fine").asInt() == 1);
        }
    }

    private static Answer picture(TestServer server, String camera) {
        return server.get("/api/v1/cameras/" + camera + "/picture.jpg");
    }

    private static void checkRights(TestServer server, String gate, String away, String thumbnail) {
        TestServer user = server.as("viewer", Role.USER);
        assertThat(user.get(LIST).json().path("items")).isEmpty();
        assertThat(user.get(LIST + "/days").json().path("items")).isEmpty();
        assertThat(user.get(thumbnail).problem()).isEqualTo("camera-not-found");
        assertThat(user.post(LIST + "/check", "{}").status()).isEqualTo(403);
        grant(server, gate, "view");
        grant(server, away, "playback");
        assertThat(user.get(LIST).json().path("items")).hasSize(2);
        assertThat(user.get(thumbnail).status()).isEqualTo(200);
        assertThat(picture(user, away).problem()).isEqualTo("forbidden");
    }

    private static void grant(TestServer server, String camera, String right) {
        server.bean(Database.class)
                .write()
                .sql(
                        "insert into camera_grant (id, account_id, camera_id, rights)"
                                + " values (?, 'viewer', ?, ?)")
                .params(camera, camera, right)
                .update();
        server.bean(Rights.class).reload();
    }
}
