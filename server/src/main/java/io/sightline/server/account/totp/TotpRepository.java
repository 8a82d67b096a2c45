package io.sightline.server.account.totp;

import io.sightline.server.database.Database;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rows of second factors. SQL that SQLite and PostgreSQL both understand. */
final class TotpRepository {

    private final Database database;

    TotpRepository(Database database) {
        this.database = database;
    }

    /**
     * @param lastStep time step of the last code that was taken
     */
    record Row(String sealedSecret, boolean confirmed, long lastStep) {}

    boolean isConfirmed(String accountId) {
        return database.read()
                        .sql(
                                "select count(*) from totp"
                                        + " where account_id = :account and confirmed_at is not null")
                        .param("account", accountId)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    Set<String> confirmedAccounts() {
        return Set.copyOf(
                database.read()
                        .sql("select account_id from totp where confirmed_at is not null")
                        .query(String.class)
                        .list());
    }

    Optional<Row> find(String accountId) {
        return database.write()
                .sql(
                        "select sealed_secret, confirmed_at is not null as confirmed, last_step"
                                + " from totp where account_id = :account")
                .param("account", accountId)
                .query(
                        (row, index) ->
                                new Row(
                                        row.getString("sealed_secret"),
                                        row.getBoolean("confirmed"),
                                        row.getLong("last_step")))
                .optional();
    }

    /** In place of one that was begun and not confirmed. */
    void begin(String accountId, String sealedSecret) {
        database.write()
                .sql(
                        "insert into totp (account_id, sealed_secret, confirmed_at, last_step)"
                                + " values (:account, :secret, null, 0)"
                                + " on conflict (account_id) do update"
                                + " set sealed_secret = excluded.sealed_secret, last_step = 0")
                .param("account", accountId)
                .param("secret", sealedSecret)
                .update();
    }

    void confirm(String accountId, long nowMillis) {
        database.write()
                .sql("update totp set confirmed_at = :now where account_id = :account")
                .param("now", nowMillis)
                .param("account", accountId)
                .update();
    }

    /** Returns whether the step had not been taken before. */
    boolean take(String accountId, long step) {
        return database.write()
                        .sql(
                                "update totp set last_step = :step"
                                        + " where account_id = :account and last_step < :step")
                        .param("step", step)
                        .param("account", accountId)
                        .update()
                > 0;
    }

    void replaceRecoveryCodes(String accountId, Collection<String> hashes) {
        database.write()
                .sql("delete from recovery_code where account_id = :account")
                .param("account", accountId)
                .update();
        for (String hash : hashes) {
            database.write()
                    .sql(
                            "insert into recovery_code (account_id, code_hash)"
                                    + " values (:account, :hash)")
                    .param("account", accountId)
                    .param("hash", hash)
                    .update();
        }
    }

    /** Returns whether there was such a code; it is gone now. */
    boolean useRecoveryCode(String accountId, String hash) {
        return database.write()
                        .sql(
                                "delete from recovery_code"
                                        + " where account_id = :account and code_hash = :hash")
                        .param("account", accountId)
                        .param("hash", hash)
                        .update()
                > 0;
    }

    void delete(String accountId) {
        replaceRecoveryCodes(accountId, List.of());
        database.write()
                .sql("delete from totp where account_id = :account")
                .param("account", accountId)
                .update();
    }
}
