package io.sightline.server.account;

import io.sightline.server.account.password.PasswordRules;
import io.sightline.server.account.password.Passwords;
import io.sightline.server.database.Database;
import java.util.Optional;

/**
 * Names and passwords. Hashing takes its time, so none of this is called within a transaction,
 * except {@link #store}.
 */
public final class Credentials {

    private final AccountRepository repository;
    private final Database database;
    private final Passwords passwords;

    Credentials(Database database, Passwords passwords) {
        this.repository = new AccountRepository(database);
        this.database = database;
        this.passwords = passwords;
    }

    /**
     * The account that has this name and this password, if it may come in. Whatever is wrong, the
     * answer is the same and has taken as long.
     */
    public Optional<Account> verify(String name, String password) {
        Optional<Account> account = find(name);
        Optional<String> hash = account.flatMap(known -> repository.passwordHash(known.id()));
        if (!passwords.matches(password, hash)) {
            return Optional.empty();
        }
        account.ifPresent(known -> renew(known, hash.orElseThrow(), password));
        return account.filter(Account::enabled);
    }

    /** Whether an account's password is this one; no if it has none. */
    public boolean isPasswordOf(Account account, String password) {
        return PasswordRules.mayBeOne(password)
                && passwords.matches(password, repository.passwordHash(account.id()));
    }

    /** Whether there is a password to log in with. */
    public boolean hasPassword(Account account) {
        return repository.passwordHash(account.id()).isPresent();
    }

    /** By username or by an address that is known to be theirs. */
    public Optional<Account> find(String name) {
        return name.indexOf('@') >= 0
                ? repository.findByEmail(EmailAddress.key(name))
                : repository
                        .findByKey(Username.key(name))
                        .filter(account -> account.username().isMeantBy(name));
    }

    /** What attempts for a name are counted under, whether there is such an account or not. */
    public static String throttleKey(String name) {
        return name.indexOf('@') >= 0 ? EmailAddress.key(name) : Username.key(name);
    }

    /** The parameters of hashing have changed since. */
    private void renew(Account account, String hash, String password) {
        if (passwords.isOutdated(hash)) {
            String fresh = passwords.hash(password);
            database.transaction(() -> repository.setPasswordHash(account.id(), fresh));
        }
    }

    /** What is stored of a password. */
    public String hash(String password) {
        return passwords.hash(password);
    }

    /** Within the caller's transaction. */
    public void store(String accountId, String hash) {
        repository.setPasswordHash(accountId, hash);
    }
}
