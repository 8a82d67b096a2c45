package io.sightline.server.onboarding;

import io.sightline.media.rtsp.RtspCredentials;
import io.sightline.server.audit.Actor;
import io.sightline.server.database.Database;
import io.sightline.server.onboarding.FoundDevice.Failure;
import io.sightline.server.secret.SecretBox;
import io.sightline.server.secret.SecretBox.CannotOpenException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Onboardings as they are stored. */
final class OnboardingRepository {

    private static final Logger log = LoggerFactory.getLogger(OnboardingRepository.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final String COLUMNS =
            "id, account_id, actor, address, wish, state, step, attempt, failure_type,"
                    + " failure_detail, found, cameras, created_at, updated_at";

    private final Database database;
    private final SecretBox secrets;

    OnboardingRepository(Database database, SecretBox secrets) {
        this.database = database;
        this.secrets = secrets;
    }

    /** As running, whatever comes of it. */
    void insertIfMissing(Onboarding onboarding, Optional<RtspCredentials> credentials) {
        insert(onboarding, OnboardingState.RUNNING, credentials, "do nothing").update();
    }

    /**
     * How one came out, whether it has been stored as running or not. One that is done stays so.
     *
     * @return whether it was stored
     */
    boolean storeEnd(Onboarding end, Optional<RtspCredentials> credentials) {
        // Of one that is done nobody will ask the device again.
        boolean done = end.state() == OnboardingState.DONE;
        return insert(
                                end,
                                end.state(),
                                done ? Optional.empty() : credentials,
                                "do update set state = excluded.state, step = excluded.step,"
                                        + " attempt = excluded.attempt,"
                                        + " failure_type = excluded.failure_type,"
                                        + " failure_detail = excluded.failure_detail,"
                                        + " found = excluded.found, cameras = excluded.cameras,"
                                        + " updated_at = excluded.updated_at"
                                        + " where onboarding.state <> :done")
                        .param("done", OnboardingState.DONE.word())
                        .update()
                > 0;
    }

    private JdbcClient.StatementSpec insert(
            Onboarding onboarding,
            OnboardingState state,
            Optional<RtspCredentials> credentials,
            String ifThere) {
        return changeable(
                        database.write()
                                .sql(
                                        "insert into onboarding (id, account_id, actor, address,"
                                                + " sealed_credentials, wish, state, step, attempt,"
                                                + " failure_type, failure_detail, found, cameras,"
                                                + " created_at, updated_at) values (:id, :account,"
                                                + " :actor, :address, :credentials, :wish, :state,"
                                                + " :step, :attempt, :type, :detail, :found,"
                                                + " :cameras, :createdAt, :updatedAt)"
                                                + " on conflict (id) "
                                                + ifThere),
                        onboarding)
                .param("state", state.word())
                .param("account", onboarding.accountId())
                .param("actor", JSON.writeValueAsString(onboarding.actor()))
                .param("address", onboarding.address())
                .param("credentials", sealed(onboarding.id(), credentials))
                .param("wish", JSON.writeValueAsString(onboarding.wish()))
                .param("createdAt", onboarding.createdAt().toEpochMilli());
    }

    private String sealed(String id, Optional<RtspCredentials> credentials) {
        return credentials
                .map(JSON::writeValueAsString)
                .map(text -> secrets.seal(text, id))
                .orElse("");
    }

    /** What changes on the way, but for the state. */
    private static JdbcClient.StatementSpec changeable(
            JdbcClient.StatementSpec statement, Onboarding onboarding) {
        return statement
                .param("id", onboarding.id())
                .param("step", onboarding.step().word())
                .param("attempt", onboarding.attempt())
                .param("type", onboarding.failure().map(Failure::type).orElse(null))
                .param("detail", onboarding.failure().map(Failure::detail).orElse(null))
                .param("found", onboarding.found().map(JSON::writeValueAsString).orElse(null))
                .param("cameras", JSON.writeValueAsString(onboarding.cameras()))
                .param("updatedAt", onboarding.updatedAt().toEpochMilli());
    }

    /**
     * One that is done stays so: what goes wrong once its cameras are stored does not take them
     * back.
     *
     * @return whether it was changed
     */
    boolean update(Onboarding onboarding) {
        return changeable(
                                database.write()
                                        .sql(
                                                "update onboarding set state = :state, step = :step,"
                                                        + " attempt = :attempt, failure_type = :type,"
                                                        + " failure_detail = :detail, found = :found,"
                                                        + " cameras = :cameras,"
                                                        + " updated_at = :updatedAt where id = :id"
                                                        + " and state <> :done"),
                                onboarding)
                        .param("state", onboarding.state().word())
                        .param("done", OnboardingState.DONE.word())
                        .update()
                > 0;
    }

    /** A new password for the next attempt. */
    void changeCredentials(String id, Optional<RtspCredentials> credentials) {
        database.write()
                .sql("update onboarding set sealed_credentials = :credentials where id = :id")
                .param("credentials", sealed(id, credentials))
                .param("id", id)
                .update();
    }

    boolean delete(String id) {
        return database.write()
                        .sql("delete from onboarding where id = :id")
                        .param("id", id)
                        .update()
                > 0;
    }

    Optional<Onboarding> find(String id) {
        return database.read()
                .sql("select " + COLUMNS + " from onboarding where id = :id")
                .param("id", id)
                .query((row, _) -> read(row))
                .optional();
    }

    /** Newest first. */
    List<Onboarding> newest(int limit) {
        return database.read()
                .sql(
                        "select "
                                + COLUMNS
                                + " from onboarding order by created_at desc, id limit :limit")
                .param("limit", limit)
                .query((row, _) -> read(row))
                .list();
    }

    /** Those that a restart of the server has interrupted. */
    List<Onboarding> running() {
        return database.read()
                .sql("select " + COLUMNS + " from onboarding where state = :state")
                .param("state", OnboardingState.RUNNING.word())
                .query((row, _) -> read(row))
                .list();
    }

    /** Those that came to their end before {@code time} are of no more use. */
    int deleteDoneBefore(Instant time) {
        return database.write()
                .sql("delete from onboarding where state = :state and updated_at < :time")
                .param("state", OnboardingState.DONE.word())
                .param("time", time.toEpochMilli())
                .update();
    }

    Optional<RtspCredentials> credentials(String id) {
        String sealed =
                database.read()
                        .sql("select sealed_credentials from onboarding where id = :id")
                        .param("id", id)
                        .query(String.class)
                        .optional()
                        .orElse("");
        if (sealed.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(secrets.open(sealed, id), RtspCredentials.class));
        } catch (CannotOpenException e) {
            log.warn("[onboarding:{}] its password can't be read: {}", id, e.getMessage());
            return Optional.empty();
        }
    }

    private static Onboarding read(ResultSet row) throws SQLException {
        String type = row.getString("failure_type");
        String found = row.getString("found");
        return new Onboarding(
                row.getString("id"),
                row.getString("account_id"),
                JSON.readValue(row.getString("actor"), Actor.class),
                row.getString("address"),
                JSON.readValue(row.getString("wish"), Wish.class),
                OnboardingState.of(row.getString("state")),
                OnboardingStep.of(row.getString("step")),
                row.getInt("attempt"),
                type == null
                        ? Optional.empty()
                        : Optional.of(new Failure(type, row.getString("failure_detail"))),
                found == null
                        ? Optional.empty()
                        : Optional.of(JSON.readValue(found, FoundDevice.class)),
                JSON.readValue(row.getString("cameras"), new TypeReference<List<String>>() {}),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("updated_at")));
    }
}
