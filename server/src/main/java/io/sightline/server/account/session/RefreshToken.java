package io.sightline.server.account.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a session is refreshed with: its id, its generation, and an HMAC-SHA256 of both under the
 * session's secret. So the one good token of a session is known without a row for each that was
 * ever issued, and the answer to a refresh that got lost can be given again.
 */
record RefreshToken(String sessionId, long generation, String authentication) {

    private static final int MAX_LENGTH = 200;
    private static final String ALGORITHM = "HmacSHA256";

    static RefreshToken of(String sessionId, long generation, byte[] secret) {
        return new RefreshToken(
                sessionId, generation, authentication(sessionId, generation, secret));
    }

    /** Empty for what is no refresh token. Whether it is a good one, {@link #isOf} tells. */
    static Optional<RefreshToken> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(new RefreshToken(parts[0], Long.parseLong(parts[1]), parts[2]));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Whether it was issued for the session with this secret, now or before. */
    boolean isOf(byte[] secret) {
        return MessageDigest.isEqual(
                bytes(authentication), bytes(authentication(sessionId, generation, secret)));
    }

    private static String authentication(String sessionId, long generation, byte[] secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(bytes(sessionId + "." + generation)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** As it is handed out. */
    String text() {
        return sessionId + "." + generation + "." + authentication;
    }

    @Override
    public String toString() {
        return "RefreshToken[" + sessionId + "." + generation + "]";
    }
}
