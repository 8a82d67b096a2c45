package io.sightline.server.account.key;

import io.sightline.server.access.ApiKeys;
import io.sightline.server.access.Caller;
import io.sightline.server.access.Rights;
import io.sightline.server.access.Role;
import io.sightline.server.access.Scope;
import io.sightline.server.audit.Action;
import io.sightline.server.audit.AuditLog;
import io.sightline.server.audit.Outcome;
import io.sightline.server.audit.Target;
import io.sightline.server.database.Database;
import io.sightline.server.secret.RandomToken;
import io.sightline.server.web.ProblemException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Makes and withdraws API keys. */
final class KeyIssue {

    private static final int MAX_NAME = 100;

    private final ApiKeyRepository repository;
    private final Database database;
    private final KeyRing ring;
    private final Rights rights;
    private final AuditLog audit;
    private final InstantSource clock;
    private final int maxPerAccount;

    KeyIssue(
            Database database,
            KeyRing ring,
            Rights rights,
            AuditLog audit,
            InstantSource clock,
            int maxPerAccount) {
        this.repository = new ApiKeyRepository(database);
        this.database = database;
        this.ring = ring;
        this.rights = rights;
        this.audit = audit;
        this.clock = clock;
        this.maxPerAccount = maxPerAccount;
    }

    /** A key that was made, with what is shown of it once. */
    record Issued(StoredApiKey stored, String key) {
        @Override
        public String toString() {
            return "Issued[" + stored.id() + "]";
        }
    }

    /** Of one account, or of all. */
    List<StoredApiKey> page(Optional<String> accountId, @Nullable String after, int limit) {
        return repository.page(accountId, after, limit);
    }

    Issued issue(
            Caller caller,
            @Nullable String name,
            @Nullable Set<Scope> scopes,
            @Nullable Instant expiresAt) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            throw invalid("A key has to expire in the future, or not at all.");
        }
        if (scopes == null || scopes.isEmpty()) {
            throw invalid("A key needs at least one scope.");
        }
        String key = ApiKeys.PREFIX + RandomToken.next();
        StoredApiKey stored =
                new StoredApiKey(
                        UUID.randomUUID().toString(),
                        caller.accountId(),
                        caller.username(),
                        checkedName(name),
                        scopes,
                        now,
                        Optional.ofNullable(expiresAt)
                                .map(instant -> instant.truncatedTo(ChronoUnit.MILLIS)),
                        Optional.empty());
        database.transaction(
                () -> {
                    requireRoom(caller.accountId());
                    repository.insert(stored, RandomToken.hash(key));
                    audit.append(
                            caller.actor(),
                            Action.API_KEY_CREATE,
                            Target.apiKey(stored.id(), stored.name()),
                            Outcome.SUCCESS,
                            Map.of("scopes", words(scopes)));
                    database.afterCommit(ring::reload);
                });
        return new Issued(stored, key);
    }

    private void requireRoom(String accountId) {
        if (repository.count(accountId) >= maxPerAccount) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "too-many-api-keys",
                    "Too many keys",
                    "An account has at most " + maxPerAccount + " keys; delete one first.");
        }
    }

    /** One's own; an administrator's hand reaches all. */
    void delete(Caller caller, String id) {
        database.transaction(
                () -> {
                    StoredApiKey key =
                            repository
                                    .find(id)
                                    .filter(found -> isTheirs(caller, found))
                                    .orElseThrow(() -> ProblemException.notFound("api-key", id));
                    repository.delete(id);
                    audit.append(
                            caller.actor(),
                            Action.API_KEY_DELETE,
                            Target.apiKey(id, key.name()),
                            Outcome.SUCCESS,
                            Map.of("owner", key.username()));
                    database.afterCommit(
                            () -> {
                                ring.reload();
                                rights.changed();
                            });
                });
    }

    private static boolean isTheirs(Caller caller, StoredApiKey key) {
        return key.accountId().equals(caller.accountId()) || caller.is(Role.ADMINISTRATOR);
    }

    private static String checkedName(@Nullable String name) {
        String stripped = name == null ? "" : name.strip();
        boolean printable = stripped.chars().noneMatch(Character::isISOControl);
        if (stripped.isEmpty() || stripped.length() > MAX_NAME || !printable) {
            throw invalid("A key needs a name of 1 to 100 characters.");
        }
        return stripped;
    }

    private static String words(Set<Scope> scopes) {
        return scopes.stream().sorted().map(Scope::word).collect(Collectors.joining(", "));
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(HttpStatus.BAD_REQUEST, "invalid-api-key", "Not a key", detail);
    }
}
