package io.sightline.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.TestServer;
import io.sightline.server.account.Visitor.Answer;
import io.sightline.server.account.password.Passwords;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Coming in, staying in and leaving, over HTTP on a real server. */
class LogInTest {

    private static final String PASSWORD = "correct horse";

    @TempDir static Path data;
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(data, Accounts.settings());
        Accounts.add(server, "anna", PASSWORD, "user");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void letsAProgramInWithABearerToken() {
        Visitor program = new Visitor(server);
        assertThat(program.get("/api/v1/me").status()).isEqualTo(401);
        Answer in = program.logIn("anna", PASSWORD);
        assertThat(in.status()).isEqualTo(200);
        assertThat(in.json().path("expiresIn").asLong()).isBetween(590L, 600L);
        assertThat(in.header("Cache-Control")).isEqualTo("no-store");
        assertThat(in.response().headers().allValues("Set-Cookie")).isEmpty();
        Answer me = program.get("/api/v1/me");
        assertThat(me.text("username")).isEqualTo("anna");
        assertThat(me.json().at("/roles/0").asString()).isEqualTo("user");
        assertThat(me.json().at("/rights/manageUsers").asBoolean()).isFalse();
    }

    @Test
    void letsThePageInWithCookiesThatScriptsCannotRead() {
        Visitor page = new Visitor(server);
        Answer in = page.logIn(Map.of("username", "Anna", "password", PASSWORD, "cookies", true));
        assertThat(in.status()).isEqualTo(200);
        assertThat(in.json().propertyNames()).containsExactly("expiresIn");
        assertThat(in.response().headers().allValues("Set-Cookie"))
                .anySatisfy(
                        cookie ->
                                assertThat(cookie)
                                        .startsWith("sightline_access=")
                                        .contains("HttpOnly", "SameSite=Strict", "Path=/;"))
                .anySatisfy(
                        cookie ->
                                assertThat(cookie)
                                        .startsWith("sightline_refresh=")
                                        .contains("HttpOnly", "SameSite=Strict")
                                        .contains("Path=/api/v1/auth"));
        Answer seen = page.get("/api/v1/me");
        assertThat(seen.text("username")).isEqualTo("anna");
        assertThat(seen.header("Set-Cookie")).isEmpty();

        assertThat(page.post("/api/v1/auth/refresh", Map.of()).status()).isEqualTo(200);
        assertThat(page.get("/api/v1/me").status()).isEqualTo(200);

        Answer forged =
                page.withHeader("X-CSRF-Token", "forged")
                        .patch("/api/v1/me", Map.of("displayName", "Mallory"));
        assertThat(forged.status()).isEqualTo(403);
        page.withHeader("X-CSRF-Token", page.cookies().getOrDefault("sightline_csrf", ""));
        assertThat(page.post("/api/v1/auth/logout", Map.of()).status()).isEqualTo(204);
        assertThat(page.cookies()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "anna, wrong horse",
        "аnna, correct horse", // with a Cyrillic а
        "nobody, correct horse",
        "'anna'' or 1=1 --', correct horse",
        "../anna, correct horse",
        "'', ''",
        "anna, ''",
    })
    void answersTheSameToWhateverIsWrong(String username, String password) {
        Answer refused = new Visitor(server).logIn(username, password);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.problem()).isEqualTo("login-failed");
        assertThat(refused.text("detail"))
                .isEqualTo("Name, password or code is wrong, or the account is disabled.");
    }

    /** Time tells nothing either: what is costly is done for those who do not exist too. */
    @Test
    void hashesForWhoeverDoesNotExist() {
        Passwords passwords = server.bean(Passwords.class);
        long before = passwords.computed();
        new Visitor(server).logIn("someone-else", "correct horse");
        assertThat(passwords.computed()).isEqualTo(before + 1);
        new Visitor(server).logIn("anna", "correct house");
        assertThat(passwords.computed()).isEqualTo(before + 2);
    }

    @Test
    void doesNotHashAPasswordOfTenThousandCharacters() {
        Passwords passwords = server.bean(Passwords.class);
        long before = passwords.computed();
        Answer refused = new Visitor(server).logIn("long", "0123456789".repeat(1_000));
        assertThat(refused.problem()).isEqualTo("login-failed");
        assertThat(passwords.computed()).isEqualTo(before);
    }

    @Test
    void refreshesWithANewTokenEachTime() {
        Visitor program = new Visitor(server);
        program.logIn("anna", PASSWORD);
        String first = program.refreshToken;
        assertThat(program.refresh(first).status()).isEqualTo(200);
        assertThat(program.refreshToken).isNotEqualTo(first);
        assertThat(program.refresh(program.refreshToken).status()).isEqualTo(200);
        assertThat(program.get("/api/v1/me").status()).isEqualTo(200);
    }

    @Test
    void endsTheFamilyWhenARefreshTokenIsReplayed() {
        Visitor owner = new Visitor(server);
        owner.logIn("anna", PASSWORD);
        String stolen = owner.refreshToken;
        assertThat(owner.refresh(stolen).status()).isEqualTo(200);
        Answer replayed = new Visitor(server).refresh(stolen);
        assertThat(replayed.status()).isEqualTo(401);
        assertThat(replayed.problem()).isEqualTo("session-ended");
        assertThat(owner.get("/api/v1/me").status()).as("its access token too").isEqualTo(401);
        assertThat(new Visitor(server).refresh(owner.refreshToken).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"''", "x", "a.b.c", "a.1.b", "..", "a.99999999999999999999.b"})
    void refusesWhatIsNoRefreshToken(String token) {
        assertThat(new Visitor(server).refresh(token).problem()).isEqualTo("session-ended");
    }

    @Test
    void refusesARefreshTokenThatWasAltered() {
        Visitor owner = new Visitor(server);
        owner.logIn("anna", PASSWORD);
        String next = owner.refreshToken.replace(".0.", ".1.");
        assertThat(new Visitor(server).refresh(next).status()).isEqualTo(401);
        assertThat(owner.refresh(owner.refreshToken).status()).as("no theft").isEqualTo(200);
    }

    @Test
    void leavesWhereItCameInAndEverywhere() {
        Visitor desk = new Visitor(server);
        Visitor phone = new Visitor(server).withHeader("User-Agent", "Phone/1.0");
        Visitor tablet = new Visitor(server);
        Accounts.add(server, "traveller", PASSWORD, "user");
        desk.logIn("traveller", PASSWORD);
        phone.logIn("traveller", PASSWORD);
        tablet.logIn("traveller", PASSWORD);
        assertThat(desk.get("/api/v1/me/sessions").json().path("items"))
                .hasSize(3)
                .anySatisfy(
                        session ->
                                assertThat(session.path("userAgent").asString())
                                        .isEqualTo("Phone/1.0"));

        assertThat(tablet.post("/api/v1/auth/logout", Map.of()).status()).isEqualTo(204);
        assertThat(tablet.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(phone.get("/api/v1/me").status()).isEqualTo(200);

        assertThat(desk.post("/api/v1/auth/logout-everywhere", Map.of()).status()).isEqualTo(204);
        assertThat(desk.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(phone.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(new Visitor(server).refresh(phone.refreshToken).status()).isEqualTo(401);
    }

    @Test
    void endsOneSessionOfSeveralAndNoneOfOthers() {
        Accounts.add(server, "careful", PASSWORD, "user");
        Visitor desk = new Visitor(server);
        Visitor lost = new Visitor(server).withHeader("User-Agent", "Lost/1.0");
        desk.logIn("careful", PASSWORD);
        lost.logIn("careful", PASSWORD);
        String id =
                Accounts.items(desk.get("/api/v1/me/sessions")).stream()
                        .filter(session -> !session.path("current").asBoolean())
                        .findFirst()
                        .orElseThrow()
                        .path("id")
                        .asString();
        Visitor stranger = new Visitor(server);
        stranger.logIn("anna", PASSWORD);
        assertThat(stranger.delete("/api/v1/me/sessions/" + id).problem())
                .isEqualTo("session-not-found");
        assertThat(desk.delete("/api/v1/me/sessions/" + id).status()).isEqualTo(204);
        assertThat(lost.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(desk.get("/api/v1/me").status()).isEqualTo(200);
    }

    @Test
    void keepsADisabledUserOutAtOnce() {
        String id = Accounts.add(server, "leaver", PASSWORD, "user");
        Visitor leaver = new Visitor(server);
        leaver.logIn("leaver", PASSWORD);
        Visitor admin = Accounts.admin(server);
        assertThat(admin.patch("/api/v1/users/" + id, Map.of("enabled", false)).status())
                .isEqualTo(200);
        assertThat(leaver.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(new Visitor(server).refresh(leaver.refreshToken).status()).isEqualTo(401);
        assertThat(new Visitor(server).logIn("leaver", PASSWORD).problem())
                .isEqualTo("login-failed");
    }

    @Test
    void changesAPasswordForWhoKnowsIt() {
        Accounts.add(server, "changer", PASSWORD, "user");
        Visitor here = new Visitor(server);
        Visitor elsewhere = new Visitor(server);
        here.logIn("changer", PASSWORD);
        elsewhere.logIn("changer", PASSWORD);
        String path = "/api/v1/me/password";
        assertThat(
                        here.post(
                                        path,
                                        Map.of(
                                                "currentPassword", "wrong horse",
                                                "newPassword", "battery staple"))
                                .problem())
                .isEqualTo("wrong-password");
        assertThat(
                        here.post(
                                        path,
                                        Map.of(
                                                "currentPassword",
                                                PASSWORD,
                                                "newPassword",
                                                "x".repeat(10_000)))
                                .problem())
                .isEqualTo("invalid-password");
        assertThat(
                        here.post(
                                        path,
                                        Map.of(
                                                "currentPassword",
                                                PASSWORD,
                                                "newPassword",
                                                "battery staple"))
                                .status())
                .isEqualTo(204);
        assertThat(here.get("/api/v1/me").status()).isEqualTo(200);
        assertThat(elsewhere.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(new Visitor(server).logIn("changer", PASSWORD).status()).isEqualTo(401);
        assertThat(new Visitor(server).logIn("changer", "battery staple").status()).isEqualTo(200);
    }
}
