package io.sightline.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.samstevens.totp.code.DefaultCodeGenerator;
import dev.samstevens.totp.exceptions.CodeGenerationException;
import io.sightline.server.TestServer;
import io.sightline.server.account.Visitor.Answer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Secrets of all kinds are planted as people plant them: by using the API. Then everything that the
 * server writes or says is searched for them.
 */
class NoSecretLeaksTest {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final String PASSWORD = "canary of a password";

    /** Whose purpose is to hold a secret, readable by their owner only. */
    private static final Set<String> KEY_FILES = Set.of("secret.key", "cli.key");

    @TempDir Path data;
    private final Map<String, String> planted = new LinkedHashMap<>();
    private final List<String> said = new ArrayList<>();

    private void plant(String what, String secret) {
        assertThat(secret).as(what).hasSizeGreaterThan(7);
        planted.put(what, secret);
    }

    /** What is said from now on has to be free of secrets. */
    private Answer noted(Answer answer) {
        said.add(answer.response().headers().map().toString());
        said.add(answer.response().body());
        return answer;
    }

    @Test
    void showsNoSecretInLogsRowsAnswersAndMetrics() throws Exception {
        GreenMail smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        smtp.setUser("mailer", "canary of the mail server");
        smtp.start();
        plant("the secret of a provider's client", OidcServer.CLIENT_SECRET);
        try (OidcServer provider = OidcServer.start();
                TestServer server =
                        TestServer.start(
                                data,
                                Accounts.settings(
                                        "--account.identity.providers.there.issuer="
                                                + provider.issuer(),
                                        "--account.identity.providers.there.client-id=sightline",
                                        "--account.identity.providers.there.client-secret="
                                                + OidcServer.CLIENT_SECRET,
                                        "--spring.mail.host=127.0.0.1",
                                        "--spring.mail.port=" + smtp.getSmtp().getPort(),
                                        "--spring.mail.username=mailer",
                                        "--spring.mail.password=canary of the mail server"))) {
            plant("the mail server's password", "canary of the mail server");
            plant("the administrator's password", Accounts.ADMIN_PASSWORD);
            Visitor admin = Accounts.admin(server);
            live(server, admin);
            comeFrom(provider, server);
            resetPassword(server, smtp);
            makeMistakes(server);
            crawl(admin);
            crawl(new Visitor(server));
            assertThat(said).hasSizeGreaterThan(60);
        } finally {
            smtp.stop();
        }
        for (String text : said) {
            assertClean("an answer", text);
        }
        assertFilesAreClean();
    }

    /** Someone's day: log in, a second factor, a key, a camera, the page, media. */
    private void live(TestServer server, Visitor admin) throws CodeGenerationException {
        plant("a password", PASSWORD);
        Map<String, Object> anna =
                Map.of(
                        "username",
                        "anna",
                        "password",
                        PASSWORD,
                        "email",
                        "anna@example.org",
                        "roles",
                        List.of("moderator"));
        assertThat(noted(admin.post("/api/v1/users", anna)).status()).isEqualTo(201);
        Visitor program = new Visitor(server);
        Answer in = program.logIn("anna", PASSWORD);
        plant("an access token", in.text("accessToken"));
        plant("a refresh token", in.text("refreshToken"));
        secondFactor(program);
        Answer key =
                program.post("/api/v1/api-keys", Map.of("name", "robot", "scopes", Set.of("view")));
        plant("an API key", key.text("key"));
        Map<String, Object> camera =
                Map.of(
                        "name", "Gate",
                        "url",
                                "rtsp://operator:CanaryOfACamera@127.0.0.1:9/main?pwd=CanaryInAQuery",
                        "record", false);
        plant("a camera's password", "CanaryOfACamera");
        plant("a camera's password in its query", "CanaryInAQuery");
        Answer added = noted(program.post("/api/v1/cameras", camera));
        assertThat(added.status()).isEqualTo(201);
        noted(program.post("/api/v1/cameras/probe", camera));
        String stream = added.json().at("/streams/0/name").asString();
        Answer media =
                program.post("/api/v1/media-tokens", Map.of("stream", stream, "right", "view"));
        plant("a media token", media.text("token"));
        noted(program.get("/live/%s/~%s/nothing".formatted(stream, media.text("token"))));
        noted(
                new Visitor(server)
                        .get("/live/%s/nothing?token=%sx".formatted(stream, media.text("token"))));
        Visitor page = new Visitor(server);
        Map<String, Object> byCode =
                Map.of(
                        "username",
                        "anna",
                        "password",
                        PASSWORD,
                        "totp",
                        planted.get("a recovery code"),
                        "cookies",
                        true);
        assertThat(page.logIn(byCode).status()).isEqualTo(200);
        page.cookies().forEach((name, value) -> plant("the cookie " + name, value));
        crawl(page);
    }

    private void secondFactor(Visitor visitor) throws CodeGenerationException {
        String secret =
                visitor.post("/api/v1/me/totp", Map.of("password", PASSWORD)).text("secret");
        plant("a TOTP secret", secret);
        long step = Instant.now().getEpochSecond() / 30;
        String code = new DefaultCodeGenerator().generate(secret, step);
        Answer confirmed = visitor.send("PUT", "/api/v1/me/totp", "{\"code\":\"" + code + "\"}");
        assertThat(confirmed.status()).as(confirmed.response().body()).isEqualTo(200);
        plant("a recovery code", confirmed.json().at("/recoveryCodes/0").asString());
        plant("another recovery code", confirmed.json().at("/recoveryCodes/1").asString());
    }

