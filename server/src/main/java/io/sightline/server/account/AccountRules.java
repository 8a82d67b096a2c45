package io.sightline.server.account;

import io.sightline.server.access.Role;
import io.sightline.server.web.ProblemException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** What has to be true of accounts whoever changes them. Asks within the caller's transaction. */
final class AccountRules {

    private static final int MAX_DISPLAY_NAME = 200;

    private final AccountRepository repository;

    AccountRules(AccountRepository repository) {
        this.repository = repository;
    }

    /** No other has the name, one that looks like it, or the address. */
    void requireUnique(Account account) {
        repository
                .findByKey(account.username().key())
                .filter(other -> !other.id().equals(account.id()))
                .ifPresent(
                        _ -> {
                            throw conflict(
                                    "username-taken",
                                    "There is a user of this name, or of one that looks like it.");
                        });
        if (isEmailTaken(account)) {
            throw conflict("email-taken", "Another user has this e-mail address.");
        }
    }

    /** An address that is only claimed takes it from nobody. */
    boolean isEmailTaken(Account account) {
        return account.emailConfirmed()
                && !account.email().isEmpty()
                && repository
                        .findByEmail(EmailAddress.key(account.email()))
                        .filter(other -> !other.id().equals(account.id()))
                        .isPresent();
    }

    /** There is one besides this. */
    void requireAnotherAdministrator(Account account) {
        if (!repository.existsAdministrator(account.id())) {
            throw conflict(
                    "last-administrator",
                    "Nobody could administer the server any more; make another administrator"
                            + " first.");
        }
    }

    private static ProblemException conflict(String slug, String detail) {
        return new ProblemException(HttpStatus.CONFLICT, slug, "Not possible", detail);
    }

    /**
     * @param instead what is shown of somebody who chose none
     */
    static String displayName(@Nullable String displayName, String instead) {
        String stripped = displayName == null ? "" : displayName.strip();
        if (stripped.length() > MAX_DISPLAY_NAME
                || stripped.chars().anyMatch(Character::isISOControl)) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "invalid-display-name",
                    "Not a name",
                    "A name has at most 200 characters.");
        }
        return stripped.isEmpty() ? instead : stripped;
    }

    /** Everybody is a user at least. */
    static Set<Role> roles(@Nullable Set<Role> wanted) {
        return wanted == null || wanted.isEmpty() ? Set.of(Role.USER) : wanted;
    }
}
