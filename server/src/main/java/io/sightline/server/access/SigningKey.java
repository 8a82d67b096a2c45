package io.sightline.server.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * A secret to sign with. Each kind of token has a key of its own derived from it, so that a token
 * of one kind never passes for one of another.
 *
 * @param id the {@code kid} of tokens
 */
record SigningKey(String id, SecretKey secret, Instant createdAt) {

    private static final int KEY_BYTES = 32;

    /** HKDF-SHA256, RFC 5869. */
    SecretKey keyFor(String purpose) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "HmacSHA256",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(secret)
                                    .thenExpand(
                                            purpose.getBytes(StandardCharsets.UTF_8), KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK 25 has HKDF (JEP 510)", e);
        }
    }

    @Override
    public String toString() {
        return "SigningKey[" + id + "]";
    }
}
