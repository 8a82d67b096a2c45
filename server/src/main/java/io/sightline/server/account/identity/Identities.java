package io.sightline.server.account.identity;

import io.sightline.server.access.Caller;
import io.sightline.server.account.Account;
import io.sightline.server.account.Credentials;
import io.sightline.server.account.UserAccounts;
import io.sightline.server.audit.Action;
import io.sightline.server.audit.Actor;
import io.sightline.server.audit.AuditLog;
import io.sightline.server.audit.Outcome;
import io.sightline.server.database.Database;
import io.sightline.server.web.ProblemException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;

/**
 * Which identity elsewhere is which account. They are linked by somebody who is in both at once, or
 * by an address that the account has confirmed and that a trusted provider has verified: an address
 * that is only claimed on either side would let anybody into others' accounts.
 */
final class Identities {

    private final IdentityRepository repository;
    private final Providers providers;
    private final UserAccounts accounts;
    private final Credentials credentials;
    private final AuditLog audit;
    private final Database database;
    private final InstantSource clock;

    Identities(
            Providers providers,
            UserAccounts accounts,
            Credentials credentials,
            AuditLog audit,
            Database database,
            InstantSource clock) {
        this.repository = new IdentityRepository(database);
        this.providers = providers;
        this.accounts = accounts;
        this.credentials = credentials;
        this.audit = audit;
        this.database = database;
        this.clock = clock;
    }

    List<Identity> ofAccount(String accountId) {
        return repository.ofAccount(accountId);
    }

    /**
     * The account of somebody who logged in elsewhere: the one they are linked to, or else the one
     * of their address; empty when there is none. Links nothing: that they are let in is not
     * decided yet.
     */
    Optional<Account> account(Vouched vouched) {
        return database.transaction(
                () -> {
                    Optional<Identity> known =
                            repository.find(vouched.provider(), vouched.subject());
                    return known.isPresent()
                            ? accounts.find(known.get().accountId())
                            : byTrustedEmail(vouched);
                });
    }

    private Optional<Account> byTrustedEmail(Vouched vouched) {
        return vouched.emailVerified()
                        && !vouched.email().isEmpty()
                        && providers.trustsEmail(vouched.provider())
                ? accounts.findByEmail(vouched.email())
                : Optional.empty();
    }

    /**
     * Links by the act of somebody who is logged in, or has been let in now with whatever their
     * account asks for; false when it is another account's.
     */
    boolean link(String accountId, Vouched vouched, String address) {
        return database.transaction(
                () -> {
                    Optional<Identity> known =
                            repository.find(vouched.provider(), vouched.subject());
                    if (known.isPresent()) {
                        return known.get().accountId().equals(accountId);
                    }
                    Account account = accounts.get(accountId);
                    insert(account, vouched, actor(account, address));
                    return true;
                });
    }

    private void insert(Account account, Vouched vouched, Actor actor) {
        repository.insert(
                new Identity(
                        UUID.randomUUID().toString(),
                        account.id(),
                        vouched.provider(),
                        vouched.subject(),
                        vouched.name(),
                        vouched.email(),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        audit.append(
                actor,
                Action.IDENTITY_LINK,
                UserAccounts.target(account),
                Outcome.SUCCESS,
                Map.of("provider", vouched.provider(), "subject", vouched.subject()));
    }

    /**
     * @throws ProblemException when nothing would be left to log in with
     */
    void unlink(Caller caller, String id) {
        database.transaction(
                () -> {
                    Account account = accounts.get(caller.accountId());
                    List<Identity> linked = repository.ofAccount(account.id());
                    Identity identity =
                            linked.stream()
                                    .filter(each -> each.id().equals(id))
                                    .findFirst()
                                    .orElseThrow(() -> ProblemException.notFound("identity", id));
                    if (linked.size() == 1 && !credentials.hasPassword(account)) {
                        throw new ProblemException(
                                HttpStatus.CONFLICT,
                                "last-credential",
                                "Not possible",
                                "You could not log in any more; choose a password first.");
                    }
                    repository.delete(id);
                    audit.append(
                            caller.actor(),
                            Action.IDENTITY_UNLINK,
                            UserAccounts.target(account),
                            Outcome.SUCCESS,
                            Map.of("provider", identity.provider()));
                });
    }

    private static Actor actor(Account account, String address) {
        return new Actor(Actor.Kind.ACCOUNT, account.id(), account.username().text(), address);
    }
}
