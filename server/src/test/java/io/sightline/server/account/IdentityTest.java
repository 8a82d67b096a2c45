package io.sightline.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.TestServer;
import io.sightline.server.account.Visitor.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Log-in by an OpenID Connect provider that nobody here wrote (npm's oidc-provider). */
class IdentityTest {

    private static final String PASSWORD = "correct horse";
    private static final String IDENTITIES = "/api/v1/me/identities";
    private static final String SECOND_STEP = "/api/v1/auth/oidc/second-step";

    @TempDir static Path data;
    private static OidcServer provider;
    private static TestServer server;

    /** Takes connections, and never says a word. */
    private static ServerSocket mute;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        provider = OidcServer.start();
        mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server =
                TestServer.start(
                        data,
                        Accounts.settings(
                                "--account.identity.providers.trusted.name=Trusted",
                                "--account.identity.providers.trusted.issuer=" + provider.issuer(),
                                "--account.identity.providers.trusted.client-id=sightline",
                                "--account.identity.providers.trusted.client-secret="
                                        + OidcServer.CLIENT_SECRET,
                                "--account.identity.providers.trusted.trust-email=true",
                                "--account.identity.providers.other.issuer=" + provider.issuer(),
                                "--account.identity.providers.other.client-id=sightline",
                                "--account.identity.providers.other.client-secret="
                                        + OidcServer.CLIENT_SECRET,
                                "--account.identity.time-limit=1s",
                                "--account.identity.providers.mute.issuer=http://127.0.0.1:"
                                        + mute.getLocalPort(),
                                "--account.identity.providers.mute.client-id=sightline"));
        provider.sendBackTo(
                List.of(
                        server.uri("/api/v1/auth/oidc/trusted/callback"),
                        server.uri("/api/v1/auth/oidc/other/callback")));
        Visitor admin = Accounts.admin(server);
        for (String name : List.of("anna", "berta", "carl", "dora", "emil", "frida", "gerd")) {
            Answer added =
                    admin.post(
                            "/api/v1/users",
                            Map.of(
                                    "username", name,
                                    "password", PASSWORD,
                                    "email", name + "@example.org"));
            assertThat(added.status()).isEqualTo(201);
        }
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        mute.close();
        provider.close();
    }

    private static String start(String id) {
        return "/api/v1/auth/oidc/" + id + "/start";
    }

    /** Goes to the provider, logs in there, and returns the address that it is sent back to. */
    private static URI through(Visitor browser, String start, String name) {
        Answer away = browser.get(start);
        assertThat(away.status()).isEqualTo(302);
        return provider.logIn(URI.create(away.header("Location")), name);
    }

    private static Answer follow(Visitor browser, URI back) {
        return browser.get(back.getPath() + "?" + back.getRawQuery());
    }

    @Test
    void offersItsProviders() {
        Answer state = new Visitor(server).get("/api/v1/auth/state");
        assertThat(state.json().path("providers"))
                .extracting(each -> each.path("name").asString())
                .containsExactly("Trusted", "mute", "other");
    }

    @Test
    void asksWithStateNonceAndPkce() {
        String location = new Visitor(server).get(start("trusted")).header("Location");
        assertThat(location)
                .startsWith(provider.issuer())
                .contains("response_type=code", "state=", "nonce=", "code_challenge=")
                .contains("code_challenge_method=S256")
                .doesNotContain(OidcServer.CLIENT_SECRET.replace(" ", "%20"));
        assertThat(new Visitor(server).get(start("nobody")).status()).isEqualTo(404);
    }

    @Test
    void letsInWhoseVerifiedAddressATrustedProviderKnows() {
        Visitor browser = new Visitor(server);
        Answer in = follow(browser, through(browser, start("trusted"), "anna"));
        assertThat(in.status()).isEqualTo(302);
        assertThat(in.header("Location")).isEqualTo("/");
        assertThat(browser.get("/api/v1/me").text("username")).isEqualTo("anna");
        assertThat(Accounts.items(browser.get("/api/v1/me/identities")))
                .singleElement()
                .satisfies(
                        identity ->
                                assertThat(identity.path("provider").asString())
                                        .isEqualTo("trusted"));
    }

    @Test
    void keepsOutWhoseAddressIsNotVerified() {
        Visitor browser = new Visitor(server);
        Answer out = follow(browser, through(browser, start("trusted"), "unverified-berta"));
        assertThat(out.header("Location")).isEqualTo("/?error=not-linked");
        assertThat(browser.get("/api/v1/me").status()).isEqualTo(401);
    }

    @Test
    void keepsOutWhomAProviderVouchesForThatIsNotTrustedWithAddresses() {
        Visitor browser = new Visitor(server);
        Answer out = follow(browser, through(browser, start("other"), "carl"));
        assertThat(out.header("Location")).isEqualTo("/?error=not-linked");
    }

    @Test
    void linksByTheActOfWhoIsInBoth() {
        Visitor page = new Visitor(server);
        assertThat(page.get(start("other") + "?link=true").status()).isEqualTo(401);
        page.logIn(Map.of("username", "dora", "password", PASSWORD, "cookies", true));
        Answer linked =
                follow(page, through(page, start("other") + "?link=true", "dora-elsewhere"));
        assertThat(linked.header("Location")).isEqualTo("/#/account");

        Visitor browser = new Visitor(server);
        follow(browser, through(browser, start("other"), "dora-elsewhere"));
        assertThat(browser.get("/api/v1/me").text("username")).isEqualTo("dora");

        Visitor thief = new Visitor(server);
        thief.logIn(Map.of("username", "carl", "password", PASSWORD, "cookies", true));
        Answer refused =
                follow(thief, through(thief, start("other") + "?link=true", "dora-elsewhere"));
        assertThat(refused.header("Location")).isEqualTo("/?error=linked-elsewhere#/account");

        String id =
                Accounts.items(page.get("/api/v1/me/identities")).getFirst().path("id").asString();
        assertThat(thief.delete("/api/v1/me/identities/" + id).status()).isEqualTo(404);
        assertThat(page.delete("/api/v1/me/identities/" + id).status()).isEqualTo(204);
        Visitor again = new Visitor(server);
        Answer out = follow(again, through(again, start("other"), "dora-elsewhere"));
        assertThat(out.header("Location")).isEqualTo("/?error=not-linked");
    }

    @Test
    void asksForTheCodeOfWhoHasASecondFactor() {
        Visitor owner = new Visitor(server);
        owner.logIn(Map.of("username", "emil", "password", PASSWORD, "cookies", true));
        follow(owner, through(owner, start("other") + "?link=true", "emil-elsewhere"));
        String recovery = switchSecondFactorOn(owner);

        Visitor browser = new Visitor(server);
        Answer half = follow(browser, through(browser, start("other"), "emil-elsewhere"));
        assertThat(half.header("Location")).isEqualTo("/?second-step");
        assertThat(browser.get("/api/v1/me").status()).as("not in yet").isEqualTo(401);

        assertThat(new Visitor(server).post(SECOND_STEP, Map.of("totp", recovery)).problem())
                .as("another browser")
                .isEqualTo("second-step-ended");
        assertThat(browser.post(SECOND_STEP, Map.of("totp", "000000")).problem())
                .isEqualTo("login-failed");
        assertThat(browser.post(SECOND_STEP, Map.of()).problem()).isEqualTo("login-failed");
        Map<String, String> left = Map.copyOf(browser.cookies());
        Answer in = browser.post(SECOND_STEP, Map.of("totp", recovery));
        assertThat(in.status()).isEqualTo(200);
        assertThat(in.json().path("expiresIn").asLong()).isPositive();
        assertThat(browser.get("/api/v1/me").text("username")).isEqualTo("emil");

        Visitor replay = new Visitor(server);
        replay.cookies().putAll(left);
        assertThat(replay.post(SECOND_STEP, Map.of("totp", "000000")).problem())
                .as("it is used up")
                .isEqualTo("second-step-ended");
    }

    @Test
    void linksByAnAddressOnlyWhoGaveTheCodeToo() {
        Visitor owner = loggedIn("frida");
        String recovery = switchSecondFactorOn(owner);
        Visitor browser = new Visitor(server);

        Answer half = follow(browser, through(browser, start("trusted"), "frida"));
        assertThat(half.header("Location")).isEqualTo("/?second-step");
        assertThat(identitiesOf(owner)).as("without the code").isEmpty();

        assertThat(browser.post(SECOND_STEP, Map.of("totp", "000000")).problem())
                .isEqualTo("login-failed");
        assertThat(identitiesOf(owner)).as("with a wrong code").isEmpty();

        Map<String, String> left = Map.copyOf(browser.cookies());
        assertThat(browser.post(SECOND_STEP, Map.of("totp", recovery)).status()).isEqualTo(200);
        assertThat(identitiesOf(owner)).containsExactly("trusted");

        String id = Accounts.items(owner.get(IDENTITIES)).getFirst().path("id").asString();
        assertThat(owner.delete(IDENTITIES + "/" + id).status()).isEqualTo(204);
        Visitor replay = new Visitor(server);
        replay.cookies().putAll(left);
        assertThat(replay.post(SECOND_STEP, Map.of("totp", recovery)).problem())
                .as("it is used up")
                .isEqualTo("second-step-ended");
        assertThat(identitiesOf(owner)).isEmpty();
    }

    @Test
    void linksNobodyWhoseAddressIsNoLongerTheAccounts() {
        Visitor owner = loggedIn("gerd");
        String recovery = switchSecondFactorOn(owner);
        Visitor browser = new Visitor(server);
        follow(browser, through(browser, start("trusted"), "gerd"));

        String account = "/api/v1/users/" + owner.get("/api/v1/me").text("id");
        Answer moved =
                Accounts.admin(server).send("PATCH", account, "{\"email\":\"gerd@example.net\"}");
        assertThat(moved.status()).isEqualTo(200);

        assertThat(browser.post(SECOND_STEP, Map.of("totp", recovery)).problem())
                .isEqualTo("second-step-ended");
        assertThat(identitiesOf(owner)).isEmpty();
    }

    private static Visitor loggedIn(String name) {
        Visitor owner = new Visitor(server);
        owner.logIn(Map.of("username", name, "password", PASSWORD, "cookies", true));
        return owner;
    }

    /** Returns a recovery code. */
    private static String switchSecondFactorOn(Visitor owner) {
        Answer begun = owner.post("/api/v1/me/totp", Map.of());
        String code = SecondFactorTest.code(begun.text("secret"), 0);
        Answer on = owner.send("PUT", "/api/v1/me/totp", "{\"code\":\"" + code + "\"}");
        return on.json().at("/recoveryCodes/0").asString();
    }

    /** By whom this account's owner can log in. */
    private static List<String> identitiesOf(Visitor owner) {
        return Accounts.items(owner.get(IDENTITIES)).stream()
                .map(each -> each.path("provider").asString())
                .toList();
    }

    @Test
    void doesNotWaitForAProviderThatIsSilent() {
        Answer back = new Visitor(server).get(start("mute"));
        assertThat(back.status()).isEqualTo(302);
        assertThat(back.header("Location")).isEqualTo("/?error=unavailable");
    }

    @Test
    void takesAnAnswerOnceAndFromTheBrowserThatAsked() {
        Visitor browser = new Visitor(server);
        URI back = through(browser, start("trusted"), "anna");
        String failed = "/?error=failed";
        assertThat(follow(new Visitor(server), back).header("Location"))
                .as("another browser")
                .isEqualTo(failed);
        assertThat(follow(browser, back).header("Location")).as("it is used up").isEqualTo(failed);

        back = through(browser, start("trusted"), "anna");
        Map<String, String> left = Map.copyOf(browser.cookies());
        assertThat(follow(browser, back).header("Location")).isEqualTo("/");
        Visitor replay = new Visitor(server);
        replay.cookies().putAll(left);
        assertThat(follow(replay, back).header("Location")).as("replayed").isEqualTo(failed);
    }

    @Test
    void refusesAWrongStateACodeThatIsNoneAndAnotherIssuer() {
        Visitor browser = new Visitor(server);
        URI back = through(browser, start("trusted"), "anna");
        String path = "/api/v1/auth/oidc/trusted/callback?";
        String query = back.getRawQuery();
        String failed = "/?error=failed";
        assertThat(
                        browser.get(path + query.replaceAll("state=[^&]*", "state=x"))
                                .header("Location"))
                .isEqualTo(failed);
        browser.get(start("trusted"));
        assertThat(browser.get(path + query).header("Location"))
                .as("the cookie of another log-in")
                .isEqualTo(failed);

        back = through(browser, start("trusted"), "anna");
        assertThat(
                        browser.get(path + back.getRawQuery().replaceAll("code=[^&]*", "code=x"))
                                .header("Location"))
                .isEqualTo(failed);
        back = through(browser, start("trusted"), "anna");
        assertThat(
                        browser.get(
                                        path
                                                + back.getRawQuery()
                                                        .replaceAll(
                                                                "iss=[^&]*",
                                                                "iss=https%3A%2F%2Fevil.example"))
                                .header("Location"))
                .isEqualTo(failed);
        assertThat(browser.get(path + "error=access_denied&state=x").header("Location"))
                .isEqualTo("/?error=cancelled");
    }
}
