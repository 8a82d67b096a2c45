package io.sightline.server.account.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.server.web.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {

    private static final PasswordProperties CHEAP = new PasswordProperties(8 * 1024, 1, 1, 1, 10);

    private final Passwords passwords = new Passwords(CHEAP);

    @AfterEach
    void close() {
        passwords.close();
    }

    @Test
    void knowsAPasswordAgain() {
        String hash = passwords.hash("correct horse");
        assertThat(hash).startsWith("$argon2id$v=19$m=8192,t=1,p=1$").doesNotContain("horse");
        assertThat(passwords.matches("correct horse", Optional.of(hash))).isTrue();
        assertThat(passwords.matches("Correct horse", Optional.of(hash))).isFalse();
        assertThat(passwords.hash("correct horse")).as("salted").isNotEqualTo(hash);
    }

    @Test
    void knowsItHoweverTheKeyboardMakesItsAccents() {
        String hash = passwords.hash("caf\u00e9 au lait");
        assertThat(passwords.matches("cafe\u0301 au lait", Optional.of(hash))).isTrue();
    }

    /** What takes as long can't be told apart by its time. */
    @Test
    void computesAHashForWhoeverDoesNotExist() {
        String hash = passwords.hash("correct horse");
        long before = passwords.computed();
        assertThat(passwords.matches("correct horse", Optional.empty())).isFalse();
        assertThat(passwords.computed()).isEqualTo(before + 1);
        assertThat(passwords.matches("correct horse", Optional.of(hash))).isTrue();
        assertThat(passwords.computed()).isEqualTo(before + 2);
    }

    @Test
    void noticesHashesOfOtherParameters() {
        String hash = passwords.hash("correct horse");
        assertThat(passwords.isOutdated(hash)).isFalse();
        try (Passwords dearer = new Passwords(new PasswordProperties(8 * 1024, 2, 1, 1, 10))) {
            assertThat(dearer.isOutdated(hash)).isTrue();
            assertThat(dearer.matches("correct horse", Optional.of(hash))).isTrue();
        }
    }

    @Test
    void sendsAwayWhoeverFindsALongLine() throws Exception {
        PasswordProperties slow = new PasswordProperties(64 * 1024, 4, 1, 1, 1);
        int refused = 0;
        try (Passwords small = new Passwords(slow);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> hashes = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                hashes.add(threads.submit(() -> small.hash("correct horse")));
            }
            for (Future<String> hash : hashes) {
                try {
                    hash.get();
                } catch (java.util.concurrent.ExecutionException e) {
                    assertThat(e.getCause())
                            .isInstanceOfSatisfying(
                                    ProblemException.class,
                                    busy ->
                                            assertThat(busy.getHeaders().getFirst("Retry-After"))
                                                    .isEqualTo("5"))
                            .hasMessageContaining("busy");
                    refused++;
                }
            }
        }
        assertThat(refused).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1234567", "Operator1", "aaaaaaaaaaaa"})
    void refusesWhatAnybodyWouldTry(String password) {
        assertThatThrownBy(() -> PasswordRules.checkedNew(password, "operator1"))
                .hasMessageContaining("invalid-password");
    }

    @Test
    void refusesAPasswordOfTenThousandCharactersUnhashed() {
        String endless = "0123456789".repeat(1_000);
        assertThatThrownBy(() -> PasswordRules.checkedNew(endless, "operator"))
                .hasMessageContaining("invalid-password");
        assertThat(PasswordRules.mayBeOne(endless)).isFalse();
        assertThat(PasswordRules.checkedNew("\u65e5\u672c\u8a9e the rest", "operator"))
                .isNotEmpty();
    }
}
