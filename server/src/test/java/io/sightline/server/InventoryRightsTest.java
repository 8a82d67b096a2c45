package io.sightline.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.TestServer.Answer;
import io.sightline.server.access.Rights;
import io.sightline.server.access.Role;
import io.sightline.server.database.Database;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of the inventory is there for whom. */
class InventoryRightsTest {

    private static final String CAMERAS = "/api/v1/cameras";

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

    private static Answer add(String json) {
        Answer added = server.post(CAMERAS, json.replace('\'', '"'));
        assertThat(added.status()).as(added.response().body()).isEqualTo(201);
        return added;
    }

    private static List<String> names(TestServer as, String query) {
        return StreamSupport.stream(
                        as.get(CAMERAS + "?" + query).json().path("items").spliterator(), false)
                .map(camera -> camera.path("name").asString())
                .toList();
    }

    private static void grantView(String accountId, String cameraId) {
        Database database = server.bean(Database.class);
        database.transaction(
                () ->
                        database.write()
                                .sql(
                                        "insert into camera_grant (id, account_id, camera_id,"
                                                + " rights) values ('grant', ?, ?, 'view')")
                                .params(accountId, cameraId)
                                .update());
        server.bean(Rights.class).reload();
    }

    @Test
    void showsUsersTheirCamerasWithoutAddresses() {
        TestServer anna = server.as("anna", Role.USER);
        String accountId = anna.get("/api/v1/me").text("id");
        add("{'name':'Others','url':'rtsp://127.70.0.1/','record':false}");
        String id =
                add("{'name':'Granted','url':'rtsp://root:pw@127.70.0.2/','record':false}")
                        .text("id");
        Answer owned =
                add(
                        "{'name':'Own','url':'rtsp://root:pw@127.70.0.3/','record':false,"
                                + "'ownerId':'%s'}".formatted(accountId));
        assertThat(names(anna, "")).containsExactly("Own");

        grantView(accountId, id);
        assertThat(names(anna, "")).containsExactly("Granted", "Own");
        assertThat(names(anna, "q=others")).isEmpty();
        Answer granted = anna.get(CAMERAS + "/" + id);
        assertThat(granted.text("url")).isEmpty();
        assertThat(granted.text("username")).isEmpty();
        assertThat(granted.json().at("/rights/0").asString()).isEqualTo("view");
        assertThat(anna.get(CAMERAS + "/" + owned.text("id")).text("url"))
                .isEqualTo("rtsp://root:***@127.70.0.3/");
    }

    @Test
    void keepsFavouritesOfEachAccountApart() {
        TestServer berta = server.as("berta", Role.USER);
        String account = berta.get("/api/v1/me").text("id");
        String id =
                add("{'name':'Liked','url':'rtsp://127.71.0.1/','record':false,"
                                + "'ownerId':'%s'}".formatted(account))
                        .text("id");
        String hidden =
                add("{'name':'Hidden','url':'rtsp://127.71.0.2/','record':false}").text("id");
        String path = CAMERAS + "/" + id + "/favourite";
        assertThat(berta.send("PUT", path, "").status()).isEqualTo(204);
        assertThat(berta.send("PUT", path, "").status()).isEqualTo(204);
        assertThat(names(berta, "favourite=true")).containsExactly("Liked");
        assertThat(names(server, "favourite=true")).isEmpty();
        assertThat(berta.send("PUT", CAMERAS + "/" + hidden + "/favourite", "").problem())
                .isEqualTo("camera-not-found");
        assertThat(berta.send("DELETE", path, "").status()).isEqualTo(204);
        assertThat(names(berta, "favourite=true")).isEmpty();
    }

    @Test
    void showsAGroupToWhoSeesACameraInIt() {
        TestServer carla = server.as("carla", Role.USER);
        String account = carla.get("/api/v1/me").text("id");
        server.post("/api/v1/groups", "{\"name\":\"Secret site\"}");
        server.post("/api/v1/groups", "{\"name\":\"Site\"}");
        add(
                "{'name':'On site','url':'rtsp://127.72.0.1/','record':false,'groups':['Site'],"
                        + "'ownerId':'%s'}".formatted(account));
        assertThat(carla.get("/api/v1/groups").json().path("items"))
                .singleElement()
                .satisfies(group -> assertThat(group.path("name").asString()).isEqualTo("Site"));
    }

    @Test
    void refusesAnOwnerWhoIsNobody() {
        Answer refused =
                server.post(
                        CAMERAS,
                        "{\"name\":\"x\",\"url\":\"rtsp://127.73.0.1/\",\"ownerId\":\"nobody\"}");
        assertThat(refused.problem()).isEqualTo("invalid-camera");
    }

    @Test
    void auditsEachChangeWithoutSecrets() {
        String id =
                add("{'name':'Audited','url':'rtsp://root:s3cr3t@127.74.0.1/','record':false}")
                        .text("id");
        server.send("PATCH", CAMERAS + "/" + id, "{\"name\":\"Renamed\",\"tags\":[\"t\"]}");
        server.send(
                "PUT",
                CAMERAS + "/" + id + "/credentials",
                "{\"username\":\"root\",\"password\":\"n3w\"}");
        server.send("DELETE", CAMERAS + "/" + id, "");
        String body = server.get("/api/v1/audit?limit=200").response().body();
        assertThat(body)
                .contains(
                        "camera-add", "camera-change", "name, tags", "credentials", "camera-delete")
                .doesNotContain("s3cr3t", "n3w");
    }
}
