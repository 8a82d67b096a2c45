package io.sightline.server.account.identity;

import io.sightline.server.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Rows of identities. SQL that SQLite and PostgreSQL both understand. */
final class IdentityRepository {

    private static final String COLUMNS =
            "id, account_id, provider, subject, name, email, linked_at";

    private final Database database;

    IdentityRepository(Database database) {
        this.database = database;
    }

    private static Identity identity(ResultSet row, int index) throws SQLException {
        return new Identity(
                row.getString("id"),
                row.getString("account_id"),
                row.getString("provider"),
                row.getString("subject"),
                row.getString("name"),
                row.getString("email"),
                Instant.ofEpochMilli(row.getLong("linked_at")));
    }

    Optional<Identity> find(String provider, String subject) {
        return database.write()
                .sql(
                        "select "
                                + COLUMNS
                                + " from identity where provider = :provider and subject = :subject")
                .param("provider", provider)
                .param("subject", subject)
                .query(IdentityRepository::identity)
                .optional();
    }

    List<Identity> ofAccount(String accountId) {
        return database.read()
                .sql(
                        "select "
                                + COLUMNS
                                + " from identity where account_id = :account order by linked_at, id")
                .param("account", accountId)
                .query(IdentityRepository::identity)
                .list();
    }

    void insert(Identity identity) {
        database.write()
                .sql("insert into identity (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        identity.id(),
                        identity.accountId(),
                        identity.provider(),
                        identity.subject(),
                        identity.name(),
                        identity.email(),
                        identity.linkedAt().toEpochMilli())
                .update();
    }

    void delete(String id) {
        database.write().sql("delete from identity where id = :id").param("id", id).update();
    }
}
