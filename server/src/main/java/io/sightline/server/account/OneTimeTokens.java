package io.sightline.server.account;

import io.sightline.server.database.Database;
import io.sightline.server.secret.RandomToken;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Links that work once. Methods join the caller's transaction. */
public final class OneTimeTokens {

    /** What a link is for. */
    public enum Purpose {
        SETUP,
        PASSWORD,
        EMAIL;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What a token stood for.
     *
     * @param accountId empty for the first start, which has no account yet
     * @param email the address that is confirmed by it, or empty
     */
    public record Taken(String accountId, String email) {}

    private final Database database;
    private final InstantSource clock;

    public OneTimeTokens(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Makes one in place of any of the same purpose. */
    public String issue(
            Purpose purpose, @Nullable String accountId, String email, Duration validFor) {
        String token = RandomToken.next();
        long now = clock.millis();
        database.write()
                .sql(
                        "delete from one_time_token where expires_at <= :now or (purpose = :purpose"
                                + " and coalesce(account_id, '') = :account)")
                .param("now", now)
                .param("purpose", purpose.word())
                .param("account", accountId == null ? "" : accountId)
                .update();
        database.write()
                .sql(
                        "insert into one_time_token (token_hash, purpose, account_id, email,"
                                + " expires_at) values (:hash, :purpose, :account, :email, :expires)")
                .param("hash", RandomToken.hash(token))
                .param("purpose", purpose.word())
                .param("account", accountId)
                .param("email", email)
                .param("expires", now + validFor.toMillis())
                .update();
        return token;
    }

    /** Looks at one without taking it. */
    public Optional<Taken> find(Purpose purpose, String token) {
        return database.write()
                .sql(
                        "select account_id, email from one_time_token where token_hash = :hash"
                                + " and purpose = :purpose and expires_at > :now")
                .param("hash", RandomToken.hash(token))
                .param("purpose", purpose.word())
                .param("now", clock.millis())
                .query(
                        (row, index) ->
                                new Taken(
                                        Optional.ofNullable(row.getString("account_id")).orElse(""),
                                        row.getString("email")))
                .optional();
    }

    /** Takes one: it works once. */
    public Optional<Taken> take(Purpose purpose, String token) {
        Optional<Taken> found = find(purpose, token);
        if (found.isPresent()) {
            database.write()
                    .sql("delete from one_time_token where token_hash = :hash")
                    .param("hash", RandomToken.hash(token))
                    .update();
        }
        return found;
    }
}
