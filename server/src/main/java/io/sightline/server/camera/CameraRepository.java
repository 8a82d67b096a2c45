package io.sightline.server.camera;

import io.sightline.media.rtsp.RtspAddress;
import io.sightline.onvif.http.DeviceAddress;
import io.sightline.server.camera.Camera.GroupName;
import io.sightline.server.database.Database;
import io.sightline.server.web.ProblemException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Rows of cameras. SQL that SQLite and PostgreSQL both understand. What changes rows is called
 * within {@link Database#transaction}.
 */
final class CameraRepository {

    private final Database database;
    private final CameraSecrets secrets;
    private final CameraRows rows;

    CameraRepository(Database database, CameraSecrets secrets) {
        this.database = database;
        this.secrets = secrets;
        this.rows = new CameraRows(secrets);
    }

    // ---- reading ----

    /** In the order of {@link Camera#ORDER}. */
    List<Camera> all() {
        return rows.read(database.read(), "", Map.of());
    }

    Optional<Camera> find(String id) {
        return find(database.read(), id);
    }

    /** As the transaction sees it that this is called in. */
    Optional<Camera> findForChange(String id) {
        return find(database.write(), id);
    }

    private Optional<Camera> find(JdbcClient client, String id) {
        return rows.read(client, "camera.id = :id", Map.of("id", id)).stream().findFirst();
    }

    /** Cameras that may be the same device as one that is wanted, for {@link Duplicates}. */
    List<Camera> resembling(Set<String> hosts, String serial) {
        return rows.read(
                database.write(),
                "(lower(camera.host) in (:hosts)"
                        + " or (lower(camera.serial) = :serial and camera.serial <> ''))",
                Map.of("hosts", lowerCase(hosts), "serial", serial.toLowerCase(Locale.ROOT)));
    }

    private static List<String> lowerCase(Set<String> words) {
        return words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    }

    /** All of them, as the transaction sees them. */
    List<Camera> allForChange() {
        return rows.read(database.write(), "", Map.of());
    }

    /**
     * As the transaction sees it that this is called in.
     *
     * @param id of an account that is to own a camera; empty when nobody is
     * @throws ProblemException 400 {@code invalid-camera} when there is no such account
     */
    void requireAccount(Optional<String> id) {
        if (id.isPresent() && !isAccount(id.get())) {
            throw new Mistake("ownerId", "There is no such account.").problem();
        }
    }

    private boolean isAccount(String id) {
        return database.write()
                .sql("select 1 from account where id = :id")
                .param("id", id)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** Which of the names that begin so are taken. */
    Set<String> streamNames(String beginning) {
        return new HashSet<>(
                database.write()
                        .sql(
                                "select name from camera_stream"
                                        + " where substr(name, 1, :length) = :beginning")
                        .param("length", beginning.length())
                        .param("beginning", beginning)
                        .query(String.class)
                        .list());
    }

    // ---- changing ----

    void insert(Camera camera) {
        database.write()
                .sql(
                        "insert into camera (id, name, sealed_credentials, host, port, record,"
                                + " created_at, manufacturer, model, serial, firmware, note,"
                                + " owner_id, onvif_url)"
                                + " values (:id, :name, :credentials, :host, :port, :record,"
                                + " :createdAt, :manufacturer, :model, :serial, :firmware, :note,"
                                + " :owner, :onvif)")
                .params(plain(camera))
                .param("owner", camera.ownerId().orElse(null))
                .param("createdAt", camera.createdAt().toEpochMilli())
                .param("credentials", secrets.sealed(camera.id(), camera.credentials()))
                .update();
        camera.streams().forEach(stream -> insert(camera.id(), stream));
        camera.tags().forEach(tag -> insertTag(camera.id(), tag));
        camera.groups().forEach(group -> insertMember(camera.id(), group));
    }

    private static Map<String, Object> plain(Camera camera) {
        Device device = camera.device();
        return Map.ofEntries(
                Map.entry("id", camera.id()),
                Map.entry("name", camera.name()),
                Map.entry("host", camera.host()),
                Map.entry("port", camera.port()),
                Map.entry("onvif", camera.onvif().map(DeviceAddress::url).orElse("")),
                Map.entry("record", camera.record()),
                Map.entry("manufacturer", device.manufacturer()),
                Map.entry("model", device.model()),
                Map.entry("serial", device.serial()),
                Map.entry("firmware", device.firmware()),
                Map.entry("note", camera.note()));
    }

    private void insert(String cameraId, CameraStream stream) {
        database.write()
                .sql(
                        "insert into camera_stream (name, camera_id, role, channel, sealed_url)"
                                + " values (:name, :camera, :role, :channel, :url)")
                .param("name", stream.name())
                .param("camera", cameraId)
                .param("role", stream.role())
                .param("channel", boxed(stream.channel()))
                .param("url", secrets.sealed(cameraId, stream.address().orElseThrow()))
                .update();
    }

    private static @Nullable Integer boxed(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }

    private void insertTag(String cameraId, String tag) {
        database.write()
                .sql("insert into camera_tag (camera_id, tag) values (:camera, :tag)")
                .param("camera", cameraId)
                .param("tag", tag)
                .update();
    }

    private void insertMember(String cameraId, GroupName group) {
        database.write()
                .sql(
                        "insert into camera_group_member (group_id, camera_id)"
                                + " values (:group, :camera)")
                .param("group", group.id())
                .param("camera", cameraId)
                .update();
    }

    /** Stores what differs. Secrets that could not be opened are left as they are. */
    void update(Camera before, Camera after) {
        database.write()
                .sql(
                        "update camera set name = :name, host = :host, port = :port,"
                                + " record = :record, manufacturer = :manufacturer, model = :model,"
                                + " serial = :serial, firmware = :firmware, note = :note,"
                                + " owner_id = :owner, onvif_url = :onvif"
                                + " where id = :id")
                .params(plain(after))
                .param("owner", after.ownerId().orElse(null))
                .update();
        if (!after.credentials().equals(before.credentials())) {
            writeCredentials(after);
        }
        if (!after.streams().equals(before.streams())) {
            updateStreams(before, after);
        }
        if (!after.tags().equals(before.tags())) {
            delete("camera_tag", "camera_id", after.id());
            after.tags().forEach(tag -> insertTag(after.id(), tag));
        }
        if (!after.groups().equals(before.groups())) {
            delete("camera_group_member", "camera_id", after.id());
            after.groups().forEach(group -> insertMember(after.id(), group));
        }
    }

    private void writeCredentials(Camera camera) {
        database.write()
                .sql("update camera set sealed_credentials = :credentials where id = :id")
                .param("credentials", secrets.sealed(camera.id(), camera.credentials()))
                .param("id", camera.id())
                .update();
    }

    private void updateStreams(Camera before, Camera after) {
        Map<String, CameraStream> old =
                before.streams().stream()
                        .collect(Collectors.toMap(CameraStream::name, stream -> stream));
        for (CameraStream stream : after.streams()) {
            CameraStream was = old.remove(stream.name());
            if (was == null) {
                insert(after.id(), stream);
            } else if (!was.equals(stream)) {
                stream.address().ifPresent(address -> writeUrl(after.id(), stream.name(), address));
            }
        }
        old.keySet().forEach(name -> delete("camera_stream", "name", name));
    }

    private void writeUrl(String cameraId, String stream, RtspAddress address) {
        database.write()
                .sql("update camera_stream set sealed_url = :url where name = :name")
                .param("url", secrets.sealed(cameraId, address))
                .param("name", stream)
                .update();
    }

    /** Returns whether there was one. */
    boolean delete(String id) {
        return delete("camera", "id", id) > 0;
    }

    private int delete(String table, String column, String value) {
        return database.write()
                .sql("delete from " + table + " where " + column + " = :value")
                .param("value", value)
                .update();
    }

    /**
     * Takes the credentials out of URLs that were stored before V7, and fills in where the devices
     * are. Returns how many cameras there were to do it for.
     */
    int moveCredentialsOutOfUrls() {
        List<Camera> old =
                rows.read(database.write(), "camera.host = :none", Map.of("none", "")).stream()
                        .filter(camera -> mainAddress(camera).isPresent())
                        .toList();
        for (Camera camera : old) {
            RtspAddress main = mainAddress(camera).orElseThrow();
            database.write()
                    .sql("update camera set host = :host, port = :port where id = :id")
                    .param("host", main.host())
                    .param("port", main.port())
                    .param("id", camera.id())
                    .update();
            writeCredentials(camera);
            for (CameraStream stream : camera.streams()) {
                stream.address()
                        .ifPresent(address -> writeUrl(camera.id(), stream.name(), address));
            }
        }
        return old.size();
    }

    private static Optional<RtspAddress> mainAddress(Camera camera) {
        return camera.mainStream().flatMap(CameraStream::address);
    }
}
