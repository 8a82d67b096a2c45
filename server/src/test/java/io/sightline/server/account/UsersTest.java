package io.sightline.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.TestServer;
import io.sightline.server.account.Visitor.Answer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Administration of accounts and of API keys, over HTTP on a real server. */
class UsersTest {

    private static final String USERS = "/api/v1/users";
    private static final String PASSWORD = "correct horse";

    @TempDir static Path data;
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(data, Accounts.settings());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void addsFindsChangesAndDeletesAUser() {
        Visitor admin = Accounts.admin(server);
        Answer added =
                admin.post(
                        USERS,
                        Map.of(
                                "username", "berta",
                                "password", PASSWORD,
                                "displayName", "Berta B.",
                                "email", "berta@example.org",
                                "roles", List.of("moderator")));
        assertThat(added.status()).isEqualTo(201);
        String path = USERS + "/" + added.text("id");
        assertThat(added.header("Location")).isEqualTo(path);
        assertThat(added.response().body()).doesNotContain(PASSWORD).doesNotContain("argon2");
        assertThat(Accounts.items(admin.get(USERS + "?q=BERTA%20B")))
                .singleElement()
                .satisfies(user -> assertThat(user.path("email").asString()).contains("berta@"));

        Answer changed =
                admin.patch(path, Map.of("displayName", "Bertha", "roles", List.of("user")));
        assertThat(changed.text("displayName")).isEqualTo("Bertha");
        assertThat(changed.json().at("/roles/0").asString()).isEqualTo("user");
        assertThat(changed.text("email")).as("unchanged").isEqualTo("berta@example.org");

        Visitor berta = new Visitor(server);
        assertThat(berta.logIn("Berta@Example.org", PASSWORD).status()).isEqualTo(200);
        assertThat(admin.delete(path).status()).isEqualTo(204);
        assertThat(berta.get("/api/v1/me").status()).as("at once").isEqualTo(401);
        assertThat(admin.get(path).problem()).isEqualTo("user-not-found");
    }

    @Test
    void pagesThroughUsersWithoutLosingAny() {
        for (int i = 0; i < 5; i++) {
            Accounts.add(server, "paged-" + i, PASSWORD, "user");
        }
        Visitor admin = Accounts.admin(server);
        Answer first = admin.get(USERS + "?q=paged-&limit=3");
        Answer second = admin.get(USERS + "?q=paged-&limit=3&cursor=" + first.text("next"));
        assertThat(Accounts.items(first)).hasSize(3);
        assertThat(Accounts.items(second)).hasSize(2);
        assertThat(second.json().path("next").isNull()).isTrue();
        assertThat(admin.get(USERS + "?cursor=!").problem()).isEqualTo("invalid-cursor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ADMIN", "аdmin", "ａｄｍｉｎ", "adrnin"})
    void refusesANameThatLooksLikeAnother(String name) {
        Answer refused =
                Accounts.admin(server).post(USERS, Map.of("username", name, "password", PASSWORD));
        assertThat(refused.problem()).isIn("username-taken", "invalid-username");
    }

    @Test
    void refusesAnAddressThatIsAnothers() {
        Visitor admin = Accounts.admin(server);
        admin.post(USERS, Map.of("username", "carl", "password", PASSWORD, "email", "c@x.org"));
        assertThat(
                        admin.post(
                                        USERS,
                                        Map.of(
                                                "username", "clara",
                                                "password", PASSWORD,
                                                "email", "C@X.org"))
                                .problem())
                .isEqualTo("email-taken");
        assertThat(admin.post(USERS, Map.of("username", "clara", "email", "no")).problem())
                .isEqualTo("invalid-email");
        assertThat(admin.post(USERS, Map.of("username", "clara", "password", "short")).problem())
                .isEqualTo("invalid-password");
    }

