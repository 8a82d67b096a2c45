package io.sightline.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.sightline.server.access.AccessTokens.Verified;
import io.sightline.server.access.Caller.Kind;
import io.sightline.server.audit.AuditLog;
import io.sightline.server.database.Database;
import io.sightline.server.secret.SecretBox;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Access and media tokens: what is honoured, and what forgers try. */
class AccessTokensTest {

    private static final String ACCOUNT = "account-1";
    private static final String SESSION = "session-1";

    private static final SecretBox SECRETS = new SecretBox(new SecretKeySpec(new byte[32], "AES"));

    @TempDir Path directory;
    private Database database;
    private final StoppedClock clock = new StoppedClock(Instant.parse("2026-03-01T12:00:00Z"));
    private SigningKeys keys;
    private AccessTokens tokens;

    @BeforeEach
    void open() {
        database = Database.open(directory.resolve("test.db"));
        keys = new SigningKeys(database, SECRETS, new AuditLog(database, clock), clock);
        tokens = new AccessTokens(keys, clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private String issued() {
        return tokens.issue(ACCOUNT, SESSION).token();
    }

    @Test
    void honoursWhatItIssued() {
        assertThat(tokens.verify(issued())).contains(new Verified(ACCOUNT, SESSION));
        assertThat(tokens.verifyAnew(issued())).contains(new Verified(ACCOUNT, SESSION));
    }

    /** Also one that was verified before, and is remembered. */
    @Test
    void refusesAnExpiredOne() {
        String token = issued();
        clock.pass(AccessTokens.VALID_FOR.minusSeconds(1));
        assertThat(tokens.verify(token)).isPresent();
        clock.pass(Duration.ofSeconds(1));
        assertThat(tokens.verify(token)).isEmpty();
        assertThat(tokens.verifyAnew(token)).isEmpty();
    }

    @Test
    void refusesAnyChangeOfAnyCharacter() {
        String token = issued();
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'Q' : 'A';
            String altered = token.substring(0, i) + other + token.substring(i + 1);
            Optional<Verified> said = tokens.verify(altered);
            // The last character of a part holds bits that Base64 throws away.
            boolean sameBytes = bytes(altered).equals(bytes(token));
            assertThat(said.isPresent()).as("character %d", i).isEqualTo(sameBytes);
        }
    }

    private static String bytes(String token) {
        StringBuilder all = new StringBuilder();
        for (String part : token.split("\\.", -1)) {
            all.append(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.ISO_8859_1))
                    .append('.');
        }
        return all.toString();
    }

    @Test
    void refusesOneThatIsCutAnywhere() {
        String token = issued();
        for (int length = 0; length < token.length(); length++) {
            assertThat(tokens.verify(token.substring(0, length))).as("%d", length).isEmpty();
        }
    }

    @Test
    void refusesOneWithoutSignature() {
        String token = new PlainJWT(claims("sightline-at").build()).serialize();
        assertThat(tokens.verify(token)).isEmpty();
        String none =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(
                                "{\"alg\":\"none\",\"typ\":\"at+jwt\"}"
                                        .getBytes(StandardCharsets.UTF_8));
        String body = issued().split("\\.")[1];
        assertThat(tokens.verify(none + "." + body + ".")).isEmpty();
        assertThat(tokens.verify(none + "." + body + "." + issued().split("\\.")[2])).isEmpty();
    }

    @Test
    void refusesOneSignedByAnother() throws JOSEException {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        assertThat(tokens.verify(signed(secret, "at+jwt", claims("sightline-at")))).isEmpty();
    }

