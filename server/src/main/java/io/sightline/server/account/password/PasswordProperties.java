package io.sightline.server.account.password;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a password costs to check (Argon2id, RFC 9106). Stored passwords are hashed anew with their
 * owner's next log-in when this changes.
 *
 * @param memoryKib memory of one hash
 * @param iterations passes over that memory
 * @param parallelism lanes; all are computed by one thread here
 * @param threads hashes at the same time; 0: as many as half of the cores, at most four
 * @param queue log-ins that wait for a thread; further ones are told to come back
 */
@ConfigurationProperties("account.password")
public record PasswordProperties(
        @DefaultValue("32768") int memoryKib,
        @DefaultValue("2") int iterations,
        @DefaultValue("1") int parallelism,
        @DefaultValue("0") int threads,
        @DefaultValue("100") int queue) {

    /** OWASP's least for one iteration is 46 MiB, for five 7 MiB. */
    private static final int LEAST_MEMORY_KIB = 7 * 1024;

    private static final int MOST_MEMORY_KIB = 1024 * 1024;

    public PasswordProperties {
        requireBetween("memory-kib", memoryKib, LEAST_MEMORY_KIB, MOST_MEMORY_KIB);
        requireBetween("iterations", iterations, 1, 100);
        requireBetween("parallelism", parallelism, 1, 16);
        requireBetween("threads", threads, 0, 64);
        requireBetween("queue", queue, 1, 10_000);
    }

    private static void requireBetween(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "account.password." + key + " must be " + least + " … " + most);
        }
    }
}
