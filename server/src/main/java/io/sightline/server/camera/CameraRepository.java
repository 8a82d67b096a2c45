package io.sightline.server.camera;

import io.sightline.server.database.Database;
import io.sightline.server.secret.SecretBox;
import io.sightline.server.secret.SecretBox.CannotOpenException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of cameras. SQL that SQLite and PostgreSQL both understand. */
final class CameraRepository {

    private static final Logger log = LoggerFactory.getLogger(CameraRepository.class);
    private static final String COLUMNS = "id, name, sealed_url, record, created_at";

    private final Database database;
    private final SecretBox secrets;

    CameraRepository(Database database, SecretBox secrets) {
        this.database = database;
        this.secrets = secrets;
    }

    private record Row(String id, String name, String sealedUrl, boolean record, long createdAt) {
        static Row of(ResultSet row, int index) throws SQLException {
            return new Row(
                    row.getString("id"),
                    row.getString("name"),
                    row.getString("sealed_url"),
                    row.getBoolean("record"),
                    row.getLong("created_at"));
        }
    }

    List<Camera> all() {
        List<Row> rows =
                database.read()
                        .sql("select " + COLUMNS + " from camera order by created_at, id")
                        .query(Row::of)
                        .list();
        Map<String, List<CameraStream>> streams =
                database
                        .read()
                        .sql("select camera_id, name, role from camera_stream order by role, name")
                        .query((row, index) -> Map.entry(row.getString("camera_id"), stream(row)))
                        .list()
                        .stream()
                        .collect(
                                Collectors.groupingBy(
                                        Map.Entry::getKey,
                                        Collectors.mapping(
                                                Map.Entry::getValue, Collectors.toList())));
        return rows.stream()
                .map(row -> camera(row, streams.getOrDefault(row.id(), List.of())))
                .toList();
    }

    /**
     * The cameras that follow {@code after} in the order in which they were added.
     *
     * @param after where the page before ended; empty for the first page
     */
    List<Camera> page(Optional<CameraCursor> after, int limit) {
        return database
                .read()
                .sql(
                        "select "
                                + COLUMNS
                                + " from camera where created_at > :createdAt"
                                + " or (created_at = :createdAt and id > :id)"
                                + " order by created_at, id limit :limit")
                .param("createdAt", after.map(CameraCursor::createdAtMillis).orElse(-1L))
                .param("id", after.map(CameraCursor::id).orElse(""))
                .param("limit", limit)
                .query(Row::of)
                .list()
                .stream()
                .map(row -> camera(row, streamsOf(database.read(), row.id())))
                .toList();
    }

    Optional<Camera> find(String id) {
        return find(database.read(), id);
    }

    private Optional<Camera> find(JdbcClient client, String id) {
        return client.sql("select " + COLUMNS + " from camera where id = :id")
                .param("id", id)
                .query(Row::of)
                .optional()
                .map(row -> camera(row, streamsOf(client, id)));
    }

    private static List<CameraStream> streamsOf(JdbcClient client, String cameraId) {
        return client.sql(
                        "select name, role from camera_stream where camera_id = :id"
                                + " order by role, name")
                .param("id", cameraId)
                .query((row, index) -> stream(row))
                .list();
    }

    private static CameraStream stream(ResultSet row) throws SQLException {
        return new CameraStream(row.getString("name"), row.getString("role"));
    }

    /**
     * Stores a camera with one main stream, whose name is chosen and taken in one step.
     *
     * @param address as typed
     */
    Camera insert(
            String id,
            String name,
            CameraAddress address,
            boolean record,
            Instant createdAt,
            StreamNaming naming) {
        return database.transaction(
                () -> {
                    String stream =
                            naming.name(address.rtsp().host(), 1, CameraStream.MAIN, streamNames());
                    database.write()
                            .sql(
                                    "insert into camera ("
                                            + COLUMNS
                                            + ") values (:id, :name, :url, :record, :createdAt)")
                            .param("id", id)
                            .param("name", name)
                            .param("url", secrets.seal(address.secretUrl(), id))
                            .param("record", record)
                            .param("createdAt", createdAt.toEpochMilli())
                            .update();
                    database.write()
                            .sql(
                                    "insert into camera_stream (name, camera_id, role)"
                                            + " values (:name, :camera, :role)")
                            .param("name", stream)
                            .param("camera", id)
                            .param("role", CameraStream.MAIN)
                            .update();
                    return find(database.write(), id).orElseThrow();
                });
    }

    private Set<String> streamNames() {
        return new HashSet<>(
                database.write().sql("select name from camera_stream").query(String.class).list());
    }

    void update(Camera changed) {
        database.transaction(
                () -> {
                    database.write()
                            .sql("update camera set name = :name, record = :record where id = :id")
                            .param("name", changed.name())
                            .param("record", changed.record())
                            .param("id", changed.id())
                            .update();
                    changed.address()
                            .ifPresent(
                                    address ->
                                            database.write()
                                                    .sql(
                                                            "update camera set sealed_url = :url"
                                                                    + " where id = :id")
                                                    .param(
                                                            "url",
                                                            secrets.seal(
                                                                    address.secretUrl(),
                                                                    changed.id()))
                                                    .param("id", changed.id())
                                                    .update());
                });
    }

    /** Returns whether there was one. */
    boolean delete(String id) {
        return database.transaction(
                () ->
                        database.write()
                                        .sql("delete from camera where id = :id")
                                        .param("id", id)
                                        .update()
                                > 0);
    }

    private Camera camera(Row row, List<CameraStream> streams) {
        return new Camera(
                row.id(),
                row.name(),
                address(row),
                row.record(),
                Instant.ofEpochMilli(row.createdAt()),
                streams);
    }

    private Optional<CameraAddress> address(Row row) {
        try {
            return Optional.of(CameraAddress.parse(secrets.open(row.sealedUrl(), row.id())));
        } catch (CannotOpenException | IllegalArgumentException e) {
            log.warn("[camera:{}] its address can't be read: {}", row.id(), e.getMessage());
            return Optional.empty();
        }
    }
}
