package io.sightline.server.camera;

import io.sightline.media.rtsp.RtspCredentials;
import io.sightline.onvif.http.DeviceAddress;
import io.sightline.server.camera.Camera.GroupName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Puts cameras together of the rows of several tables. */
final class CameraRows {

    private static final String CAMERA =
            "select id, name, sealed_credentials, host, port, record, created_at, manufacturer,"
                    + " model, serial, firmware, note, owner_id, onvif_url from camera";
    private static final String STREAM =
            "select camera_id, camera_stream.name as name, role, channel, sealed_url"
                    + " from camera_stream";
    private static final String TAG = "select camera_id, tag from camera_tag";
    private static final String GROUP =
            "select camera_id, camera_group.id as group_id, camera_group.name as group_name"
                    + " from camera_group_member join camera_group on camera_group.id = group_id";

    private final CameraSecrets secrets;

    CameraRows(CameraSecrets secrets) {
        this.secrets = secrets;
    }

    /** A stream whose URL is still sealed. */
    private record StreamRow(String name, String role, OptionalInt channel, String sealedUrl) {
        static StreamRow of(ResultSet row) throws SQLException {
            Number channel = (Number) row.getObject("channel");
            return new StreamRow(
                    row.getString("name"),
                    row.getString("role"),
                    channel == null ? OptionalInt.empty() : OptionalInt.of(channel.intValue()),
                    row.getString("sealed_url"));
        }
    }

    /** Of which a camera has several. */
    @FunctionalInterface
    private interface Part<T> {
        T of(ResultSet row) throws SQLException;
    }

    /**
     * In the order of {@link Camera#ORDER}.
     *
     * @param condition on columns of {@code camera}, which are named with their table; empty for
     *     all
     * @param values of the names in the condition
     */
    List<Camera> read(JdbcClient client, String condition, Map<String, ?> values) {
        boolean some = !condition.isEmpty();
        String join = some ? " join camera on camera.id = camera_id where " + condition : "";
        Map<String, List<StreamRow>> streams =
                parts(client.sql(STREAM + join), values, StreamRow::of);
        Map<String, List<String>> tags =
                parts(
                        client.sql(TAG + join + " order by tag"),
                        values,
                        row -> row.getString("tag"));
        Map<String, List<GroupName>> groups =
                parts(
                        client.sql(GROUP + join + " order by group_name"),
                        values,
                        row ->
                                new GroupName(
                                        row.getString("group_id"), row.getString("group_name")));
        String where = some ? " where " + condition : "";
        return with(client.sql(CAMERA + where + " order by created_at, id"), values)
                .query(
                        (row, _) -> {
                            String id = row.getString("id");
                            return camera(
                                    row,
                                    streams.getOrDefault(id, List.of()),
                                    tags.getOrDefault(id, List.of()),
                                    groups.getOrDefault(id, List.of()));
                        })
                .list();
    }

    /** By the ids of their cameras. */
    private static <T> Map<String, List<T>> parts(
            StatementSpec statement, Map<String, ?> values, Part<T> part) {
        return with(statement, values)
                .query((row, _) -> Map.entry(row.getString("camera_id"), part.of(row)))
                .list()
                .stream()
                .collect(
                        Collectors.groupingBy(
                                Map.Entry::getKey,
                                Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private static StatementSpec with(StatementSpec statement, Map<String, ?> values) {
        return values.isEmpty() ? statement : statement.params(values);
    }

    private Camera camera(
            ResultSet row, List<StreamRow> streamRows, List<String> tags, List<GroupName> groups)
            throws SQLException {
        String id = row.getString("id");
        Optional<RtspCredentials> known =
                secrets.credentials(id, row.getString("sealed_credentials"));
        List<CameraStream> streams =
                streamRows.stream()
                        .map(
                                stream ->
                                        new CameraStream(
                                                stream.name(),
                                                stream.role(),
                                                stream.channel(),
                                                secrets.address(id, stream.sealedUrl(), known)))
                        .toList();
        return new Camera(
                id,
                row.getString("name"),
                new Device(
                        row.getString("manufacturer"),
                        row.getString("model"),
                        row.getString("serial"),
                        row.getString("firmware")),
                row.getString("host"),
                row.getInt("port"),
                onvif(row.getString("onvif_url")),
                known.or(() -> credentialsIn(streams)),
                row.getBoolean("record"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                streams,
                tags,
                groups,
                row.getString("note"),
                Optional.ofNullable(row.getString("owner_id")));
    }

    private static Optional<DeviceAddress> onvif(String url) {
        return url.isEmpty() ? Optional.empty() : Optional.of(DeviceAddress.parse(url));
    }

    private static Optional<RtspCredentials> credentialsIn(List<CameraStream> streams) {
        return streams.stream()
                .flatMap(stream -> stream.address().stream())
                .flatMap(address -> address.credentials().stream())
                .findFirst();
    }
}
