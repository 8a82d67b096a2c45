package io.sightline.server.account.login;

import io.sightline.server.access.AccessTokens;
import io.sightline.server.access.Caller;
import io.sightline.server.account.Account;
import io.sightline.server.account.Credentials;
import io.sightline.server.account.UserAccounts;
import io.sightline.server.account.password.PasswordRules;
import io.sightline.server.account.session.Sessions;
import io.sightline.server.account.session.Sessions.Refresh;
import io.sightline.server.account.throttle.Throttle;
import io.sightline.server.account.throttle.Throttle.Attempt;
import io.sightline.server.account.throttle.Throttle.Kind;
import io.sightline.server.account.totp.Totp;
import io.sightline.server.audit.Action;
import io.sightline.server.audit.Actor;
import io.sightline.server.audit.AuditLog;
import io.sightline.server.audit.Outcome;
import io.sightline.server.audit.Target;
import io.sightline.server.database.Database;
import io.sightline.server.web.ProblemException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Coming in, staying in, and leaving. */
public final class LogIn {

    private final UserAccounts accounts;
    private final Credentials credentials;
    private final Totp totp;
    private final Sessions sessions;
    private final AccessTokens tokens;
    private final Throttle throttle;
    private final AuditLog audit;
    private final Database database;

    LogIn(
            UserAccounts accounts,
            Credentials credentials,
            Totp totp,
            Sessions sessions,
            AccessTokens tokens,
            Throttle throttle,
            AuditLog audit,
            Database database) {
        this.accounts = accounts;
        this.credentials = credentials;
        this.totp = totp;
        this.sessions = sessions;
        this.tokens = tokens;
        this.throttle = throttle;
        this.audit = audit;
        this.database = database;
    }

    /**
     * By name, password and, where it is switched on, a code.
     *
     * @throws ProblemException 401 {@code login-failed} for whatever is wrong, {@code
     *     totp-required} when only the code is missing, 429, 503
     */
    LoggedIn withPassword(String name, String password, @Nullable String code, Device device) {
        Account account = verified(name, password, device);
        if (asksForCode(account)) {
            if (code == null || code.isBlank()) {
                throw new ProblemException(
                        HttpStatus.UNAUTHORIZED,
                        "totp-required",
                        "A code is wanted",
                        "Give the code of the authenticator, or a recovery code.");
            }
            takeCode(account, code, device);
        }
        return enter(account, device, Map.of());
    }

    private Account verified(String name, String password, Device device) {
        Attempt attempt =
                throttle.attempt(Kind.LOG_IN, Credentials.throttleKey(name), device.address());
        Optional<Account> account;
        try {
            account =
                    PasswordRules.mayBeOne(password)
                            ? credentials.verify(name, password)
                            : Optional.empty();
        } catch (ProblemException busy) {
            attempt.withdrawn();
            throw busy;
        }
        if (account.isEmpty()) {
            attempt.failed();
            refused(credentials.find(name), device, "password");
            throw failed();
        }
        attempt.succeeded();
        return account.get();
    }

    private void takeCode(Account account, String code, Device device) {
        Attempt attempt = throttle.attempt(Kind.SECOND_FACTOR, account.id(), device.address());
        Totp.Check check =
                database.transaction(
                        () -> {
                            Totp.Check taken = totp.check(account.id(), code);
                            if (taken == Totp.Check.RECOVERY_CODE) {
                                audit.append(
                                        actor(account, device),
                                        Action.RECOVERY_CODE_USE,
                                        UserAccounts.target(account),
                                        Outcome.SUCCESS);
                            }
                            return taken;
                        });
        if (check == Totp.Check.WRONG) {
            attempt.failed();
            refused(Optional.of(account), device, "code");
            throw failed();
        }
        attempt.succeeded();
    }

    /**
     * The name that was typed is not entered where there is no such account: it may be a password
     * in the wrong field.
     */
    private void refused(Optional<Account> account, Device device, String reason) {
        audit.append(
                Actor.anonymous(device.address()),
                Action.LOG_IN,
                account.map(UserAccounts::target).orElseGet(() -> Target.account("", "")),
                Outcome.REFUSED,
                Map.of("reason", reason));
    }

