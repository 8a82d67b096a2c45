package io.sightline.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.TestServer;
import io.sightline.server.TestServer.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Granting cameras and groups to somebody, through the API. */
class GrantsTest {

    private static final String GRANTS = "/api/v1/users/ann/grants";

    @TempDir Path data;
    private TestServer server;
    private TestServer ann;
    private String gate;

    @BeforeEach
    void start() {
        server = TestServer.start(data);
        ann = server.as("ann", Role.USER);
        gate = server.addCamera("Gate", "rtsp://127.0.0.1:9/gate", false).text("id");
        server.addCamera("Hall", "rtsp://127.0.0.1:9/hall", false);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Answer grant(String items) {
        return server.send("PUT", GRANTS, "{\"items\":[" + items + "]}");
    }

    private static String onCamera(String id, String rights) {
        return "{\"cameraId\":\"%s\",\"rights\":[%s]}".formatted(id, rights);
    }

    private JsonNode camerasOfAnn() {
        return ann.get("/api/v1/cameras").json().path("items");
    }

    @Test
    void showACameraAtOnceAndHideItAgain() {
        assertThat(camerasOfAnn()).isEmpty();
        assertThat(grant(onCamera(gate, "\"playback\",\"view\"")).status()).isEqualTo(200);
        assertThat(camerasOfAnn()).hasSize(1);
        assertThat(camerasOfAnn().path(0).path("rights").toString())
                .isEqualTo("[\"view\",\"playback\"]");
        assertThat(server.get(GRANTS).json().at("/items/0/name").asString()).isEqualTo("Gate");
        assertThat(grant("").json().path("items")).isEmpty();
        assertThat(camerasOfAnn()).isEmpty();
    }

    @Test
    void onAGroupCountForWhateverIsInIt() {
        String group = server.post("/api/v1/groups", "{\"name\":\"Doors\"}").text("id");
        grant("{\"groupId\":\"%s\",\"rights\":[\"view\"]}".formatted(group));
        assertThat(camerasOfAnn()).isEmpty();
        server.post(
                "/api/v1/cameras/bulk",
                "{\"ids\":[\"%s\"],\"action\":\"group\",\"group\":\"%s\"}".formatted(gate, group));
        assertThat(camerasOfAnn()).hasSize(1);
    }

    @Test
    void areEnteredAsWhatWasGivenAndTaken() {
        grant(onCamera(gate, "\"view\",\"export\""));
        grant(onCamera(gate, "\"view\""));
        grant(onCamera(gate, "\"view\""));
        JsonNode entries = server.get("/api/v1/audit?action=grants-change").json().path("items");
        assertThat(entries).as("what changes nothing is not entered").hasSize(2);
        assertThat(entries.at("/0/details/taken").asString()).isEqualTo("Gate: export");
        assertThat(entries.at("/1/details/given").asString()).isEqualTo("Gate: view,export");
        assertThat(entries.at("/0/target/name").asString()).isEqualTo("ann");
    }

    @Test
    void areRefusedWhereTheyMakeNoSenseAndNothingChanges() {
        grant(onCamera(gate, "\"view\""));
        assertThat(grant(onCamera("none", "\"view\"")).problem()).isEqualTo("invalid-grants");
        assertThat(grant(onCamera(gate, "")).problem()).isEqualTo("invalid-grants");
        assertThat(grant("{\"rights\":[\"view\"]}").problem()).isEqualTo("invalid-grants");
        assertThat(grant(onCamera(gate, "\"view\"") + "," + onCamera(gate, "\"view\"")).problem())
                .isEqualTo("invalid-grants");
        assertThat(grant(onCamera(gate, "\"fly\"")).status()).isEqualTo(400);
        assertThat(server.send("PUT", GRANTS, "{}").problem()).isEqualTo("invalid-grants");
        assertThat(camerasOfAnn()).hasSize(1);
    }

    @Test
    void areForAccountsThatAreThere() {
        Answer answer = server.send("PUT", "/api/v1/users/none/grants", "{\"items\":[]}");
        assertThat(answer.problem()).isEqualTo("account-not-found");
    }
}
