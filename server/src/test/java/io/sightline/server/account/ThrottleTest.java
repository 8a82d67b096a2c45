package io.sightline.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.TestServer;
import io.sightline.server.account.Visitor.Answer;
import io.sightline.server.account.password.Passwords;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who guesses is slowed down. */
class ThrottleTest {

    @TempDir Path data;

    private TestServer start(String... limits) {
        String[] settings =
                java.util.stream.Stream.concat(
                                java.util.Arrays.stream(Accounts.settings())
                                        .filter(setting -> !setting.contains("throttle")),
                                java.util.Arrays.stream(limits))
                        .toArray(String[]::new);
        return TestServer.start(data, settings);
    }

    @Test
    void makesWhoeverFailsWaitLongerEachTime() {
        try (TestServer server =
                start("--account.throttle.first-delay=1h", "--account.throttle.longest-delay=4h")) {
            for (int i = 0; i < 4; i++) {
                assertThat(new Visitor(server).logIn("admin", "guess number " + i).status())
                        .isEqualTo(401);
            }
            Answer refused = new Visitor(server).logIn("admin", Accounts.ADMIN_PASSWORD);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.problem()).isEqualTo("too-many-attempts");
            assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(3_500L, 3_600L);

            for (int i = 0; i < 4; i++) {
                assertThat(new Visitor(server).logIn("nobody", "guess number " + i).status())
                        .isEqualTo(401);
            }
            assertThat(new Visitor(server).logIn("nobody", "guess number 5").status())
                    .as("the same for who does not exist")
                    .isEqualTo(429);
        }
    }

    /** Only a proxy that is trusted is believed whom it speaks for. */
    @Test
    void isNotMovedByAForgedForwardedFor() {
        try (TestServer server = start("--account.throttle.per-address=5")) {
            int refused = 0;
            long hashed = server.bean(Passwords.class).computed();
            for (int i = 0; i < 12; i++) {
                Visitor forger =
                        new Visitor(server)
                                .withHeader("X-Forwarded-For", "203.0.113." + i)
                                .withHeader("Forwarded", "for=198.51.100." + i);
                if (forger.logIn("name-" + i, "some password").status() == 429) {
                    refused++;
                }
            }
            assertThat(refused).isGreaterThanOrEqualTo(6);
            assertThat(server.bean(Passwords.class).computed() - hashed).isLessThanOrEqualTo(6);
        }
    }

    @Test
    void limitsResetsAndRefreshesToo() {
        try (TestServer server =
                start("--account.throttle.per-address=3", "--account.throttle.token-calls=3")) {
            int resets = 0;
            int refreshes = 0;
            for (int i = 0; i < 8; i++) {
                Visitor visitor = new Visitor(server);
                Answer reset =
                        visitor.post(
                                "/api/v1/auth/password-reset",
                                Map.of("usernameOrEmail", "name-" + i));
                resets += reset.status() == 429 ? 1 : 0;
                refreshes += visitor.refresh("x").status() == 429 ? 1 : 0;
            }
            assertThat(resets).isPositive();
            assertThat(refreshes).isPositive();
        }
    }
}
