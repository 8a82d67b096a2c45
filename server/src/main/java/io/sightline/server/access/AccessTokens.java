package io.sightline.server.access;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * Access tokens (RFC 9068): say which session of which account asks, for some minutes. What the
 * account may do is not in them: it is looked up when they are used.
 *
 * <p>Safe for use by any thread. {@link #verify} never blocks.
 */
public final class AccessTokens {

    /** How long a token is valid. */
    public static final Duration VALID_FOR = Duration.ofMinutes(10);

    private static final String SESSION = "sid";

    private final SignedTokens<Verified> tokens;

    AccessTokens(SigningKeys keys, InstantSource clock) {
        tokens =
                new SignedTokens<>(
                        "at",
                        keys,
                        clock,
                        Set.of("sub", SESSION),
                        claims ->
                                new Verified(claims.getSubject(), claims.getStringClaim(SESSION)));
    }

    /**
     * A token to hand out.
     *
     * @param expiresAt when it stops being one
     */
    public record Issued(String token, Instant expiresAt) {
        @Override
        public String toString() {
            return "Issued[" + expiresAt + "]";
        }
    }

    /** What a token says that was signed here and has not expired. */
    public record Verified(String accountId, String sessionId) {}

    /** Makes a token for an open session of an account. */
    public Issued issue(String accountId, String sessionId) {
        SignedTokens.Signed signed =
                tokens.sign(
                        new JWTClaimsSet.Builder().subject(accountId).claim(SESSION, sessionId),
                        VALID_FOR);
        return new Issued(signed.token(), signed.expiresAt());
    }

    /** Empty for whatever was not issued here, was altered or has expired. */
    public Optional<Verified> verify(String token) {
        return tokens.verify(token);
    }

    /** As {@link #verify}, with nothing remembered: what the first use of a token costs. */
    public Optional<Verified> verifyAnew(String token) {
        return tokens.verifyAnew(token);
    }
}
