package io.sightline.server.account.user;

import io.sightline.server.access.Caller;
import io.sightline.server.account.Account;
import io.sightline.server.account.Credentials;
import io.sightline.server.account.UserAccounts;
import io.sightline.server.account.password.PasswordRules;
import io.sightline.server.account.session.Sessions;
import io.sightline.server.account.throttle.Throttle;
import io.sightline.server.account.throttle.Throttle.Attempt;
import io.sightline.server.account.throttle.Throttle.Kind;
import io.sightline.server.account.totp.Totp;
import io.sightline.server.audit.Action;
import io.sightline.server.audit.AuditLog;
import io.sightline.server.audit.Outcome;
import io.sightline.server.audit.Target;
import io.sightline.server.database.Database;
import io.sightline.server.web.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** What people change of their own account: who only found an open page must not take it over. */
final class OwnAccount {

    private final UserAccounts accounts;
    private final Credentials credentials;
    private final Sessions sessions;
    private final Totp totp;
    private final Throttle throttle;
    private final AuditLog audit;
    private final Database database;

    OwnAccount(
            UserAccounts accounts,
            Credentials credentials,
            Sessions sessions,
            Totp totp,
            Throttle throttle,
            AuditLog audit,
            Database database) {
        this.accounts = accounts;
        this.credentials = credentials;
        this.sessions = sessions;
        this.totp = totp;
        this.throttle = throttle;
        this.audit = audit;
        this.database = database;
    }

    /** Changes the password and ends all sessions but the caller's. */
    void changePassword(Caller caller, @Nullable String current, @Nullable String fresh) {
        Account account = prove(caller, current);
        String checked = PasswordRules.checkedNew(fresh, account.username().text());
        String hash = credentials.hash(checked);
        database.transaction(
                () -> {
                    credentials.store(account.id(), hash);
                    sessions.endOthers(account.id(), caller.credentialId());
                    append(caller, Action.PASSWORD_CHANGE);
                });
    }

    Totp.Begun beginTotp(Caller caller) {
        return database.transaction(() -> totp.begin(caller.accountId(), caller.username()));
    }

    /** Switches the second factor on; the recovery codes are shown only now. */
    List<String> confirmTotp(Caller caller, String code) {
        Attempt attempt =
                throttle.attempt(Kind.SECOND_FACTOR, caller.accountId(), caller.address());
        try {
            List<String> recovery =
                    database.transaction(
                            () -> {
                                List<String> codes = totp.confirm(caller.accountId(), code);
                                append(caller, Action.TOTP_ENABLE);
                                return codes;
                            });
            attempt.succeeded();
            return recovery;
        } catch (ProblemException wrong) {
            attempt.failed();
            throw wrong;
        }
    }

    void removeTotp(Caller caller, @Nullable String password) {
        prove(caller, password);
        database.transaction(
                () -> {
                    totp.remove(caller.accountId());
                    append(caller, Action.TOTP_DISABLE);
                });
    }

    void endSession(Caller caller, String id) {
        database.transaction(
                () -> {
                    if (!sessions.end(caller.accountId(), id)) {
                        throw ProblemException.notFound("session", id);
                    }
                    audit.append(
                            caller.actor(),
                            Action.SESSION_END,
                            Target.session(id),
                            Outcome.SUCCESS);
                });
    }

    /** Asks for the password again. */
    private Account prove(Caller caller, @Nullable String password) {
        Account account = accounts.get(caller.accountId());
        Attempt attempt =
                throttle.attempt(
                        Kind.LOG_IN,
                        Credentials.throttleKey(account.username().text()),
                        caller.address());
        boolean right;
        try {
            right = password != null && credentials.isPasswordOf(account, password);
        } catch (ProblemException busy) {
            attempt.withdrawn();
            throw busy;
        }
        if (!right) {
            attempt.failed();
            throw new ProblemException(
                    HttpStatus.FORBIDDEN,
                    "wrong-password",
                    "Not your password",
                    "This is not the password that you log in with.");
        }
        attempt.succeeded();
        return account;
    }

    private void append(Caller caller, Action action) {
        audit.append(
                caller.actor(),
                action,
                Target.account(caller.accountId(), caller.username()),
                Outcome.SUCCESS);
    }
}
