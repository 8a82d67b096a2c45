package io.sightline.server.account.login;

import io.sightline.server.account.Account;
import io.sightline.server.account.AccountProperties;
import io.sightline.server.account.Credentials;
import io.sightline.server.account.OneTimeTokens;
import io.sightline.server.account.OneTimeTokens.Purpose;
import io.sightline.server.account.OneTimeTokens.Taken;
import io.sightline.server.account.UserAccounts;
import io.sightline.server.account.password.PasswordRules;
import io.sightline.server.account.session.Sessions;
import io.sightline.server.account.throttle.Throttle;
import io.sightline.server.account.throttle.Throttle.Kind;
import io.sightline.server.audit.Action;
import io.sightline.server.audit.Actor;
import io.sightline.server.audit.AuditLog;
import io.sightline.server.audit.Outcome;
import io.sightline.server.database.Database;
import io.sightline.server.mail.Mail;
import io.sightline.server.mail.Postman;
import io.sightline.server.web.ProblemException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Choosing a password by a link that was mailed, for who forgot it or never had one. */
public final class PasswordLinks {

    private final UserAccounts accounts;
    private final Credentials credentials;
    private final Sessions sessions;
    private final OneTimeTokens tokens;
    private final Postman postman;
    private final Links links;
    private final Throttle throttle;
    private final AuditLog audit;
    private final Database database;
    private final AccountProperties properties;

    PasswordLinks(
            UserAccounts accounts,
            Credentials credentials,
            Sessions sessions,
            OneTimeTokens tokens,
            Postman postman,
            Links links,
            Throttle throttle,
            AuditLog audit,
            Database database,
            AccountProperties properties) {
        this.accounts = accounts;
        this.credentials = credentials;
        this.sessions = sessions;
        this.tokens = tokens;
        this.postman = postman;
        this.links = links;
        this.throttle = throttle;
        this.audit = audit;
        this.database = database;
        this.properties = properties;
    }

    /**
     * Mails a link to the account's address. Whether there is such an account, the caller does not
     * learn; the work that would tell by its time is done by another thread.
     */
    void askedBy(String name, String address) {
        throttle.attempt(Kind.RESET, Credentials.throttleKey(name), address);
        Thread.ofVirtual()
                .name("password-link")
                .start(
                        () ->
                                credentials
                                        .find(name)
                                        .filter(Account::enabled)
                                        .ifPresent(
                                                account ->
                                                        send(account, Actor.anonymous(address))));
    }

    /**
     * Asked for by an administrator.
     *
     * @throws ProblemException when there is no address to mail to
     */
    public void askedFor(Account account, Actor actor) {
        if (!postman.reaches(recipient(account))) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "no-email",
                    "No e-mail address",
                    "This user has no e-mail address to send a link to.");
        }
        send(account, actor);
    }

    private void send(Account account, Actor actor) {
        database.transaction(
                () -> {
                    String token =
                            tokens.issue(
                                    Purpose.PASSWORD, account.id(), "", properties.linkValidFor());
                    audit.append(
                            actor,
                            Action.PASSWORD_RESET_REQUEST,
                            UserAccounts.target(account),
                            Outcome.SUCCESS);
                    postman.send(mail(account, token));
                });
    }

    private static String recipient(Account account) {
        return account.emailConfirmed() ? account.email() : "";
    }

    private Mail mail(Account account, String token) {
        return new Mail(
                recipient(account),
                "Choose a new password",
                """
                Somebody, probably you, asked for a new password for "%s".
                Choose it here within %d minutes:

                %s

                Without this link nothing changes. If it was not you, do nothing.
                """
                        .formatted(
                                account.username(),
                                properties.linkValidFor().toMinutes(),
                                links.to("/reset-password", token)));
    }

    /**
     * Sets the password of the account that a link was for, and ends its sessions: whoever was in
     * has to know the new password.
     *
     * @throws ProblemException when the link was used, is too old or never was one
     */
    void choose(String token, @Nullable String password, String address) {
        throttle.fromAddress(Kind.RESET, address);
        Account account =
                tokens.find(Purpose.PASSWORD, token)
                        .map(Taken::accountId)
                        .flatMap(accounts::find)
                        .orElseThrow(PasswordLinks::invalid);
        String checked = PasswordRules.checkedNew(password, account.username().text());
        String hash = credentials.hash(checked);
        database.transaction(
                () -> {
                    Optional<Taken> taken = tokens.take(Purpose.PASSWORD, token);
                    if (taken.isEmpty()) {
                        throw invalid();
                    }
                    credentials.store(account.id(), hash);
                    sessions.endAll(account.id());
                    audit.append(
                            Actor.anonymous(address),
                            Action.PASSWORD_RESET,
                            UserAccounts.target(account),
                            Outcome.SUCCESS);
                });
    }

    static ProblemException invalid() {
        return new ProblemException(
                HttpStatus.BAD_REQUEST,
                "invalid-link",
                "The link does not work",
                "It was used before, or is too old. Ask for another.");
    }
}
