package io.sightline.server.picture;

import io.sightline.server.database.Database;
import io.sightline.server.picture.CameraLook.Seen;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of looking at cameras: rows of {@code picture_check}. */
final class CheckLog {

    private static final long DAY_MILLIS = 86_400_000L;

    private static final String COLUMNS =
            """
            camera_id, at, verdict, reason, detail, stream, taken_at, brightness, highlights,
            contrast, sharpness, detailed, plainness, change
            """;

    private final Database database;

    CheckLog(Database database) {
        this.database = database;
    }

    /** Nothing is entered of a camera that was deleted meanwhile. */
    void enter(CameraLook look) {
        Optional<Judgement> judgement = look.seen().map(Seen::judgement);
        Optional<PictureMeasures> measures = judgement.map(Judgement::measures);
        database.write()
                .sql(
                        "insert into picture_check ("
                                + COLUMNS
                                + ") select id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?"
                                + " from camera where id = ? on conflict (camera_id, at) do nothing")
                .param(look.at().toEpochMilli())
                .param(look.verdict().word())
                .param(look.reason())
                .param(look.detail())
                .param(look.seen().map(Seen::stream).orElse(""))
                .param(look.seen().map(seen -> seen.takenAt().toEpochMilli()).orElse(null))
                .param(measures.map(PictureMeasures::brightness).orElse(null))
                .param(measures.map(PictureMeasures::highlights).orElse(null))
                .param(measures.map(PictureMeasures::contrast).orElse(null))
                .param(measures.map(PictureMeasures::sharpness).orElse(null))
                .param(measures.map(PictureMeasures::detail).orElse(null))
                .param(measures.map(PictureMeasures::plainness).orElse(null))
                .param(judgement.map(Judgement::change).orElse(null))
                .param(look.cameraId())
                .update();
    }

    /** The last look at each camera. */
    Map<String, CameraLook> last() {
        Map<String, CameraLook> last = new HashMap<>();
        database.read()
                .sql(
                        "select "
                                + COLUMNS
                                + """
                                 from picture_check where (camera_id, at) in
                                    (select k.id, (select max(l.at) from picture_check l
                                                   where l.camera_id = k.id)
                                     from camera k)
                                """)
                .query(CheckLog::look)
                .list()
                .forEach(look -> last.put(look.cameraId(), look));
        return last;
    }

    /** The last looks at a camera, newest first. */
    List<CameraLook> of(String cameraId, int limit) {
        return database.read()
                .sql(
                        "select "
                                + COLUMNS
                                + " from picture_check where camera_id = ?"
                                + " order by at desc limit ?")
                .params(cameraId, limit)
                .query(CheckLog::look)
                .list();
    }

    /** What was measured of a camera when it was last found fine, newest first. */
    List<PictureMeasures> fine(String cameraId, int limit) {
        return database
                .read()
                .sql(
                        "select "
                                + COLUMNS
                                + " from picture_check where camera_id = ? and verdict = 'fine'"
                                + " order by at desc limit ?")
                .params(cameraId, limit)
                .query(CheckLog::look)
                .list()
                .stream()
                .flatMap(look -> look.seen().stream())
                .map(seen -> seen.judgement().measures())
                .toList();
    }

    /**
     * The last verdict on a camera on a day.
     *
     * @param day days since the epoch, UTC
     */
    record DayVerdict(long day, String cameraId, Verdict verdict) {}

    /** By day, oldest first. */
    List<DayVerdict> days(Instant from) {
        return database.read()
                .sql(
                        """
                        select at / 86400000 as day, camera_id, verdict from picture_check
                        where at >= ? and (camera_id, at) in
                            (select camera_id, max(at) from picture_check
                             group by camera_id, at / 86400000)
                        order by at
                        """)
                .param(Math.floorDiv(from.toEpochMilli(), DAY_MILLIS) * DAY_MILLIS)
                .query(
                        (row, _) ->
                                new DayVerdict(
                                        row.getLong(1),
                                        row.getString(2),
                                        Verdict.of(row.getString(3))))
                .list();
    }

    void forgetBefore(Instant horizon) {
        database.write()
                .sql("delete from picture_check where at < ?")
                .param(horizon.toEpochMilli())
                .update();
    }

    private static CameraLook look(ResultSet row, int number) throws SQLException {
        String cameraId = row.getString(1);
        Instant at = Instant.ofEpochMilli(row.getLong(2));
        return new CameraLook(cameraId, at, seen(row), row.getString(4), row.getString(5));
    }

    private static Optional<Seen> seen(ResultSet row) throws SQLException {
        @Nullable Object takenAt = row.getObject(7);
        if (!(takenAt instanceof Number taken)) {
            return Optional.empty();
        }
        PictureMeasures measures =
                new PictureMeasures(
                        row.getDouble(8),
                        row.getInt(9),
                        row.getDouble(10),
                        row.getDouble(11),
                        row.getDouble(12),
                        row.getDouble(13));
        return Optional.of(
                new Seen(
                        row.getString(6),
                        Instant.ofEpochMilli(taken.longValue()),
                        new Judgement(Verdict.of(row.getString(3)), measures, row.getDouble(14))));
    }
}
