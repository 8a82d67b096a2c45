package io.sightline.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.TestServer;
import io.sightline.server.TestServer.Answer;
import io.sightline.server.access.Role;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AuditApiTest {

    private static final String AUDIT = "/api/v1/audit";

    @TempDir static Path data;
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(data);
        AuditLog log = server.bean(AuditLog.class);
        Actor ben = new Actor(Actor.Kind.ACCOUNT, "ben-id", "ben", "192.0.2.17");
        for (int i = 0; i < 7; i++) {
            log.append(
                    ben,
                    Action.CAMERA_MOVE,
                    Target.camera("cam-" + i, "=Yard, \"north\""),
                    i == 6 ? Outcome.FAILED : Outcome.SUCCESS,
                    Map.of("preset", "50%_" + i));
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<String> targets(String query) {
        List<String> targets = new ArrayList<>();
        JsonNode items = server.get(AUDIT + "?" + query).json().path("items");
        items.forEach(item -> targets.add(item.at("/target/id").asString()));
        return targets;
    }

    @Test
    void showsTheNewestFirst() {
        JsonNode entry = server.get(AUDIT + "?actor=ben").json().at("/items/0");
        assertThat(entry.path("action").asString()).isEqualTo("camera-move");
        assertThat(entry.path("outcome").asString()).isEqualTo("failed");
        assertThat(entry.at("/actor/kind").asString()).isEqualTo("account");
        assertThat(entry.at("/actor/address").asString()).isEqualTo("192.0.2.17");
        assertThat(entry.at("/target/id").asString()).isEqualTo("cam-6");
        assertThat(entry.at("/details/preset").asString()).isEqualTo("50%_6");
        assertThat(entry.path("hash").asString()).hasSize(64);
    }

    @Test
    void findsByEachOfItsParts() {
        assertThat(targets("action=camera-move")).hasSize(7);
        assertThat(targets("actor=ben-id&outcome=failed")).containsExactly("cam-6");
        assertThat(targets("target=cam-3")).containsExactly("cam-3");
        assertThat(targets("q=192.0.2.17")).hasSize(7);
        assertThat(targets("q=YARD&target=cam-1")).containsExactly("cam-1");
        assertThat(targets("actor=ben&from=2999-01-01T00:00:00Z")).isEmpty();
        assertThat(targets("actor=ben&to=2020-01-01T00:00:00Z")).isEmpty();
        assertThat(targets("actor=ben&from=2020-01-01T00:00:00Z&to=2999-01-01T00:00:00Z"))
                .hasSize(7);
    }

    @Test
    void entersWhatIsRefusedWhoeverDecidesIt() {
        TestServer curious = server.as("curious", Role.USER);
        assertThat(curious.get("/api/v1/users").problem()).isEqualTo("forbidden");
        assertThat(curious.send("DELETE", "/api/v1/cameras/none", "").status()).isEqualTo(403);
        assertThat(
                        curious.post(
                                        "/api/v1/me/password",
                                        "{\"current\":\"guessed\",\"password\":\"something new\"}")
                                .problem())
                .isEqualTo("wrong-password");
        JsonNode items =
                server.await(
                                AUDIT + "?action=access&actor=curious",
                                answer -> answer.json().path("items").size() == 3)
                        .json()
                        .path("items");
        assertThat(items)
                .extracting(item -> item.at("/target/name").asString())
                .containsExactly("POST", "DELETE", "GET");
        assertThat(items)
                .allSatisfy(
                        item -> assertThat(item.path("outcome").asString()).isEqualTo("refused"));
        assertThat(items.get(2).at("/target/id").asString()).isEqualTo("/api/v1/users");
    }

    @Test
    void takesSignsOfPatternsAsTheyAre() {
        assertThat(targets("q=50%25_2")).containsExactly("cam-2");
        assertThat(targets("q=5%25_2")).isEmpty();
        assertThat(targets("q=x'%20or%20'1'='1")).isEmpty();
        assertThat(targets("actor=x'%20or%20'1'='1")).isEmpty();
    }

    @Test
    void pagesThroughEntriesOnceEach() {
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = server.get(AUDIT + "?actor=ben&limit=3" + cursor);
            page.json().path("items").forEach(item -> seen.add(item.at("/target/id").asString()));
            String next = page.json().path("next").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        assertThat(seen)
                .containsExactly("cam-6", "cam-5", "cam-4", "cam-3", "cam-2", "cam-1", "cam-0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?from=yesterday",
                "?to=1",
                "?from=%2B999999999-01-01T00:00:00Z",
                "?action=steal",
                "?outcome=SUCCESS",
                "/export?action=steal",
                "/export?format=exe"
            })
    void refusesAFilterThatIsNone(String query) {
        Answer refused = server.get(AUDIT + query);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.problem()).startsWith("invalid-");
    }

    @Test
    void exportsLinesOfJson() {
        HttpResponse<String> export =
                server.get(AUDIT + "/export?format=jsonl&actor=ben").response();
        assertThat(export.headers().firstValue("Content-Disposition").orElse(""))
                .matches("attachment; filename=\"audit_.*\\.jsonl\"");
        List<String> lines = export.body().lines().toList();
        assertThat(lines).hasSize(7);
        JsonMapper json = new JsonMapper();
        assertThat(json.readTree(lines.getFirst()).at("/target/id").asString()).isEqualTo("cam-0");
        assertThat(json.readTree(lines.getFirst()))
                .isEqualTo(server.get(AUDIT + "?target=cam-0").json().at("/items/0"));
    }

    @Test
    void exportsCsvThatNoSpreadsheetTakesForAFormula() {
        List<String> lines =
                server.get(AUDIT + "/export?format=csv&actor=ben")
                        .response()
                        .body()
                        .lines()
                        .toList();
        assertThat(lines).hasSize(8);
        assertThat(lines.getFirst()).startsWith("sequence,at,actor_kind");
        assertThat(lines.get(1))
                .contains(",\"'=Yard, \"\"north\"\"\",success,\"{\"\"preset\"\":\"\"50%_0\"\"}\",");
    }

    @Test
    void entersItsOwnExport() {
        server.get(AUDIT + "/export?format=jsonl&target=nothing");
        JsonNode entry = server.get(AUDIT + "?action=audit-export").json().at("/items/0");
        assertThat(entry.path("details").toString())
                .isEqualTo("{\"format\":\"jsonl\",\"target\":\"nothing\"}");
    }

    @Test
    void verifiesItself() {
        Answer verification = server.get(AUDIT + "/verify");
        assertThat(verification.json().path("intact").asBoolean()).isTrue();
        assertThat(verification.json().path("entries").asLong()).isGreaterThanOrEqualTo(8);
        assertThat(verification.json().path("anchors").asInt()).isPositive();
        assertThat(verification.text("head")).matches("\\d+:[0-9a-f]{64}");
    }
}