    @Test
    void refusesOneForAnotherAudienceIssuerOrType() throws JOSEException {
        byte[] ours = keys.current().keyFor("at").getEncoded();
        assertThat(tokens.verify(signed(ours, "at+jwt", claims("sightline-at")))).isPresent();

        assertThat(tokens.verify(signed(ours, "at+jwt", claims("sightline-media")))).isEmpty();
        assertThat(tokens.verify(signed(ours, "at+jwt", claims("other")))).isEmpty();
        assertThat(tokens.verify(signed(ours, "JWT", claims("sightline-at")))).isEmpty();
        assertThat(tokens.verify(signed(ours, "at+jwt", claims("sightline-at").issuer("other"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "sid", "iat", "exp", "iss", "aud"})
    void refusesOneThatLacksAClaim(String claim) throws JOSEException {
        byte[] ours = keys.current().keyFor("at").getEncoded();
        String token = signed(ours, "at+jwt", claims("sightline-at").claim(claim, null));
        assertThat(tokens.verify(token)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "a.b.c", "eyJhbGciOiJIUzI1NiJ9..", "\u0000.\u0000.\u0000"})
    void refusesWhatIsNoToken(String text) {
        assertThat(tokens.verify(text)).isEmpty();
    }

    @Test
    void refusesWhatIsLongerThanAnyTokenUnread() {
        assertThat(tokens.verify("a".repeat(10_000_000))).isEmpty();
    }

    private JWTClaimsSet.Builder claims(String audience) {
        return new JWTClaimsSet.Builder()
                .issuer("sightline")
                .audience(audience)
                .subject(ACCOUNT)
                .claim("sid", SESSION)
                .issueTime(Date.from(clock.instant()))
                .expirationTime(Date.from(clock.instant().plusSeconds(60)));
    }

    private String signed(byte[] secret, String type, JWTClaimsSet.Builder claims)
            throws JOSEException {
        SignedJWT token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.HS256)
                                .type(new JOSEObjectType(type))
                                .keyID(keys.current().id())
                                .build(),
                        claims.build());
        token.sign(new MACSigner(new SecretKeySpec(secret, "HmacSHA256")));
        return token.serialize();
    }

    @Test
    void signsWithANewKeyEachDayAndHonoursOldOnesWhileTheirTokensLast() throws ParseException {
        String first = issued();
        clock.pass(SigningKeys.SIGNS_FOR.minusMinutes(5));
        String last = issued();
        assertThat(keyOf(last)).isEqualTo(keyOf(first));
        clock.pass(Duration.ofMinutes(5));
        String next = issued();
        assertThat(keyOf(next)).isNotEqualTo(keyOf(last));
        assertThat(tokens.verify(last)).isPresent();

        SigningKeys restarted =
                new SigningKeys(database, SECRETS, new AuditLog(database, clock), clock);
        assertThat(new AccessTokens(restarted, clock).verify(last)).isPresent();
        assertThat(new AccessTokens(restarted, clock).verify(next)).isPresent();
        for (int day = 0; day < 5; day++) {
            clock.pass(SigningKeys.SIGNS_FOR);
            issued();
        }
        assertThat(keys.all().size()).isBetween(2, 4);
        assertThat(keys.find(keyOf(first))).isEmpty();
    }

    private static String keyOf(String token) throws ParseException {
        return SignedJWT.parse(token).getHeader().getKeyID();
    }

    @Test
    void keepsKeysSealed() {
        issued();
        byte[] secret = keys.current().secret().getEncoded();
        String stored =
                database.read()
                        .sql("select sealed_secret from signing_key")
                        .query(String.class)
                        .single();
        assertThat(Base64.getDecoder().decode(stored)).hasSizeGreaterThan(44);
        assertThat(stored).doesNotContain(Base64.getEncoder().encodeToString(secret));
        assertThat(keys.current().toString())
                .doesNotContain(Base64.getEncoder().encodeToString(secret));
    }

    @Test
    void takesNoMediaTokenForAnAccessTokenNorTheReverse() {
        MediaTokens media = new MediaTokens(keys, clock);
        Caller caller =
                new Caller(
                        ACCOUNT,
                        "ann",
                        Set.of(Role.USER),
                        Optional.empty(),
                        Kind.BEARER,
                        SESSION,
                        "");
        String token = media.issue(caller, Right.VIEW, "cam", Duration.ofMinutes(1)).token();
        assertThat(media.verify(token)).isPresent();
        assertThat(tokens.verify(token)).isEmpty();
        assertThat(media.verify(issued())).isEmpty();
        clock.pass(Duration.ofMinutes(1));
        assertThat(media.verify(token)).isEmpty();
    }
}
