package io.sightline.server.audience;

import io.sightline.server.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How many watched: rows of {@code audience} and {@code camera_audience}. */
final class AudienceLog {

    /** A day of which hours are shown by the minute, and the one before to compare. */
    static final Duration MINUTES_KEPT = Duration.ofDays(2);

    static final Duration HOURS_KEPT = Duration.ofDays(400);

    /** How finely time is told. */
    enum Step {
        MINUTE(ChronoUnit.MINUTES),
        HOUR(ChronoUnit.HOURS);

        private final ChronoUnit unit;

        Step(ChronoUnit unit) {
            this.unit = unit;
        }

        Instant begin(Instant time) {
            return time.truncatedTo(unit);
        }

        /** As it is stored and shown. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How much a camera was watched. */
    record Watched(long views, long seconds) {
        Watched plus(Watched other) {
            return new Watched(views + other.views, seconds + other.seconds);
        }
    }

    /**
     * @param viewers the most at a time within the step
     */
    record Point(Instant at, int viewers) {}

    record CameraWatched(String cameraId, Watched watched) {}

    private final Database database;

    AudienceLog(Database database) {
        this.database = database;
    }

    /**
     * Adds what came up in a minute, or a part of it.
     *
     * @param viewers the most at a time
     */
    void add(Instant minute, int viewers, Map<String, Watched> cameras) {
        database.transaction(
                () -> {
                    for (Step step : Step.values()) {
                        raise(step, step.begin(minute), viewers);
                    }
                    Instant hour = Step.HOUR.begin(minute);
                    cameras.forEach((camera, watched) -> add(camera, hour, watched));
                });
    }

    private void raise(Step step, Instant at, int viewers) {
        database.write()
                .sql(
                        """
                        insert into audience (step, at, viewers) values (?, ?, ?)
                        on conflict (step, at) do update set viewers =
                            case when excluded.viewers > audience.viewers
                                then excluded.viewers else audience.viewers end
                        """)
                .params(step.word(), at.toEpochMilli(), viewers)
                .update();
    }

    /** One that was deleted meanwhile is left out. */
    private void add(String cameraId, Instant hour, Watched watched) {
        database.write()
                .sql(
                        """
                        insert into camera_audience (camera_id, hour_at, views, seconds)
                        select id, ?, ?, ? from camera where id = ?
                        on conflict (camera_id, hour_at) do update set
                            views = camera_audience.views + excluded.views,
                            seconds = camera_audience.seconds + excluded.seconds
                        """)
                .params(hour.toEpochMilli(), watched.views(), watched.seconds(), cameraId)
                .update();
    }

    /** Oldest first; time in which the server did not run is missing. */
    List<Point> points(Step step, Instant from, Instant to) {
        return database.read()
                .sql(
                        """
                        select at, viewers from audience
                        where step = ? and at >= ? and at < ? order by at
                        """)
                .params(step.word(), step.begin(from).toEpochMilli(), to.toEpochMilli())
                .query((row, _) -> new Point(Instant.ofEpochMilli(row.getLong(1)), row.getInt(2)))
                .list();
    }

    /** The most watched first, by whole hours. */
    List<CameraWatched> cameras(Instant from, Instant to) {
        return database.read()
                .sql(
                        """
                        select camera_id, sum(views), sum(seconds) from camera_audience
                        where hour_at >= ? and hour_at < ?
                        group by camera_id order by sum(seconds) desc, sum(views) desc, camera_id
                        """)
                .params(Step.HOUR.begin(from).toEpochMilli(), to.toEpochMilli())
                .query(
                        (row, _) ->
                                new CameraWatched(
                                        row.getString(1),
                                        new Watched(row.getLong(2), row.getLong(3))))
                .list();
    }

    void forget(Instant now) {
        database.transaction(
                () -> {
                    forget(Step.MINUTE, now.minus(MINUTES_KEPT));
                    forget(Step.HOUR, now.minus(HOURS_KEPT));
                    database.write()
                            .sql("delete from camera_audience where hour_at < ?")
                            .param(now.minus(HOURS_KEPT).toEpochMilli())
                            .update();
                });
    }

    private void forget(Step step, Instant horizon) {
        database.write()
                .sql("delete from audience where step = ? and at < ?")
                .params(step.word(), horizon.toEpochMilli())
                .update();
    }
}
