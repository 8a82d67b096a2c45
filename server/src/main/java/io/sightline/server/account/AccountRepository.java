package io.sightline.server.account;

import io.sightline.server.access.Role;
import io.sightline.server.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of accounts. SQL that SQLite and PostgreSQL both understand. */
final class AccountRepository {

    /** Roles come as one text, so that a list of accounts is one query. */
    private static final String SELECT =
            "select id, username, display_name, email, email_key, enabled, created_at,"
                    + " last_login_at, coalesce((select string_agg(role, ' ') from account_role r"
                    + " where r.account_id = account.id), '') as roles from account";

    private final Database database;

    AccountRepository(Database database) {
        this.database = database;
    }

    private static Account account(ResultSet row, int index) throws SQLException {
        long lastLogin = row.getLong("last_login_at");
        Optional<Instant> lastLoginAt =
                row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(lastLogin));
        return new Account(
                row.getString("id"),
                new Username(row.getString("username")),
                row.getString("display_name"),
                row.getString("email"),
                row.getString("email_key") != null,
                row.getBoolean("enabled"),
                roles(row.getString("roles")),
                Instant.ofEpochMilli(row.getLong("created_at")),
                lastLoginAt);
    }

    private static Set<Role> roles(String words) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Arrays.stream(words.split(" "))
                .filter(word -> !word.isEmpty())
                .map(Role::of)
                .forEach(roles::add);
        return roles;
    }

    List<Account> all() {
        return database.read()
                .sql(SELECT + " order by username_key")
                .query(AccountRepository::account)
                .list();
    }

    /**
     * Accounts in the order of their keys.
     *
     * @param query part of a name or address; empty for all
     * @param after the key that the page before ended with
     */
    List<Account> page(String query, @Nullable String after, int limit) {
        String pattern = "%" + escaped(query.toLowerCase(Locale.ROOT)) + "%";
        return database.read()
                .sql(
                        SELECT
                                + " where username_key > :after"
                                + " and (lower(username) like :pattern escape '\\'"
                                + " or lower(display_name) like :pattern escape '\\'"
                                + " or lower(email) like :pattern escape '\\')"
                                + " order by username_key limit :limit")
                .param("after", after == null ? "" : after)
                .param("pattern", pattern)
                .param("limit", limit)
                .query(AccountRepository::account)
                .list();
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    Optional<Account> find(String id) {
        return find(database.read(), id);
    }

    /** Within a transaction that is going to change it. */
    Optional<Account> findToChange(String id) {
        return find(database.write(), id);
    }

    private static Optional<Account> find(JdbcClient client, String id) {
        return client.sql(SELECT + " where id = :id")
                .param("id", id)
                .query(AccountRepository::account)
                .optional();
    }

    /** By the look of a name; what it is called may differ. */
    Optional<Account> findByKey(String usernameKey) {
        return database.read()
                .sql(SELECT + " where username_key = :key")
                .param("key", usernameKey)
                .query(AccountRepository::account)
                .optional();
    }

    /** By an address that is known to be theirs. */
    Optional<Account> findByEmail(String emailKey) {
        return database.read()
                .sql(SELECT + " where email_key = :key")
                .param("key", emailKey)
                .query(AccountRepository::account)
                .optional();
    }

    /** Empty when it has none. */
    Optional<String> passwordHash(String id) {
        return database.read()
                .sql("select password_hash from account where id = :id")
                .param("id", id)
                .query(String.class)
                .optional()
                .filter(hash -> !hash.isEmpty());
    }

    /** Whether an administrator besides {@code except} can log in by name and password. */
    boolean existsAdministrator(String except) {
        return database.write()
                        .sql(
                                "select count(*) from account a join account_role r"
                                        + " on r.account_id = a.id where r.role = 'administrator'"
                                        + " and a.enabled = :enabled and a.password_hash <> ''"
                                        + " and a.id <> :except")
                        .param("enabled", true)
                        .param("except", except)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    void insert(Account account, String passwordHash) {
        database.write()
                .sql(
                        "insert into account (id, username, username_key, display_name, email,"
                                + " email_key, password_hash, enabled, created_at)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        Arrays.asList(
                                account.id(),
                                account.username().text(),
                                account.username().key(),
                                account.displayName(),
                                account.email(),
                                emailKey(account),
                                passwordHash,
                                account.enabled(),
                                account.createdAt().toEpochMilli()))
                .update();
        insertRoles(account);
    }

    void update(Account account) {
        database.write()
                .sql(
                        "update account set username = ?, username_key = ?, display_name = ?,"
                                + " email = ?, email_key = ?, enabled = ? where id = ?")
                .params(
                        Arrays.asList(
                                account.username().text(),
                                account.username().key(),
                                account.displayName(),
                                account.email(),
                                emailKey(account),
                                account.enabled(),
                                account.id()))
                .update();
        database.write()
                .sql("delete from account_role where account_id = :id")
                .param("id", account.id())
                .update();
        insertRoles(account);
    }

    private static @Nullable String emailKey(Account account) {
        return account.emailConfirmed() && !account.email().isEmpty()
                ? EmailAddress.key(account.email())
                : null;
    }

    private void insertRoles(Account account) {
        for (Role role : account.roles()) {
            database.write()
                    .sql("insert into account_role (account_id, role) values (:id, :role)")
                    .param("id", account.id())
                    .param("role", role.word())
                    .update();
        }
    }

    void setPasswordHash(String id, String hash) {
        database.write()
                .sql("update account set password_hash = :hash where id = :id")
                .param("hash", hash)
                .param("id", id)
                .update();
    }

    void loggedIn(String id, Instant at) {
        database.write()
                .sql("update account set last_login_at = :at where id = :id")
                .param("at", at.toEpochMilli())
                .param("id", id)
                .update();
    }

    void delete(String id) {
        database.write().sql("delete from account where id = :id").param("id", id).update();
    }
}