    private static ProblemException failed() {
        return new ProblemException(
                HttpStatus.UNAUTHORIZED,
                "login-failed",
                "Log-in failed",
                "Name, password or code is wrong, or the account is disabled.");
    }

    /** Whether a code is wanted of the account's owner. */
    public boolean asksForCode(Account account) {
        return totp.isOn(account.id());
    }

    /**
     * As {@link #enter}, once the code is right.
     *
     * @throws ProblemException 401 {@code login-failed}, 429
     */
    public LoggedIn enterWithCode(
            Account account, String code, Device device, Map<String, String> details) {
        takeCode(account, code, device);
        return enter(account, device, details);
    }

    /**
     * Lets somebody in who has proved to be the owner of an account.
     *
     * @param details for the audit log: by what
     */
    public LoggedIn enter(Account account, Device device, Map<String, String> details) {
        Sessions.Opened opened =
                database.transaction(
                        () -> {
                            if (!accounts.loggedIn(account.id())) {
                                throw failed();
                            }
                            audit.append(
                                    actor(account, device),
                                    Action.LOG_IN,
                                    UserAccounts.target(account),
                                    Outcome.SUCCESS,
                                    details);
                            return sessions.open(
                                    account.id(),
                                    device.page(),
                                    device.userAgent(),
                                    device.address());
                        });
        return loggedIn(opened);
    }

    private LoggedIn loggedIn(Sessions.Opened opened) {
        AccessTokens.Issued access =
                tokens.issue(opened.session().accountId(), opened.session().id());
        return new LoggedIn(opened.session(), access, opened.refreshToken());
    }

    /**
     * Goes on with a session.
     *
     * @throws ProblemException 401 when it has ended, or ends now because its token came twice
     */
    LoggedIn refresh(String refreshToken, String address) {
        throttle.tokenCall(address);
        Refresh refresh =
                database.transaction(
                        () -> {
                            Refresh done = sessions.refresh(refreshToken, address);
                            if (done instanceof Refresh.Replayed replayed) {
                                audit.append(
                                        Actor.anonymous(address),
                                        Action.REFRESH_TOKEN_REUSED,
                                        Target.session(replayed.session().id()),
                                        Outcome.REFUSED,
                                        Map.of("account", replayed.session().accountId()));
                            }
                            return done;
                        });
        return switch (refresh) {
            case Refresh.Continued continued -> loggedIn(continued.opened());
            case Refresh.Replayed _, Refresh.Unknown _ ->
                    throw new ProblemException(
                            HttpStatus.UNAUTHORIZED,
                            "session-ended",
                            "The session has ended",
                            "Log in again.");
        };
    }

    /** Ends the caller's session. */
    void logOut(Caller caller) {
        database.transaction(
                () -> {
                    if (sessions.end(caller.accountId(), caller.credentialId())) {
                        audit.append(
                                caller.actor(),
                                Action.LOG_OUT,
                                Target.session(caller.credentialId()),
                                Outcome.SUCCESS);
                    }
                });
    }

    /** Ends the session of a refresh token, for who has nothing else any more. */
    void logOut(String refreshToken, String address) {
        database.transaction(
                () ->
                        sessions.endBy(refreshToken)
                                .ifPresent(
                                        ended ->
                                                audit.append(
                                                        Actor.anonymous(address),
                                                        Action.LOG_OUT,
                                                        Target.session(ended.id()),
                                                        Outcome.SUCCESS,
                                                        Map.of("account", ended.accountId()))));
    }

    /** Ends all sessions of the caller's account, this one too. */
    void logOutEverywhere(Caller caller) {
        database.transaction(
                () -> {
                    int ended = sessions.endAll(caller.accountId());
                    audit.append(
                            caller.actor(),
                            Action.LOG_OUT_EVERYWHERE,
                            Target.account(caller.accountId(), caller.username()),
                            Outcome.SUCCESS,
                            Map.of("sessions", Integer.toString(ended)));
                });
    }

    private static Actor actor(Account account, Device device) {
        return new Actor(
                Actor.Kind.ACCOUNT, account.id(), account.username().text(), device.address());
    }
}
