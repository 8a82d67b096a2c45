package io.sightline.server.access;

import com.nimbusds.jwt.JWTClaimsSet;
import io.sightline.server.access.Caller.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Media tokens: let whoever holds one use one right on one stream, until they expire or the
 * credential that they were made with ends. They stand in addresses, for players that can send
 * neither header nor cookie.
 *
 * <p>Safe for use by any thread. {@link #verify} never blocks.
 */
public final class MediaTokens {

    static final Duration USUALLY_VALID_FOR = Duration.ofMinutes(10);
    static final Duration LONGEST_VALID_FOR = SigningKeys.LONGEST_TOKEN;

    private static final String CREDENTIAL = "cid";
    private static final String KIND = "knd";
    private static final String STREAM = "stream";
    private static final String RIGHT = "right";

    private final SignedTokens<MediaToken> tokens;

    MediaTokens(SigningKeys keys, InstantSource clock) {
        tokens =
                new SignedTokens<>(
                        "media",
                        keys,
                        clock,
                        Set.of("sub", CREDENTIAL, KIND, STREAM, RIGHT),
                        MediaTokens::read);
    }

    /**
     * What a token says.
     *
     * @param kind by what its maker was known
     * @param credentialId the session or key of its maker, with which it ends
     */
    record MediaToken(
            String accountId,
            Kind kind,
            String credentialId,
            String stream,
            Right right,
            Instant expiresAt) {}

    private static MediaToken read(JWTClaimsSet claims) throws java.text.ParseException {
        return new MediaToken(
                claims.getSubject(),
                Kind.valueOf(claims.getStringClaim(KIND).toUpperCase(Locale.ROOT)),
                claims.getStringClaim(CREDENTIAL),
                claims.getStringClaim(STREAM),
                Right.of(claims.getStringClaim(RIGHT)),
                claims.getExpirationTime().toInstant());
    }

    /** Makes a token; whether the caller has the right was asked before. */
    SignedTokens.Signed issue(Caller caller, Right right, String stream, Duration validFor) {
        return tokens.sign(
                new JWTClaimsSet.Builder()
                        .subject(caller.accountId())
                        .claim(KIND, caller.kind().name().toLowerCase(Locale.ROOT))
                        .claim(CREDENTIAL, caller.credentialId())
                        .claim(STREAM, stream)
                        .claim(RIGHT, right.word()),
                validFor);
    }

    /** Empty for whatever was not issued here, was altered or has expired. */
    Optional<MediaToken> verify(String token) {
        return tokens.verify(token);
    }

    /** As {@link #verify}, with nothing remembered: what the first use of a token costs. */
    Optional<MediaToken> verifyAnew(String token) {
        return tokens.verifyAnew(token);
    }
}
