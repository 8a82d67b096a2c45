package io.sightline.server.health;

import io.sightline.server.database.Database;
import io.sightline.server.health.CameraHealth.Alarm;
import io.sightline.server.web.TimeCursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Alarms of all cameras, for lists and for mail: rows of {@code camera_alarm}. */
final class AlarmLog {

    private static final String SELECT =
            """
            select a.camera_id, c.name, c.owner_id, a.began_at, a.raised_at, a.closed_at,
                a.raise_mailed, h.reason, h.detail
            from camera_alarm a
            join camera c on c.id = a.camera_id
            left join camera_health h on h.camera_id = a.camera_id and h.from_at = a.began_at
            """;

    private final Database database;

    AlarmLog(Database database) {
        this.database = database;
    }

    /**
     * An alarm and whose it is.
     *
     * @param raiseMailed whether people were mailed that it was raised
     * @param reason why the camera was away; empty type where that is no longer known
     */
    record CameraAlarm(
            String cameraId,
            String cameraName,
            Optional<String> ownerId,
            Alarm alarm,
            boolean raiseMailed,
            Finding reason) {}

    private static CameraAlarm alarm(ResultSet row, int index) throws SQLException {
        return new CameraAlarm(
                row.getString("camera_id"),
                row.getString("name"),
                Optional.ofNullable(row.getString("owner_id")),
                new Alarm(
                        Instant.ofEpochMilli(row.getLong("began_at")),
                        Instant.ofEpochMilli(row.getLong("raised_at")),
                        HealthLog.instant(row.getObject("closed_at"))),
                row.getBoolean("raise_mailed"),
                new Finding(
                        HealthStatus.OFFLINE,
                        orEmpty(row.getString("reason")),
                        orEmpty(row.getString("detail"))));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /**
     * Newest first.
     *
     * @param cameras whose; of all when empty
     */
    List<CameraAlarm> list(
            Optional<Set<String>> cameras, boolean openOnly, TimeCursor after, int limit) {
        if (cameras.filter(Set::isEmpty).isPresent()) {
            return List.of();
        }
        Map<String, Object> values = new HashMap<>();
        values.put("began", after.atMillis());
        values.put("camera", after.id());
        values.put("limit", limit);
        cameras.ifPresent(some -> values.put("cameras", some));
        return database.read()
                .sql(
                        SELECT
                                + "where (a.began_at < :began"
                                + " or (a.began_at = :began and a.camera_id < :camera))"
                                + (openOnly ? " and a.closed_at is null" : "")
                                + (cameras.isPresent() ? " and a.camera_id in (:cameras)" : "")
                                + " order by a.began_at desc, a.camera_id desc limit :limit")
                .params(values)
                .query(AlarmLog::alarm)
                .list();
    }

    /** Raised since {@code horizon}, of which people have not been mailed all; oldest first. */
    List<CameraAlarm> unmailed(Instant horizon) {
        return database.write()
                .sql(
                        SELECT
                                + "where a.raised_at >= :horizon and (a.raise_mailed = false"
                                + " or (a.closed_at is not null and a.close_mailed = false))"
                                + " order by a.began_at, a.camera_id")
                .param("horizon", horizon.toEpochMilli())
                .query(AlarmLog::alarm)
                .list();
    }

    /** People were mailed of an alarm as it is here. */
    void mailed(CameraAlarm alarm) {
        database.write()
                .sql(
                        "update camera_alarm set raise_mailed = true, close_mailed = :closed"
                                + " where camera_id = :camera and began_at = :began")
                .param("closed", alarm.alarm().closed().isPresent())
                .param("camera", alarm.cameraId())
                .param("began", alarm.alarm().began().toEpochMilli())
                .update();
    }
}
