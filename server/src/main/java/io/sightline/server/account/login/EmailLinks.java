package io.sightline.server.account.login;

import io.sightline.server.account.Account;
import io.sightline.server.account.AccountProperties;
import io.sightline.server.account.OneTimeTokens;
import io.sightline.server.account.OneTimeTokens.Purpose;
import io.sightline.server.account.OneTimeTokens.Taken;
import io.sightline.server.account.UserAccounts;
import io.sightline.server.account.throttle.Throttle;
import io.sightline.server.account.throttle.Throttle.Kind;
import io.sightline.server.audit.Actor;
import io.sightline.server.database.Database;
import io.sightline.server.mail.Mail;
import io.sightline.server.mail.Postman;
import org.jspecify.annotations.Nullable;

/**
 * Whose an e-mail address is, a link mailed to it shows. Before that it is good for nothing:
 * neither for a new password nor for being recognised by another provider.
 */
public final class EmailLinks {

    private final UserAccounts accounts;
    private final OneTimeTokens tokens;
    private final Postman postman;
    private final Links links;
    private final Throttle throttle;
    private final Database database;
    private final AccountProperties properties;

    EmailLinks(
            UserAccounts accounts,
            OneTimeTokens tokens,
            Postman postman,
            Links links,
            Throttle throttle,
            Database database,
            AccountProperties properties) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.postman = postman;
        this.links = links;
        this.throttle = throttle;
        this.database = database;
        this.properties = properties;
    }

    /** Changes one's own name and address, and asks the address to confirm. */
    public Account change(
            Actor actor, String id, @Nullable String displayName, @Nullable String email) {
        return database.transaction(
                () -> {
                    String before = accounts.get(id).email();
                    Account changed = accounts.changeOwn(actor, id, displayName, email);
                    if (!changed.email().isEmpty() && !changed.email().equals(before)) {
                        ask(changed);
                    }
                    return changed;
                });
    }

    private void ask(Account account) {
        String token =
                tokens.issue(
                        Purpose.EMAIL, account.id(), account.email(), properties.linkValidFor());
        postman.send(
                new Mail(
                        account.email(),
                        "Is this your address?",
                        """
                        "%s" gave this as their e-mail address. If that was you, confirm it here:

                        %s

                        If it was not you, do nothing.
                        """
                                .formatted(account.username(), links.to("/confirm-email", token))));
    }

    /** The link was followed. */
    void confirm(String token, String address) {
        throttle.fromAddress(Kind.RESET, address);
        boolean confirmed =
                database.transaction(
                        () ->
                                tokens.take(Purpose.EMAIL, token)
                                        .filter(taken -> confirm(taken, address))
                                        .isPresent());
        if (!confirmed) {
            throw PasswordLinks.invalid();
        }
    }

    private boolean confirm(Taken taken, String address) {
        return accounts.confirmEmail(taken.accountId(), taken.email(), address);
    }
}
