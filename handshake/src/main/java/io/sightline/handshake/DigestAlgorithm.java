package io.sightline.handshake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** The hash of a Digest challenge (RFC 7616 §3.3). */
public enum DigestAlgorithm {
    MD5("MD5", "MD5", false, 1),
    MD5_SESS("MD5-sess", "MD5", true, 2),
    SHA_256("SHA-256", "SHA-256", false, 3),
    SHA_256_SESS("SHA-256-sess", "SHA-256", true, 4);

    private final String token;
    private final String hash;
    private final boolean session;
    private final int strength;

    DigestAlgorithm(String token, String hash, boolean session, int strength) {
        this.token = token;
        this.hash = hash;
        this.session = session;
        this.strength = strength;
    }

    /** An absent {@code algorithm} means MD5. */
    static Optional<DigestAlgorithm> of(String token) {
        if (token.isBlank()) {
            return Optional.of(MD5);
        }
        String wanted = token.strip().toLowerCase(Locale.ROOT);
        for (DigestAlgorithm algorithm : values()) {
            if (algorithm.token.toLowerCase(Locale.ROOT).equals(wanted)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /** Whether the first hash covers the nonces too. */
    boolean session() {
        return session;
    }

    /** Greater is better. */
    int strength() {
        return strength;
    }

    /** Of the text in UTF-8, in lower case. */
    public String hex(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance(hash);
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java run time has " + hash, e);
        }
    }
}
