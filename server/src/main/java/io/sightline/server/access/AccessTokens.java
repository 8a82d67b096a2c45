package io.sightline.server.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens: signed JWTs (RFC 9068, HS256) that say which session of which account asks, for
 * some minutes. What the account may do is not in them: it is looked up when they are used.
 *
 * <p>Safe for use by any thread. {@link #verify} never blocks and remembers what it has verified.
 */
public final class AccessTokens {

    /** How long a token is valid. */
    public static final Duration VALID_FOR = Duration.ofMinutes(10);

    private static final String ISSUER = "sightline";
    private static final String AUDIENCE = "sightline-api";
    private static final String SESSION = "sid";
    private static final String PURPOSE = "access token";
    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

    /** Longer than any of ours: what is longer is not looked at. */
    private static final int MOST_CHARACTERS = 1_000;

    private static final int MOST_REMEMBERED = 50_000;

    private final SigningKeys keys;
    private final InstantSource clock;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final Cache<String, Verified> verified =
            Caffeine.newBuilder()
                    .maximumSize(MOST_REMEMBERED)
                    .expireAfterWrite(VALID_FOR)
                    .executor(Runnable::run)
                    .build();

    AccessTokens(SigningKeys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(TYPE));
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(JWSAlgorithm.HS256, this::select));
        processor.setJWTClaimsSetVerifier(new Claims(clock));
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
    public record Verified(String accountId, String sessionId, Instant expiresAt) {}

    /** Makes a token for an open session of an account. */
    public Issued issue(String accountId, String sessionId) {
        Instant now = clock.instant();
        Instant expiresAt = now.plus(VALID_FOR).truncatedTo(ChronoUnit.SECONDS);
        SigningKey key = keys.current();
        SignedJWT token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.HS256)
                                .type(TYPE)
                                .keyID(key.id())
                                .build(),
                        new JWTClaimsSet.Builder()
                                .issuer(ISSUER)
                                .audience(AUDIENCE)
                                .subject(accountId)
                                .claim(SESSION, sessionId)
                                .issueTime(Date.from(now))
                                .expirationTime(Date.from(expiresAt))
                                .build());
        try {
            token.sign(new MACSigner(key.keyFor(PURPOSE)));
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", e);
        }
        return new Issued(token.serialize(), expiresAt);
    }

    /** Empty for whatever was not issued here, was altered or has expired. */
    public Optional<Verified> verify(String token) {
        Verified known = verified.getIfPresent(token);
        if (known == null) {
            known = parse(token);
            if (known == null) {
                return Optional.empty();
            }
            verified.put(token, known);
        }
        return clock.instant().isBefore(known.expiresAt()) ? Optional.of(known) : Optional.empty();
    }

    private @Nullable Verified parse(String token) {
        if (token.length() > MOST_CHARACTERS) {
            return null;
        }
        try {
            JWTClaimsSet claims = processor.process(SignedJWT.parse(token), null);
            return new Verified(
                    claims.getSubject(),
                    claims.getStringClaim(SESSION),
                    claims.getExpirationTime().toInstant());
        } catch (ParseException | BadJOSEException | JOSEException e) {
            return null;
        }
    }

    private List<JWK> select(JWKSelector selector, @Nullable SecurityContext context) {
        return keys.all().stream()
                .map(AccessTokens::jwk)
                .filter(selector.getMatcher()::matches)
                .toList();
    }

    private static JWK jwk(SigningKey key) {
        return new OctetSequenceKey.Builder(key.keyFor(PURPOSE))
                .keyID(key.id())
                .algorithm(JWSAlgorithm.HS256)
                .build();
    }

    /**
     * RFC 9068 §4: all of these claims must be there, and ours. No grace: the clock is ours too.
     */
    private static final class Claims extends DefaultJWTClaimsVerifier<SecurityContext> {

        private final InstantSource clock;

        Claims(InstantSource clock) {
            super(
                    AUDIENCE,
                    new JWTClaimsSet.Builder().issuer(ISSUER).build(),
                    Set.of("sub", SESSION, "iat", "exp"));
            this.clock = clock;
            setMaxClockSkew(0);
        }

        @Override
        protected Date currentTime() {
            return Date.from(clock.instant());
        }
    }
}
