package io.sightline.server.account.session;

import io.sightline.server.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Rows of sessions. SQL that SQLite and PostgreSQL both understand. */
final class SessionRepository {

    private static final String COLUMNS =
            "id, account_id, page, sealed_secret, generation, user_agent, address, created_at,"
                    + " last_used_at, expires_at";

    private final Database database;

    SessionRepository(Database database) {
        this.database = database;
    }

    /** A session with the secret of its refresh tokens, sealed. */
    record Row(Session session, String sealedSecret) {
        static Row of(ResultSet row, int index) throws SQLException {
            return new Row(
                    new Session(
                            row.getString("id"),
                            row.getString("account_id"),
                            row.getBoolean("page"),
                            row.getLong("generation"),
                            row.getString("user_agent"),
                            row.getString("address"),
                            Instant.ofEpochMilli(row.getLong("created_at")),
                            Instant.ofEpochMilli(row.getLong("last_used_at")),
                            Instant.ofEpochMilli(row.getLong("expires_at"))),
                    row.getString("sealed_secret"));
        }
    }

    void insert(Session session, String sealedSecret) {
        database.write()
                .sql("insert into session (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        session.id(),
                        session.accountId(),
                        session.page(),
                        sealedSecret,
                        session.generation(),
                        session.userAgent(),
                        session.address(),
                        session.createdAt().toEpochMilli(),
                        session.lastUsedAt().toEpochMilli(),
                        session.expiresAt().toEpochMilli())
                .update();
    }

    /** Within a transaction that is going to change it. */
    Optional<Row> findToChange(String id) {
        return database.write()
                .sql("select " + COLUMNS + " from session where id = :id")
                .param("id", id)
                .query(Row::of)
                .optional();
    }

    List<Session> ofAccount(String accountId, Instant now) {
        return database
                .read()
                .sql(
                        "select "
                                + COLUMNS
                                + " from session where account_id = :account and expires_at > :now"
                                + " order by last_used_at desc, id")
                .param("account", accountId)
                .param("now", now.toEpochMilli())
                .query(Row::of)
                .list()
                .stream()
                .map(Row::session)
                .toList();
    }

    void refreshed(Session session) {
        database.write()
                .sql(
                        "update session set generation = :generation, address = :address,"
                                + " last_used_at = :used, expires_at = :expires where id = :id")
                .param("generation", session.generation())
                .param("address", session.address())
                .param("used", session.lastUsedAt().toEpochMilli())
                .param("expires", session.expiresAt().toEpochMilli())
                .param("id", session.id())
                .update();
    }

    /** Returns whether there was one. */
    boolean delete(String id, String accountId) {
        return database.write()
                        .sql("delete from session where id = :id and account_id = :account")
                        .param("id", id)
                        .param("account", accountId)
                        .update()
                > 0;
    }

    List<String> deleteAll(String accountId) {
        return database.write()
                .sql("delete from session where account_id = :account returning id")
                .param("account", accountId)
                .query(String.class)
                .list();
    }

    List<String> deleteOthers(String accountId, String kept) {
        return database.write()
                .sql("delete from session where account_id = :account and id <> :kept returning id")
                .param("account", accountId)
                .param("kept", kept)
                .query(String.class)
                .list();
    }

    List<String> deleteExpired(Instant now) {
        return database.write()
                .sql("delete from session where expires_at <= :now returning id")
                .param("now", now.toEpochMilli())
                .query(String.class)
                .list();
    }
}