    /** In by another provider, with what it takes on the way. */
    private void comeFrom(OidcServer provider, TestServer server) throws IOException {
        provider.sendBackTo(List.of(server.uri("/api/v1/auth/oidc/there/callback")));
        String start = "/api/v1/auth/oidc/there/start";
        Visitor anna = new Visitor(server);
        anna.logIn(
                Map.of(
                        "username",
                        "anna",
                        "password",
                        PASSWORD,
                        "totp",
                        planted.get("another recovery code"),
                        "cookies",
                        true));
        through(provider, anna, start + "?link=true");
        Visitor browser = new Visitor(server);
        assertThat(through(provider, browser, start).header("Location")).isEqualTo("/?second-step");
        plant(
                "the cookie of a second step",
                browser.cookies().getOrDefault("sightline_second_step", ""));
        noted(browser.post("/api/v1/auth/oidc/second-step", Map.of("totp", "canary-of-a-code")));
        plant("a wrong code", "canary-of-a-code");
    }

    private Answer through(OidcServer provider, Visitor browser, String start) {
        Answer away = browser.get(start);
        plant(
                "the cookie of the way " + start,
                browser.cookies().getOrDefault("sightline_oidc", ""));
        URI back = provider.logIn(URI.create(away.header("Location")), "anna-there");
        Matcher code = Pattern.compile("code=([^&]+)").matcher(back.getRawQuery());
        assertThat(code.find()).isTrue();
        plant("the code of the way " + start, code.group(1));
        return browser.get(back.getPath() + "?" + back.getRawQuery());
    }

    private void resetPassword(TestServer server, GreenMail smtp)
            throws MessagingException, IOException {
        Accounts.add(server, "ben", "another canary of ben", "user");
        plant("ben's password", "another canary of ben");
        Visitor admin = Accounts.admin(server);
        String ben =
                Accounts.items(admin.get("/api/v1/users?q=ben")).getFirst().path("id").asString();
        noted(admin.patch("/api/v1/users/" + ben, Map.of("email", "ben@example.org")));
        noted(admin.post("/api/v1/users/" + ben + "/password-reset", Map.of()));
        String token = "";
        assertThat(smtp.waitForIncomingEmail(DEADLINE.toMillis(), 1)).isTrue();
        for (MimeMessage mail : smtp.getReceivedMessages()) {
            Matcher link = Pattern.compile("#([\\w-]{16,})").matcher(mail.getContent().toString());
            if (link.find()) {
                token = link.group(1);
                plant("a link in a mail: " + mail.getSubject(), token);
            }
        }
        String chosen = "a newer canary of ben";
        plant("a new password", chosen);
        noted(
                new Visitor(server)
                        .post(
                                "/api/v1/auth/password-reset/confirm",
                                Map.of("token", token, "password", chosen)));
    }

    /** Secrets where they do not belong. */
    private void makeMistakes(TestServer server) {
        Visitor visitor = new Visitor(server);
        plant("a wrong password", "canary-mistyped");
        noted(visitor.logIn("anna", "canary-mistyped"));
        plant("a password in the wrong field", "canary-typed-as-a-name");
        noted(visitor.logIn("canary-typed-as-a-name", "x"));
        plant("a password in broken JSON", "canary-in-broken-json");
        noted(visitor.send("POST", "/api/v1/auth/login", "{\"password\":\"canary-in-broken-json"));
        noted(
                visitor.send(
                        "POST",
                        "/api/v1/auth/login",
                        "{\"password\":[\"canary-in-broken-json\"]}"));
        plant("a forged token", "canary.of.a-forged-token");
        noted(new Visitor(server).withBearer("canary.of.a-forged-token").get("/api/v1/me"));
        noted(
                new Visitor(server)
                        .post(
                                "/api/v1/auth/refresh",
                                Map.of("refreshToken", "canary.of.a-forged-token")));
        noted(
                new Visitor(server)
                        .post(
                                "/api/v1/auth/setup",
                                Map.of(
                                        "token",
                                        "canary.of.a-forged-token",
                                        "username",
                                        "x",
                                        "password",
                                        PASSWORD)));
    }

    /** Every route that can be read. */
    private void crawl(Visitor visitor) {
        JsonNode routes =
                new JsonMapper().readTree(visitor.get("/api/v1/openapi.json").response().body());
        for (Map.Entry<String, JsonNode> route : routes.path("paths").properties()) {
            if (route.getValue().has("get")) {
                noted(visitor.get(route.getKey().replaceAll("\\{\\w+}", "none")));
            }
        }
        for (JsonNode camera : Accounts.items(visitor.get("/api/v1/cameras"))) {
            noted(visitor.get("/api/v1/cameras/" + camera.path("id").asString()));
        }
        noted(visitor.get("/metrics"));
        noted(visitor.get("/api/v1/audit/export?format=jsonl"));
        noted(visitor.get("/api/v1/audit?limit=500"));
    }

    private void assertFilesAreClean() throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!KEY_FILES.contains(file.getFileName().toString())) {
                    assertClean(
                            file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
    }

    private void assertClean(String where, String text) {
        planted.forEach(
                (what, secret) ->
                        assertThat(text.contains(secret))
                                .as("%s is in %s: %s", what, where, around(text, secret))
                                .isFalse());
    }

    private static String around(String text, String secret) {
        int at = text.indexOf(secret);
        return at < 0
                ? ""
                : text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 200));
    }
}
