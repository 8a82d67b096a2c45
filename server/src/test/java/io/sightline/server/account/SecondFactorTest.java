package io.sightline.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samstevens.totp.code.DefaultCodeGenerator;
import dev.samstevens.totp.exceptions.CodeGenerationException;
import io.sightline.server.TestServer;
import io.sightline.server.account.Visitor.Answer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Log-in with a code, as an authenticator makes it. */
class SecondFactorTest {

    private static final String PASSWORD = "correct horse";
    private static final String TOTP = "/api/v1/me/totp";

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

    /** The code of a step from now; the server takes one step either way. */
    static String code(String secret, int stepsFromNow) {
        try {
            long step = Instant.now().getEpochSecond() / 30 + stepsFromNow;
            return new DefaultCodeGenerator().generate(secret, step);
        } catch (CodeGenerationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Answer logIn(String username, String code) {
        return new Visitor(server)
                .logIn(Map.of("username", username, "password", PASSWORD, "totp", code));
    }

    @Test
    void asksForACodeOnceItIsSwitchedOnAndTakesNoneTwice() {
        Accounts.add(server, "two", PASSWORD, "user");
        Visitor owner = new Visitor(server);
        owner.logIn("two", PASSWORD);
        Answer begun = owner.post(TOTP, Map.of());
        String secret = begun.text("secret");
        assertThat(begun.text("uri"))
                .startsWith("otpauth://totp/")
                .contains("secret=" + secret)
                .contains("issuer=Sightline");
        assertThat(new Visitor(server).logIn("two", PASSWORD).status())
                .as("not confirmed yet")
                .isEqualTo(200);
        assertThat(owner.send("PUT", TOTP, "{\"code\":\"000000000\"}").problem())
                .isEqualTo("invalid-totp-code");

        String first = code(secret, -1);
        Answer confirmed = owner.send("PUT", TOTP, "{\"code\":\"" + first + "\"}");
        assertThat(confirmed.status()).isEqualTo(200);
        assertThat(confirmed.json().path("recoveryCodes")).hasSize(10);
        assertThat(owner.get("/api/v1/me").json().path("totp").asBoolean()).isTrue();
        assertThat(owner.post(TOTP, Map.of()).problem()).isEqualTo("totp-already-on");

        assertThat(new Visitor(server).logIn("two", PASSWORD).problem()).isEqualTo("totp-required");
        assertThat(new Visitor(server).logIn("two", "wrong horse").problem())
                .as("not a word about codes to who does not know the password")
                .isEqualTo("login-failed");
        assertThat(logIn("two", first).problem()).as("replayed").isEqualTo("login-failed");
        String second = code(secret, 1);
        assertThat(logIn("two", second).status()).isEqualTo(200);
        assertThat(logIn("two", second).problem()).as("replayed").isEqualTo("login-failed");

        String recovery = confirmed.json().at("/recoveryCodes/0").asString();
        assertThat(logIn("two", recovery.toUpperCase(java.util.Locale.ROOT)).status())
                .isEqualTo(200);
        assertThat(logIn("two", recovery).problem()).as("used").isEqualTo("login-failed");

        assertThat(owner.send("DELETE", TOTP, "{\"password\":\"wrong horse\"}").problem())
                .isEqualTo("wrong-password");
        assertThat(owner.send("DELETE", TOTP, "{\"password\":\"" + PASSWORD + "\"}").status())
                .isEqualTo(204);
        assertThat(new Visitor(server).logIn("two", PASSWORD).status()).isEqualTo(200);
    }
}
