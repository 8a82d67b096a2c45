package io.sightline.server.account.password;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

class Argon2Test {

    private static final int MEMORY_KIB = 8 * 1024;

    /** What Spring Security's encoder writes and reads; it makes its memory anew each time. */
    @Test
    void agreesWithAnotherEncoder() {
        Argon2PasswordEncoder other = new Argon2PasswordEncoder(16, 32, 1, MEMORY_KIB, 2);
        try (Passwords passwords = new Passwords(new PasswordProperties(MEMORY_KIB, 2, 1, 1, 10))) {
            assertThat(passwords.matches("pässwörd", Optional.of(other.encode("pässwörd"))))
                    .isTrue();
            assertThat(other.matches("pässwörd", passwords.hash("pässwörd"))).isTrue();
        }
    }

    @Test
    void hashesTheSameWithMemoryThatWasUsedBefore() {
        Argon2 argon2 = new Argon2(MEMORY_KIB);
        Argon2Hash settings = Argon2Hash.of(MEMORY_KIB, 1, 1, new byte[16], new byte[32]);
        byte[] first = argon2.hash("one", settings);
        argon2.hash("two", settings);
        assertThat(HexFormat.of().formatHex(argon2.hash("one", settings)))
                .isEqualTo(HexFormat.of().formatHex(first));
    }

    @Test
    void leavesTheCollectorNearlyNothing() {
        Argon2 argon2 = new Argon2(MEMORY_KIB);
        Argon2Hash settings = Argon2Hash.of(MEMORY_KIB, 1, 1, new byte[16], new byte[32]);
        argon2.hash("one", settings);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        argon2.hash("one", settings);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                .isLessThan(MEMORY_KIB * 1024L / 10);
    }

    @Test
    void readsNothingElse() {
        assertThat(Argon2Hash.parse("")).isEmpty();
        assertThat(Argon2Hash.parse("$argon2i$v=19$m=8192,t=1,p=1$AAAA$AAAA")).isEmpty();
        assertThat(Argon2Hash.parse("$argon2id$v=19$m=8192,t=1,p=1$A$AAAA")).isEmpty();
        assertThat(Argon2Hash.parse("$argon2id$v=19$m=999999999999,t=1,p=1$AAAA$AAAA")).isEmpty();
    }
}
