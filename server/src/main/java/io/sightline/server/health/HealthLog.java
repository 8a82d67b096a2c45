package io.sightline.server.health;

import io.sightline.server.database.Database;
import io.sightline.server.health.CameraHealth.Alarm;
import io.sightline.server.health.CameraHealth.Period;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How cameras were: rows of {@code camera_health} and {@code camera_alarm}. */
final class HealthLog {

    /** Something to be written down of a camera. */
    sealed interface Entry {
        String cameraId();
    }

    /** A period began. */
    record PeriodBegan(String cameraId, Period period) implements Entry {}

    /** An alarm was raised or closed. */
    record AlarmChanged(String cameraId, Alarm alarm) implements Entry {}

    private final Database database;

    HealthLog(Database database) {
        this.database = database;
    }

    /** All of them or none. Those of cameras that were deleted meanwhile are left out. */
    void append(List<Entry> entries) {
        database.transaction(() -> entries.forEach(this::append));
    }

    private void append(Entry entry) {
        switch (entry) {
            case PeriodBegan(String cameraId, Period(Instant from, Finding finding)) ->
                    database.write()
                            .sql(
                                    """
                                    insert into camera_health
                                        (camera_id, from_at, status, reason, detail)
                                    select id, ?, ?, ?, ? from camera where id = ?
                                    on conflict (camera_id, from_at) do update set
                                        status = excluded.status, reason = excluded.reason,
                                        detail = excluded.detail
                                    """)
                            .params(
                                    from.toEpochMilli(),
                                    finding.status().slug(),
                                    finding.reason(),
                                    finding.detail(),
                                    cameraId)
                            .update();
            case AlarmChanged(String cameraId, Alarm alarm) ->
                    database.write()
                            .sql(
                                    """
                                    insert into camera_alarm
                                        (camera_id, began_at, raised_at, closed_at)
                                    select id, ?, ?, ? from camera where id = ?
                                    on conflict (camera_id, began_at) do update set
                                        closed_at = excluded.closed_at
                                    """)
                            .param(alarm.began().toEpochMilli())
                            .param(alarm.raised().toEpochMilli())
                            .param(alarm.closed().map(Instant::toEpochMilli).orElse(null))
                            .param(cameraId)
                            .update();
        }
    }

    /** How the camera was when that was last written down. */
    Optional<Period> last(String cameraId) {
        return periods(cameraId, 1).stream().findFirst();
    }

    /** The last periods of a camera, newest first. */
    List<Period> periods(String cameraId, int limit) {
        return database.read()
                .sql(
                        """
                        select from_at, status, reason, detail from camera_health
                        where camera_id = ? order by from_at desc limit ?
                        """)
                .params(cameraId, limit)
                .query(HealthLog::period)
                .list();
    }

    private static Period period(ResultSet row, int number) throws SQLException {
        return new Period(
                Instant.ofEpochMilli(row.getLong(1)),
                new Finding(HealthStatus.of(row.getString(2)), row.getString(3), row.getString(4)));
    }

    /** The last alarms of a camera, newest first. */
    List<Alarm> alarms(String cameraId, int limit) {
        return database.read()
                .sql(
                        """
                        select began_at, raised_at, closed_at from camera_alarm
                        where camera_id = ? order by began_at desc limit ?
                        """)
                .params(cameraId, limit)
                .query(
                        (row, _) ->
                                new Alarm(
                                        Instant.ofEpochMilli(row.getLong(1)),
                                        Instant.ofEpochMilli(row.getLong(2)),
                                        instant(row.getObject(3))))
                .list();
    }

    static Optional<Instant> instant(@Nullable Object millis) {
        return millis instanceof Number number
                ? Optional.of(Instant.ofEpochMilli(number.longValue()))
                : Optional.empty();
    }

    /** Forgets what was before {@code horizon}, but for how each camera is now. */
    void forgetBefore(Instant horizon) {
        database.transaction(
                () -> {
                    database.write()
                            .sql(
                                    """
                                    delete from camera_health where from_at < ? and from_at <
                                        (select max(l.from_at) from camera_health l
                                         where l.camera_id = camera_health.camera_id)
                                    """)
                            .param(horizon.toEpochMilli())
                            .update();
                    database.write()
                            .sql("delete from camera_alarm where closed_at < ?")
                            .param(horizon.toEpochMilli())
                            .update();
                });
    }
}
