package io.sightline.server.control;

import io.sightline.onvif.event.OnvifEvent;
import io.sightline.server.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What cameras reported: rows of {@code camera_event}, so many of each camera. Any thread. */
final class EventLog {

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    /** An event of a camera that is not in the log yet. */
    record Report(String cameraId, OnvifEvent event) {}

    /** An event of a camera as it is in the log. */
    record Entry(String cameraId, CameraEvent event) {}

    private final Database database;
    private final int perCamera;

    /**
     * @param perCamera events that are kept of each camera, the newest
     */
    EventLog(Database database, int perCamera) {
        this.database = database;
        this.perCamera = perCamera;
    }

    /** All of them in one commit, or none. Those of cameras that are gone are left out. */
    List<Entry> append(List<Report> reports) {
        Map<String, List<OnvifEvent>> byCamera = new LinkedHashMap<>();
        reports.forEach(
                report ->
                        byCamera.computeIfAbsent(report.cameraId(), _ -> new ArrayList<>())
                                .add(report.event()));
        return database.transaction(
                () -> {
                    List<Entry> entries = new ArrayList<>();
                    byCamera.forEach((camera, events) -> entries.addAll(append(camera, events)));
                    return entries;
                });
    }

    private List<Entry> append(String cameraId, List<OnvifEvent> events) {
        Optional<Long> last = lastNumber(cameraId);
        if (last.isEmpty()) {
            return List.of();
        }
        List<Entry> entries = new ArrayList<>();
        long number = last.get();
        for (OnvifEvent event : events) {
            number++;
            Entry entry = new Entry(cameraId, CameraEvent.of(number, event));
            insert(number, entry);
            entries.add(entry);
        }
        database.write()
                .sql("delete from camera_event where camera_id = ? and number <= ?")
                .params(cameraId, number - perCamera)
                .update();
        return entries;
    }

    /** 0 for a camera that has reported nothing yet; empty when there is no such camera. */
    private Optional<Long> lastNumber(String cameraId) {
        return database.write()
                .sql(
                        """
                        select coalesce(
                            (select max(number) from camera_event where camera_id = camera.id), 0)
                        from camera where id = ?
                        """)
                .param(cameraId)
                .query(Long.class)
                .optional();
    }

    private void insert(long number, Entry entry) {
        CameraEvent event = entry.event();
        database.write()
                .sql(
                        """
                        insert into camera_event
                            (camera_id, number, at, kind, active, topic, source, data)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .param(entry.cameraId())
                .param(number)
                .param(event.at().toEpochMilli())
                .param(event.kind())
                .param(event.active())
                .param(event.topic())
                .param(JSON.writeValueAsString(event.source()))
                .param(JSON.writeValueAsString(event.data()))
                .update();
    }

    /** Of those with a smaller number than this, the newest, newest first. */
    List<CameraEvent> before(String cameraId, long number, int limit) {
        return database.read()
                .sql(
                        """
                        select number, at, kind, active, topic, source, data from camera_event
                        where camera_id = ? and number < ? order by number desc limit ?
                        """)
                .params(cameraId, number, limit)
                .query(EventLog::event)
                .list();
    }

    private static CameraEvent event(ResultSet row, int index) throws SQLException {
        return new CameraEvent(
                row.getString("number"),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("kind"),
                active(row),
                row.getString("topic"),
                JSON.readValue(row.getString("source"), TEXTS),
                JSON.readValue(row.getString("data"), TEXTS));
    }

    private static @Nullable Boolean active(ResultSet row) throws SQLException {
        boolean active = row.getBoolean("active");
        return row.wasNull() ? null : active;
    }

    /** Forgets what happened before {@code horizon}. */
    void forgetBefore(Instant horizon) {
        database.write()
                .sql("delete from camera_event where at < ?")
                .param(horizon.toEpochMilli())
                .update();
    }
}
