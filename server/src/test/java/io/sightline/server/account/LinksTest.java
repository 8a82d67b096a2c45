package io.sightline.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.sightline.server.TestServer;
import io.sightline.server.account.Visitor.Answer;
import io.sightline.server.account.login.FirstStart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links that work once: printed at the first start, or mailed through a real SMTP server. */
class LinksTest {

    private static final String PASSWORD = "correct horse";
    private static final String CONFIRM = "/api/v1/auth/password-reset/confirm";
    private static final Pattern LINK =
            Pattern.compile("https://video\\.example\\.org/\\S+#(\\S+)");

    @TempDir Path data;
    private GreenMail smtp;
    private TestServer server;
    private int mailsRead;

    @BeforeEach
    void start() {
        smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        smtp.start();
        server =
                TestServer.start(
                        data,
                        Accounts.settings(
                                "--spring.mail.host=127.0.0.1",
                                "--spring.mail.port=" + smtp.getSmtp().getPort(),
                                "--account.public-url=https://video.example.org/"));
    }

    @AfterEach
    void stop() {
        server.close();
        smtp.stop();
    }

    /** The token in the next mail, which must be for this address. */
    private String mailedTo(String address) throws MessagingException, IOException {
        assertThat(smtp.waitForIncomingEmail(60_000, mailsRead + 1)).isTrue();
        MimeMessage mail = smtp.getReceivedMessages()[mailsRead++];
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly(address);
        String text = (String) mail.getContent();
        Matcher link = LINK.matcher(text);
        assertThat(link.find()).as(text).isTrue();
        return link.group(1);
    }

    private Answer askFor(String usernameOrEmail) {
        return new Visitor(server)
                .withHeader("X-Forwarded-Host", "evil.example.com")
                .post("/api/v1/auth/password-reset", Map.of("usernameOrEmail", usernameOrEmail));
    }

    private Answer choose(String token, String password) {
        return new Visitor(server).post(CONFIRM, Map.of("token", token, "password", password));
    }

    private Visitor addAnna() {
        Answer added =
                Accounts.admin(server)
                        .post(
                                "/api/v1/users",
                                Map.of(
                                        "username", "anna",
                                        "password", PASSWORD,
                                        "email", "anna@example.org"));
        assertThat(added.status()).isEqualTo(201);
        Visitor anna = new Visitor(server);
        anna.logIn("anna", PASSWORD);
        return anna;
    }

    @Test
    void letsSomebodyChooseAPasswordByALinkThatWorksOnce() throws Exception {
        Visitor anna = addAnna();
        Answer known = askFor("anna");
        Answer unknown = askFor("nobody@example.org");
        assertThat(known.status()).isEqualTo(202);
        assertThat(known.response().body()).isEqualTo(unknown.response().body());
        assertThat(unknown.status()).isEqualTo(202);
        String first = mailedTo("anna@example.org");
        askFor("ANNA@example.org");
        String second = mailedTo("anna@example.org");

        assertThat(choose(first, "battery staple").problem())
                .as("a newer one was sent")
                .isEqualTo("invalid-link");
        assertThat(choose(second, "short").problem()).isEqualTo("invalid-password");
        assertThat(choose(second, "battery staple").status()).isEqualTo(204);
        assertThat(choose(second, "battery stable").problem()).isEqualTo("invalid-link");
        assertThat(anna.get("/api/v1/me").status()).as("all sessions end").isEqualTo(401);
        assertThat(new Visitor(server).logIn("anna", PASSWORD).status()).isEqualTo(401);
        assertThat(new Visitor(server).logIn("anna", "battery staple").status()).isEqualTo(200);
        assertThat(smtp.getReceivedMessages()).as("nobody got none").hasSize(2);
    }

