package io.sightline.server.access;

import io.sightline.server.audit.Action;
import io.sightline.server.audit.Actor;
import io.sightline.server.audit.AuditLog;
import io.sightline.server.audit.Outcome;
import io.sightline.server.audit.Target;
import io.sightline.server.database.Database;
import io.sightline.server.secret.SecretBox;
import io.sightline.server.secret.SecretBox.CannotOpenException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that tokens are signed with: a new one each day, older ones until the last token that
 * they signed has expired. They lie in the database, sealed.
 *
 * <p>Safe for use by any thread. {@link #current} may write to the database, once a day; {@link
 * #find} never does.
 */
final class SigningKeys {

    private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);
    private static final int SECRET_BYTES = 32;

    /** Not yet of any algorithm: keys are derived from it. */
    private static final String SECRET_KIND = "Generic";

    /** How long a key signs. */
    static final Duration SIGNS_FOR = Duration.ofDays(1);

    /** How long a token may be valid at most; a key is kept for so long after it last signed. */
    static final Duration LONGEST_TOKEN = Duration.ofDays(1);

    private final Database database;
    private final SecretBox secrets;
    private final AuditLog audit;
    private final InstantSource clock;
    private volatile Map<String, SigningKey> keys;

    SigningKeys(Database database, SecretBox secrets, AuditLog audit, InstantSource clock) {
        this.database = database;
        this.secrets = secrets;
        this.audit = audit;
        this.clock = clock;
        keys = load();
    }

    /** The key to sign with. */
    SigningKey current() {
        return newest().filter(key -> !isDue(key)).orElseGet(this::rotate);
    }

    Optional<SigningKey> find(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    /** All that may have signed a token that is still valid. */
    List<SigningKey> all() {
        return List.copyOf(keys.values());
    }

    private Optional<SigningKey> newest() {
        return keys.values().stream().max(Comparator.comparing(SigningKey::createdAt));
    }

    private boolean isDue(SigningKey key) {
        return !clock.instant().isBefore(key.createdAt().plus(SIGNS_FOR));
    }

    private synchronized SigningKey rotate() {
        Optional<SigningKey> made = newest().filter(key -> !isDue(key));
        if (made.isPresent()) {
            return made.get();
        }
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        Instant now = clock.instant();
        SigningKey key =
                new SigningKey(
                        UUID.randomUUID().toString(),
                        new SecretKeySpec(secret, SECRET_KIND),
                        Instant.ofEpochMilli(now.toEpochMilli()));
        store(key);
        keys = load();
        log.info("[signing-key:{}] signs from now on", key.id());
        return key;
    }

    private void store(SigningKey key) {
        long oldest =
                key.createdAt()
                        .minus(SIGNS_FOR)
                        .minus(LONGEST_TOKEN)
                        .minus(SIGNS_FOR)
                        .toEpochMilli();
        database.transaction(
                () -> {
                    database.write()
                            .sql("delete from signing_key where created_at < :oldest")
                            .param("oldest", oldest)
                            .update();
                    database.write()
                            .sql(
                                    "insert into signing_key (id, sealed_secret, created_at)"
                                            + " values (:id, :secret, :createdAt)")
                            .param("id", key.id())
                            .param(
                                    "secret",
                                    secrets.seal(
                                            Base64.getEncoder()
                                                    .encodeToString(key.secret().getEncoded()),
                                            key.id()))
                            .param("createdAt", key.createdAt().toEpochMilli())
                            .update();
                    audit.append(
                            Actor.SERVER,
                            Action.SIGNING_KEY_ROTATE,
                            Target.SERVER,
                            Outcome.SUCCESS,
                            Map.of("key", key.id()));
                });
    }

    private Map<String, SigningKey> load() {
        Map<String, SigningKey> loaded = new HashMap<>();
        record Row(String id, String sealedSecret, long createdAt) {}
        List<Row> rows =
                database.read()
                        .sql("select id, sealed_secret, created_at from signing_key")
                        .query(
                                (row, index) ->
                                        new Row(
                                                row.getString("id"),
                                                row.getString("sealed_secret"),
                                                row.getLong("created_at")))
                        .list();
        for (Row row : rows) {
            try {
                byte[] secret =
                        Base64.getDecoder().decode(secrets.open(row.sealedSecret(), row.id()));
                Instant createdAt = Instant.ofEpochMilli(row.createdAt());
                loaded.put(
                        row.id(),
                        new SigningKey(
                                row.id(), new SecretKeySpec(secret, SECRET_KIND), createdAt));
            } catch (CannotOpenException | IllegalArgumentException e) {
                log.warn(
                        "[signing-key:{}] can't be read, its tokens are void: {}",
                        row.id(),
                        e.getMessage());
            }
        }
        return Map.copyOf(loaded);
    }
}