    @Test
    void keepsTheLastAdministrator() {
        Visitor admin = Accounts.admin(server);
        String path = USERS + "/" + admin.get("/api/v1/me").text("id");
        String last = "last-administrator";
        assertThat(admin.delete(path).problem()).isEqualTo(last);
        assertThat(admin.patch(path, Map.of("enabled", false)).problem()).isEqualTo(last);
        assertThat(admin.patch(path, Map.of("roles", List.of("user"))).problem()).isEqualTo(last);
        assertThat(admin.get("/api/v1/me").status()).isEqualTo(200);

        String other = Accounts.add(server, "second-admin", PASSWORD, "administrator");
        assertThat(admin.patch(path, Map.of("roles", List.of("user", "administrator"))).status())
                .isEqualTo(200);
        Visitor second = new Visitor(server);
        second.logIn("second-admin", PASSWORD);
        assertThat(second.patch(path, Map.of("roles", List.of("user"))).status()).isEqualTo(200);
        assertThat(admin.get(USERS).status()).as("at once").isEqualTo(403);
        assertThat(second.patch(path, Map.of("roles", List.of("administrator"))).status())
                .isEqualTo(200);
        assertThat(admin.delete(USERS + "/" + other).status()).isEqualTo(204);
    }

    @Test
    void isForAdministratorsOnly() {
        Accounts.add(server, "mo", PASSWORD, "moderator");
        Visitor moderator = new Visitor(server);
        moderator.logIn("mo", PASSWORD);
        assertThat(moderator.get(USERS).status()).isEqualTo(403);
        assertThat(moderator.get("/api/v1/api-keys?all=true").status()).isEqualTo(403);
    }

    @Test
    void givesAProgramAKeyThatIsShownOnceAndCutDownToItsScopes() {
        Accounts.add(server, "robot", PASSWORD, "administrator");
        Visitor owner = new Visitor(server);
        owner.logIn("robot", PASSWORD);
        Answer made =
                owner.post(
                        "/api/v1/api-keys",
                        Map.of("name", "export job", "scopes", List.of("manage-users")));
        assertThat(made.status()).isEqualTo(201);
        String key = made.text("key");
        assertThat(key).startsWith("sl_").hasSizeGreaterThan(40);
        Visitor program = new Visitor(server).withBearer(key);
        assertThat(program.get(USERS).status()).isEqualTo(200);
        assertThat(program.get("/api/v1/audit").status()).as("no scope for it").isEqualTo(403);
        assertThat(program.get("/api/v1/api-keys").status()).as("not for keys").isEqualTo(403);

        Answer listed = owner.get("/api/v1/api-keys");
        assertThat(listed.response().body()).doesNotContain(key).doesNotContain("hash");
        assertThat(Accounts.items(listed).getFirst().path("lastUsedAt").isNull()).isFalse();

        Visitor stranger = new Visitor(server);
        Accounts.add(server, "stranger", PASSWORD, "user");
        stranger.logIn("stranger", PASSWORD);
        String path = "/api/v1/api-keys/" + made.text("id");
        assertThat(stranger.delete(path).problem()).isEqualTo("api-key-not-found");
        assertThat(Accounts.admin(server).delete(path).status()).isEqualTo(204);
        assertThat(program.get(USERS).status()).as("at once").isEqualTo(401);
    }

    @Test
    void refusesKeysThatCannotBe() {
        Visitor admin = Accounts.admin(server);
        String past = Instant.now().minusSeconds(1).toString();
        for (Map<String, Object> key :
                List.<Map<String, Object>>of(
                        Map.of("name", "x", "scopes", List.of()),
                        Map.of("name", " ", "scopes", List.of("view")),
                        Map.of("name", "x", "scopes", List.of("view"), "expiresAt", past))) {
            assertThat(admin.post("/api/v1/api-keys", key).problem()).isEqualTo("invalid-api-key");
        }
        assertThat(
                        admin.post(
                                        "/api/v1/api-keys",
                                        Map.of("name", "x", "scopes", List.of("root")))
                                .status())
                .isEqualTo(400);
    }

    @Test
    void entersEachChangeInTheAuditLog() {
        String id = Accounts.add(server, "watched", PASSWORD, "user");
        Visitor admin = Accounts.admin(server);
        admin.patch(USERS + "/" + id, Map.of("roles", List.of("creator"), "enabled", false));
        admin.delete(USERS + "/" + id);
        assertThat(Accounts.items(admin.get("/api/v1/audit?target=" + id + "&limit=100")))
                .extracting(entry -> entry.path("action").asString())
                .contains("account-create", "roles-change", "account-disable", "account-delete");
        assertThat(admin.get("/api/v1/audit?limit=500").response().body())
                .doesNotContain(PASSWORD)
                .doesNotContain(Accounts.ADMIN_PASSWORD);
    }
}