    @Test
    void invitesWhoWasAddedWithoutAPassword() throws Exception {
        Visitor admin = Accounts.admin(server);
        admin.post("/api/v1/users", Map.of("username", "new", "email", "new@example.org"));
        assertThat(new Visitor(server).logIn("new", "").status()).isEqualTo(401);
        assertThat(choose(mailedTo("new@example.org"), PASSWORD).status()).isEqualTo(204);
        assertThat(new Visitor(server).logIn("new", PASSWORD).status()).isEqualTo(200);
        String id = admin.post("/api/v1/users", Map.of("username", "mailless")).text("id");
        assertThat(admin.post("/api/v1/users/" + id + "/password-reset", Map.of()).problem())
                .isEqualTo("no-email");
    }

    /** An address that was only claimed is good for nothing. */
    @Test
    void trustsAnAddressOnlyOnceItsLinkWasFollowed() throws Exception {
        Visitor anna = addAnna();
        assertThat(anna.patch("/api/v1/me", Map.of("email", "a@example.net")).status())
                .isEqualTo(200);
        assertThat(anna.get("/api/v1/me").json().path("emailConfirmed").asBoolean()).isFalse();
        String token = mailedTo("a@example.net");
        assertThat(new Visitor(server).logIn("a@example.net", PASSWORD).status()).isEqualTo(401);
        Visitor stranger = new Visitor(server);
        String path = "/api/v1/auth/confirm-email";
        assertThat(choose(token, PASSWORD).problem())
                .as("a link for something else")
                .isEqualTo("invalid-link");
        assertThat(stranger.post(path, Map.of("token", token)).status()).isEqualTo(204);
        assertThat(stranger.post(path, Map.of("token", token)).problem()).isEqualTo("invalid-link");
        assertThat(new Visitor(server).logIn("a@example.net", PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void makesTheFirstAdministratorByALinkThatWorksOnce(@TempDir Path fresh) {
        try (TestServer unset = TestServer.start(fresh)) {
            // The administrator of the tests has no password: nobody could log in.
            FirstStart firstStart = unset.bean(FirstStart.class);
            Visitor visitor = new Visitor(unset);
            assertThat(visitor.get("/api/v1/auth/state").json().path("setUp").asBoolean())
                    .isFalse();
            URI older = firstStart.link().orElseThrow();
            URI link = firstStart.link().orElseThrow();
            assertThat(link.getPath()).isEqualTo("/setup");
            String setUp = "/api/v1/auth/setup";
            assertThat(visitor.post(setUp, setUp(older)).problem()).isEqualTo("invalid-link");
            Answer in = visitor.post(setUp, setUp(link));
            assertThat(in.status()).isEqualTo(200);
            assertThat(visitor.post(setUp, setUp(link)).problem()).isEqualTo("invalid-link");
            assertThat(firstStart.link()).isEmpty();
            visitor.withBearer(in.text("accessToken"));
            assertThat(visitor.get("/api/v1/users").status()).isEqualTo(200);
            assertThat(visitor.get("/api/v1/auth/state").json().path("setUp").asBoolean()).isTrue();
            assertThat(visitor.post("/api/v1/auth/demo", Map.of()).status())
                    .as("no demonstration")
                    .isEqualTo(404);
        }
    }

    private static Map<String, Object> setUp(URI link) {
        return Map.of("token", link.getFragment(), "username", "boss", "password", PASSWORD);
    }

    @Test
    void letsOneIntoTheDemonstrationWithAClick(@TempDir Path fresh) {
        try (TestServer demo = TestServer.start(fresh, "--demo")) {
            Visitor visitor = new Visitor(demo);
            Answer in = visitor.post("/api/v1/auth/demo", Map.of());
            assertThat(in.status()).isEqualTo(200);
            visitor.withBearer(in.text("accessToken"));
            assertThat(visitor.get("/api/v1/me").text("username")).isEqualTo("demo");
            assertThat(visitor.get("/api/v1/users").status()).isEqualTo(200);
            assertThat(visitor.get("/api/v1/auth/state").json().path("setUp").asBoolean())
                    .as("its administrator has no password")
                    .isFalse();
        }
    }
}
