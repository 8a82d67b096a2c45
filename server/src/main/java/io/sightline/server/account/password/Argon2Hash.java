package io.sightline.server.account.password;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Argon2id hash with what it was made with, as it is stored: the PHC string format, {@code
 * $argon2id$v=19$m=…,t=…,p=…$salt$hash}.
 *
 * @param salt Base64 without padding, as is the hash
 */
record Argon2Hash(int memoryKib, int iterations, int parallelism, String salt, String hash) {

    private static final Pattern FORM =
            Pattern.compile(
                    "\\$argon2id\\$v=19\\$m=(\\d{1,9}),t=(\\d{1,9}),p=(\\d{1,9})"
                            + "\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    /** Empty when it is no such text. */
    static Optional<Argon2Hash> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    of(
                            Integer.parseInt(form.group(1)),
                            Integer.parseInt(form.group(2)),
                            Integer.parseInt(form.group(3)),
                            Base64.getDecoder().decode(form.group(4)),
                            Base64.getDecoder().decode(form.group(5))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static Argon2Hash of(int memoryKib, int iterations, int parallelism, byte[] salt, byte[] hash) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return new Argon2Hash(
                memoryKib,
                iterations,
                parallelism,
                base64.encodeToString(salt),
                base64.encodeToString(hash));
    }

    byte[] saltBytes() {
        return Base64.getDecoder().decode(salt);
    }

    byte[] hashBytes() {
        return Base64.getDecoder().decode(hash);
    }

    String text() {
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(memoryKib, iterations, parallelism, salt, hash);
    }

    /** In constant time. */
    boolean hasHash(byte[] other) {
        return MessageDigest.isEqual(hashBytes(), other);
    }

    @Override
    public String toString() {
        return "Argon2Hash[m=" + memoryKib + ", t=" + iterations + ", p=" + parallelism + "]";
    }
}
