package io.sightline.server.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals short texts with AES-256-GCM (NIST SP 800-38D). What a secret belongs to is sealed in with
 * it, so that one row's secret can't be put into another row.
 *
 * <p>Sealed form, Base64: version 1 | 12-byte nonce | ciphertext and 16-byte tag. The nonce is
 * random: with 96 bits, 2³² secrets may be sealed under one key (SP 800-38D §8.3). Safe for use by
 * any thread.
 */
public final class SecretBox {

    /** The key is another one than the secret was sealed with, or the secret was altered. */
    public static final class CannotOpenException extends Exception {
        private static final long serialVersionUID = 1L;

        CannotOpenException(String message) {
            super(message);
        }
    }

    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;

    private final List<SecretKey> keys;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param key 256 bits, for AES
     */
    public SecretBox(SecretKey key) {
        keys = List.of(key);
    }

    /** The first key seals; any of them opens. */
    SecretBox(SecretKeys keys) {
        this.keys = keys.keys();
    }

    /**
     * @param owner what the secret belongs to; {@link #open} wants the same
     */
    public String seal(String secret, String owner) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, keys.getFirst(), nonce, owner)
                            .doFinal(secret.getBytes(StandardCharsets.UTF_8));
            ByteBuffer out = ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length);
            out.put(VERSION).put(nonce).put(sealed);
            return Base64.getEncoder().encodeToString(out.array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /**
     * @throws CannotOpenException when it was not sealed with this key for this owner
     */
    public String open(String sealed, String owner) throws CannotOpenException {
        byte[] bytes = decode(sealed);
        if (bytes.length < 1 + NONCE_BYTES + TAG_BYTES || bytes[0] != VERSION) {
            throw new CannotOpenException("not a sealed secret");
        }
        byte[] nonce = new byte[NONCE_BYTES];
        System.arraycopy(bytes, 1, nonce, 0, NONCE_BYTES);
        for (SecretKey key : keys) {
            Optional<String> opened = opened(key, bytes, nonce, owner);
            if (opened.isPresent()) {
                return opened.get();
            }
        }
        throw new CannotOpenException("sealed with another key, or altered");
    }

    private static Optional<String> opened(
            SecretKey key, byte[] bytes, byte[] nonce, String owner) {
        try {
            byte[] opened =
                    cipher(Cipher.DECRYPT_MODE, key, nonce, owner)
                            .doFinal(bytes, 1 + NONCE_BYTES, bytes.length - 1 - NONCE_BYTES);
            return Optional.of(new String(opened, StandardCharsets.UTF_8));
        } catch (AEADBadTagException _) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    private static byte[] decode(String sealed) throws CannotOpenException {
        try {
            return Base64.getDecoder().decode(sealed);
        } catch (IllegalArgumentException e) {
            throw new CannotOpenException("not Base64");
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String owner)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, nonce));
        cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
