package io.sightline.server.account.login;

import io.sightline.server.access.Role;
import io.sightline.server.account.Account;
import io.sightline.server.account.Credentials;
import io.sightline.server.account.OneTimeTokens;
import io.sightline.server.account.OneTimeTokens.Purpose;
import io.sightline.server.account.UserAccounts;
import io.sightline.server.account.UserAccounts.NewAccount;
import io.sightline.server.account.password.PasswordRules;
import io.sightline.server.account.throttle.Throttle;
import io.sightline.server.account.throttle.Throttle.Kind;
import io.sightline.server.audit.Action;
import io.sightline.server.audit.Actor;
import io.sightline.server.audit.AuditLog;
import io.sightline.server.audit.Outcome;
import io.sightline.server.audit.Target;
import io.sightline.server.database.Database;
import io.sightline.server.web.ProblemException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the first administrator comes to be. There is no default password: a link that works once is
 * printed where only who started the server sees it, or the environment holds a password.
 */
public final class FirstStart {

    /** Of the environment: the password of the account {@code admin} at the first start. */
    public static final String PASSWORD_VARIABLE = "SIGHTLINE_ADMIN_PASSWORD";

    private static final String ADMIN = "admin";
    private static final Duration LINK_VALID_FOR = Duration.ofDays(1);

    private final UserAccounts accounts;
    private final Credentials credentials;
    private final OneTimeTokens tokens;
    private final LogIn logIn;
    private final Links links;
    private final Throttle throttle;
    private final AuditLog audit;
    private final Database database;

    FirstStart(
            UserAccounts accounts,
            Credentials credentials,
            OneTimeTokens tokens,
            LogIn logIn,
            Links links,
            Throttle throttle,
            AuditLog audit,
            Database database) {
        this.accounts = accounts;
        this.credentials = credentials;
        this.tokens = tokens;
        this.logIn = logIn;
        this.links = links;
        this.throttle = throttle;
        this.audit = audit;
        this.database = database;
    }

    /** The environment's password can't be one. */
    public static final class UnusablePasswordException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnusablePasswordException(String message) {
            super(message);
        }
    }

    /** Whether there is an administrator, so that the server may be put on a network. */
    public boolean isDone() {
        return accounts.administratorExists();
    }

    /** Makes the account {@code admin}, unless there is an administrator. */
    void makeAdministrator(String password) {
        if (isDone()) {
            return;
        }
        String hash = credentials.hash(usable(password));
        database.transaction(
                () -> {
                    Optional<Account> there = credentials.find(ADMIN);
                    if (there.isPresent()) {
                        credentials.store(there.get().id(), hash);
                    } else {
                        accounts.create(Actor.SERVER, administrator(ADMIN, hash));
                    }
                    done(Actor.SERVER, "environment");
                });
    }

    private static String usable(String password) {
        try {
            return PasswordRules.checkedNew(password, ADMIN);
        } catch (ProblemException refused) {
            throw new UnusablePasswordException(String.valueOf(refused.getBody().getDetail()));
        }
    }

    /**
     * The link that makes the first administrator, in place of any that was printed before; empty
     * when there is one.
     */
    public Optional<URI> link() {
        if (isDone()) {
            return Optional.empty();
        }
        String token =
                database.transaction(() -> tokens.issue(Purpose.SETUP, null, "", LINK_VALID_FOR));
        return Optional.of(links.to("/setup", token));
    }

    /** The link was followed: makes the administrator, who is in at once. */
    LoggedIn setUp(
            String token, @Nullable String username, @Nullable String password, Device device) {
        throttle.fromAddress(Kind.RESET, device.address());
        if (isDone() || tokens.find(Purpose.SETUP, token).isEmpty()) {
            throw PasswordLinks.invalid();
        }
        String checked = PasswordRules.checkedNew(password, username == null ? "" : username);
        String hash = credentials.hash(checked);
        Account account =
                database.transaction(
                        () -> {
                            if (tokens.take(Purpose.SETUP, token).isEmpty()) {
                                throw PasswordLinks.invalid();
                            }
                            Actor actor = Actor.anonymous(device.address());
                            Account made = accounts.create(actor, administrator(username, hash));
                            done(actor, "link");
                            return made;
                        });
        return logIn.enter(account, device, Map.of("by", "set-up"));
    }

    private static NewAccount administrator(@Nullable String username, String hash) {
        return new NewAccount(username, null, null, Set.of(Role.ADMINISTRATOR), Optional.of(hash));
    }

    private void done(Actor actor, String by) {
        audit.append(actor, Action.SET_UP, Target.SERVER, Outcome.SUCCESS, Map.of("by", by));
    }
}
