package io.sightline.server.account;

import io.sightline.server.access.Rights;
import io.sightline.server.access.Role;
import io.sightline.server.account.key.KeyRing;
import io.sightline.server.account.session.Sessions;
import io.sightline.server.audit.Action;
import io.sightline.server.audit.Actor;
import io.sightline.server.audit.AuditLog;
import io.sightline.server.audit.Outcome;
import io.sightline.server.audit.Target;
import io.sightline.server.database.Database;
import io.sightline.server.web.ProblemException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The accounts and their administration. Each change is a transaction with its entries in the audit
 * log; {@link Rights} reads accounts anew once it is through.
 */
public final class UserAccounts {

    private final AccountRepository repository;
    private final AccountRules rules;
    private final Database database;
    private final Sessions sessions;
    private final KeyRing keys;
    private final Rights rights;
    private final AuditLog audit;
    private final InstantSource clock;

    UserAccounts(
            Database database,
            Sessions sessions,
            KeyRing keys,
            Rights rights,
            AuditLog audit,
            InstantSource clock) {
        this.repository = new AccountRepository(database);
        this.rules = new AccountRules(repository);
        this.database = database;
        this.sessions = sessions;
        this.keys = keys;
        this.rights = rights;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * An account to be made.
     *
     * @param passwordHash empty for none: a password is chosen later, or another provider vouches
     */
    public record NewAccount(
            @Nullable String username,
            @Nullable String displayName,
            @Nullable String email,
            @Nullable Set<Role> roles,
            Optional<String> passwordHash) {}

    /** What is to be changed; what is null stays. */
    public record Change(
            @Nullable String username,
            @Nullable String displayName,
            @Nullable String email,
            @Nullable Boolean enabled,
            @Nullable Set<Role> roles) {}

    /** A page of accounts, by name. */
    public List<Account> page(String query, @Nullable String after, int limit) {
        return repository.page(query, after, limit);
    }

    /** Where a page ended. */
    public static String cursor(Account account) {
        return account.username().key();
    }

    /**
     * @throws ProblemException 404
     */
    public Account get(String id) {
        return repository.find(id).orElseThrow(() -> ProblemException.notFound("user", id));
    }

    public Optional<Account> find(String id) {
        return repository.find(id);
    }

    /** By an address that is known to be theirs. */
    public Optional<Account> findByEmail(String email) {
        return repository.findByEmail(EmailAddress.key(email));
    }

    /** Those who may do everything. */
    public List<Account> administrators() {
        return repository.all().stream().filter(Account::isAdministrator).toList();
    }

    /** Whether somebody can administer the server: before that it is not put on a network. */
    public boolean administratorExists() {
        return repository.existsAdministrator("");
    }

    /** Makes an account. An address that an administrator enters is taken as theirs. */
    public Account create(Actor actor, NewAccount wanted) {
        Username username = Username.parse(wanted.username());
        String email = EmailAddress.checked(wanted.email());
        Account account =
                new Account(
                        UUID.randomUUID().toString(),
                        username,
                        AccountRules.displayName(wanted.displayName(), username.text()),
                        email,
                        !email.isEmpty(),
                        true,
                        AccountRules.roles(wanted.roles()),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        Optional.empty());
        database.transaction(
                () -> {
                    rules.requireUnique(account);
                    repository.insert(account, wanted.passwordHash().orElse(""));
                    audit.append(
                            actor,
                            Action.ACCOUNT_CREATE,
                            target(account),
                            Outcome.SUCCESS,
                            Map.of("roles", words(account.roles())));
                    database.afterCommit(rights::reload);
                });
        return account;
    }

    /** Changes what an administrator may change. */
    public Account change(Actor actor, String id, Change change) {
        return database.transaction(
                () -> {
                    Account before = toChange(id);
                    Account after = changed(before, change);
                    rules.requireUnique(after);
                    if (before.isAdministrator() && !after.isAdministrator()) {
                        rules.requireAnotherAdministrator(before);
                    }
                    repository.update(after);
                    auditChange(actor, before, after);
                    if (!after.enabled()) {
                        sessions.endAll(id);
                    }
                    database.afterCommit(rights::reload);
                    return after;
                });
    }

    private static Account changed(Account account, Change change) {
        Account after = account;
        if (change.username() != null) {
            after = after.withUsername(Username.parse(change.username()));
        }
        if (change.displayName() != null) {
            after =
                    after.withDisplayName(
                            AccountRules.displayName(
                                    change.displayName(), after.username().text()));
        }
        if (change.email() != null) {
            String email = EmailAddress.checked(change.email());
            after = after.withEmail(email, !email.isEmpty());
        }
        if (change.enabled() != null) {
            after = after.withEnabled(change.enabled());
        }
        if (change.roles() != null) {
            after = after.withRoles(AccountRules.roles(change.roles()));
        }
        return after;
    }

    /** One entry for each kind of change: who looks for a change of rights finds it. */
    private void auditChange(Actor actor, Account before, Account after) {
        if (!before.roles().equals(after.roles())) {
            audit.append(
                    actor,
                    Action.ROLES_CHANGE,
                    target(after),
                    Outcome.SUCCESS,
                    Map.of("before", words(before.roles()), "after", words(after.roles())));
        }
        if (before.enabled() != after.enabled()) {
            Action action = after.enabled() ? Action.ACCOUNT_ENABLE : Action.ACCOUNT_DISABLE;
            audit.append(actor, action, target(after), Outcome.SUCCESS);
        }
        boolean same =
                before.username().equals(after.username())
                        && before.displayName().equals(after.displayName())
                        && before.email().equals(after.email());
        if (!same) {
            audit.append(
                    actor,
                    Action.ACCOUNT_CHANGE,
                    target(after),
                    Outcome.SUCCESS,
                    Map.of("username", after.username().text(), "email", after.email()));
        }
    }

    /** Changes one's own display name and address; the address is to be confirmed. */
    public Account changeOwn(
            Actor actor, String id, @Nullable String displayName, @Nullable String email) {
        return database.transaction(
                () -> {
                    Account before = toChange(id);
                    Account after = before;
                    if (displayName != null) {
                        after =
                                after.withDisplayName(
                                        AccountRules.displayName(
                                                displayName, before.username().text()));
                    }
                    if (email != null && !email.strip().equals(before.email())) {
                        after = after.withEmail(EmailAddress.checked(email), false);
                    }
                    repository.update(after);
                    auditChange(actor, before, after);
                    return after;
                });
    }

    /**
     * An e-mail address has shown to be theirs. Returns false when it is somebody else's by now.
     *
     * @param address from where it was shown
     */
    public boolean confirmEmail(String id, String email, String address) {
        Optional<Account> account = repository.findToChange(id);
        if (account.isEmpty() || !account.get().email().equals(email)) {
            return false;
        }
        Account confirmed = account.get().withEmail(email, true);
        if (rules.isEmailTaken(confirmed)) {
            return false;
        }
        repository.update(confirmed);
        audit.append(
                new Actor(Actor.Kind.ACCOUNT, id, confirmed.username().text(), address),
                Action.ACCOUNT_CHANGE,
                target(confirmed),
                Outcome.SUCCESS,
                Map.of("email", email, "confirmed", "true"));
        return true;
    }

    /**
     * Notes a log-in, within the caller's transaction. Returns false when the account was deleted
     * or disabled meanwhile.
     */
    public boolean loggedIn(String id) {
        boolean may = repository.findToChange(id).filter(Account::enabled).isPresent();
        if (may) {
            repository.loggedIn(id, clock.instant());
        }
        return may;
    }

    /** Deletes an account with its sessions, keys and grants; its cameras stay, without owner. */
    public void delete(Actor actor, String id) {
        database.transaction(
                () -> {
                    Account account = toChange(id);
                    if (account.isAdministrator()) {
                        rules.requireAnotherAdministrator(account);
                    }
                    sessions.endAll(id);
                    repository.delete(id);
                    audit.append(actor, Action.ACCOUNT_DELETE, target(account), Outcome.SUCCESS);
                    database.afterCommit(
                            () -> {
                                keys.reload();
                                rights.reload();
                            });
                });
    }

    private Account toChange(String id) {
        return repository.findToChange(id).orElseThrow(() -> ProblemException.notFound("user", id));
    }

    private static String words(Set<Role> roles) {
        return roles.stream().sorted().map(Role::word).collect(Collectors.joining(", "));
    }

    public static Target target(Account account) {
        return Target.account(account.id(), account.username().text());
    }
}
