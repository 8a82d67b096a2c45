package io.sightline.server.account.key;

import io.sightline.server.access.Scope;
import io.sightline.server.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows of API keys. SQL that SQLite and PostgreSQL both understand. */
final class ApiKeyRepository {

    private static final String SELECT =
            "select k.id, k.account_id, a.username, k.name, k.key_hash, k.scopes, k.created_at,"
                    + " k.expires_at, k.last_used_at from api_key k"
                    + " join account a on a.id = k.account_id";

    private final Database database;

    ApiKeyRepository(Database database) {
        this.database = database;
    }

    /** A key with what it is recognised by. */
    record Row(StoredApiKey key, String hash) {
        static Row of(ResultSet row, int index) throws SQLException {
            return new Row(
                    new StoredApiKey(
                            row.getString("id"),
                            row.getString("account_id"),
                            row.getString("username"),
                            row.getString("name"),
                            scopes(row.getString("scopes")),
                            Instant.ofEpochMilli(row.getLong("created_at")),
                            instant(row, "expires_at"),
                            instant(row, "last_used_at")),
                    row.getString("key_hash"));
        }

        private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
            long millis = row.getLong(column);
            return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
        }

        private static Set<Scope> scopes(String words) {
            Set<Scope> scopes = EnumSet.noneOf(Scope.class);
            Arrays.stream(words.split(" ")).map(Scope::of).forEach(scopes::add);
            return scopes;
        }
    }

    List<Row> all() {
        return database.read().sql(SELECT + " order by k.created_at, k.id").query(Row::of).list();
    }

    List<StoredApiKey> page(Optional<String> accountId, @Nullable String after, int limit) {
        return database
                .read()
                .sql(
                        SELECT
                                + " where (:account = '' or k.account_id = :account) and k.id > :after"
                                + " order by k.id limit :limit")
                .param("account", accountId.orElse(""))
                .param("after", after == null ? "" : after)
                .param("limit", limit)
                .query(Row::of)
                .list()
                .stream()
                .map(Row::key)
                .toList();
    }

    Optional<StoredApiKey> find(String id) {
        return database.write()
                .sql(SELECT + " where k.id = :id")
                .param("id", id)
                .query(Row::of)
                .optional()
                .map(Row::key);
    }

    int count(String accountId) {
        return database.write()
                .sql("select count(*) from api_key where account_id = :account")
                .param("account", accountId)
                .query(Integer.class)
                .single();
    }

    void insert(StoredApiKey key, String hash) {
        database.write()
                .sql(
                        "insert into api_key (id, account_id, name, key_hash, scopes, created_at,"
                                + " expires_at) values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        Arrays.asList(
                                key.id(),
                                key.accountId(),
                                key.name(),
                                hash,
                                key.scopes().stream()
                                        .sorted()
                                        .map(Scope::word)
                                        .collect(Collectors.joining(" ")),
                                key.createdAt().toEpochMilli(),
                                key.expiresAt().map(Instant::toEpochMilli).orElse(null)))
                .update();
    }

    void delete(String id) {
        database.write().sql("delete from api_key where id = :id").param("id", id).update();
    }

    /** When keys were last used, by their ids. */
    void used(Map<String, Instant> uses) {
        uses.forEach(
                (id, at) ->
                        database.write()
                                .sql("update api_key set last_used_at = :at where id = :id")
                                .param("at", at.toEpochMilli())
                                .param("id", id)
                                .update());
    }
}
