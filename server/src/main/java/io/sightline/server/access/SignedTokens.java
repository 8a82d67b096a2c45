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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One kind of signed JWT (RFC 7519, HS256): makes them, checks them, and remembers those that it
 * has checked, for players show the same token with each part.
 *
 * <p>A kind is told from others three times: by its type, its audience, and by keys of its own.
 * Safe for use by any thread; {@link #verify} never blocks.
 *
 * @param <T> what such a token says
 */
final class SignedTokens<T> {

    private static final String ISSUER = "sightline";

    /** Longer than any of ours: what is longer is not looked at. */
    private static final int MOST_CHARACTERS = 2_000;

    private static final int MOST_REMEMBERED = 50_000;
    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(10);

    /** Reads what a token says, out of claims that are all there. */
    @FunctionalInterface
    interface Reader<T> {
        T read(JWTClaimsSet claims) throws ParseException;
    }

    private record Known<T>(T said, Instant expiresAt) {}

    private final String kind;
    private final SigningKeys keys;
    private final InstantSource clock;
    private final Reader<T> reader;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final Cache<String, Known<T>> verified =
            Caffeine.newBuilder()
                    .maximumSize(MOST_REMEMBERED)
                    .expireAfterWrite(REMEMBERED_FOR)
                    .executor(Runnable::run)
                    .build();

    /**
     * @param kind such as {@code access}: names type, audience and keys
     * @param claims that each token of this kind has
     */
    SignedTokens(
            String kind,
            SigningKeys keys,
            InstantSource clock,
            Set<String> claims,
            Reader<T> reader) {
        this.kind = kind;
        this.keys = keys;
        this.clock = clock;
        this.reader = reader;
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(type()));
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(JWSAlgorithm.HS256, this::select));
        processor.setJWTClaimsSetVerifier(new Claims(audience(), claims, clock));
    }

    private JOSEObjectType type() {
        return new JOSEObjectType(kind + "+jwt");
    }

    private String audience() {
        return "sightline-" + kind;
    }

    /**
     * A token to hand out.
     *
     * @param expiresAt when it stops being one, to the second
     */
    record Signed(String token, Instant expiresAt) {}

    Signed sign(JWTClaimsSet.Builder claims, Duration validFor) {
        Instant now = clock.instant();
        Instant expiresAt = now.plus(validFor).truncatedTo(ChronoUnit.SECONDS);
        SigningKey key = keys.current();
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.HS256).type(type()).keyID(key.id()).build();
        SignedJWT token =
                new SignedJWT(
                        header,
                        claims.issuer(ISSUER)
                                .audience(audience())
                                .issueTime(Date.from(now))
                                .expirationTime(Date.from(expiresAt))
                                .build());
        try {
            token.sign(new MACSigner(key.keyFor(kind)));
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", e);
        }
        return new Signed(token.serialize(), expiresAt);
    }

    /** Empty for whatever was not signed here as this kind, was altered or has expired. */
    Optional<T> verify(String token) {
        Known<T> known = verified.getIfPresent(token);
        if (known == null) {
            known = parse(token);
            if (known == null) {
                return Optional.empty();
            }
            verified.put(token, known);
        }
        return clock.instant().isBefore(known.expiresAt())
                ? Optional.of(known.said())
                : Optional.empty();
    }

    /** As {@link #verify} for a token that was never seen before. */
    Optional<T> verifyAnew(String token) {
        return Optional.ofNullable(parse(token)).map(Known::said);
    }

    private @Nullable Known<T> parse(String token) {
        if (token.length() > MOST_CHARACTERS) {
            return null;
        }
        try {
            JWTClaimsSet claims = processor.process(SignedJWT.parse(token), null);
            return new Known<>(reader.read(claims), claims.getExpirationTime().toInstant());
        } catch (ParseException | BadJOSEException | JOSEException | IllegalArgumentException e) {
            return null;
        }
    }

    private List<JWK> select(JWKSelector selector, @Nullable SecurityContext context) {
        return selector.select(
                new com.nimbusds.jose.jwk.JWKSet(keys.all().stream().map(this::jwk).toList()));
    }

    private JWK jwk(SigningKey key) {
        return new OctetSequenceKey.Builder(key.keyFor(kind))
                .keyID(key.id())
                .algorithm(JWSAlgorithm.HS256)
                .build();
    }

    /** All claims must be there, and ours (RFC 9068 §4). No grace: the clock is ours too. */
    private static final class Claims extends DefaultJWTClaimsVerifier<SecurityContext> {

        private final InstantSource clock;

        Claims(String audience, Set<String> required, InstantSource clock) {
            super(audience, new JWTClaimsSet.Builder().issuer(ISSUER).build(), all(required));
            this.clock = clock;
            setMaxClockSkew(0);
        }

        private static Set<String> all(Set<String> required) {
            Set<String> all = new HashSet<>(required);
            all.addAll(Set.of("iat", "exp"));
            return all;
        }

        @Override
        protected Date currentTime() {
            return Date.from(clock.instant());
        }
    }
}
