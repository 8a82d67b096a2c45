package io.sightline.server.health;

import io.sightline.server.camera.CameraControl.Device;
import io.sightline.server.health.CameraHealth.Alarm;
import io.sightline.server.health.CameraHealth.Period;
import io.sightline.server.health.HealthBook.Now;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How cameras are, as the API tells it. */
final class HealthJson {

    private HealthJson() {}

    /**
     * Why a camera is not online.
     *
     * @param type as in problems: {@code unreachable}, {@code unauthorized}, …
     */
    record Reason(String type, String detail) {

        static @Nullable Reason of(Finding finding) {
            return finding.reason().isEmpty()
                    ? null
                    : new Reason(finding.reason(), finding.detail());
        }
    }

    /**
     * A camera that was away for long enough.
     *
     * @param since when it was away
     * @param closedAt null while it lasts
     * @param seconds that it was away, up to now while it lasts
     */
    record AlarmJson(Instant since, Instant raisedAt, @Nullable Instant closedAt, long seconds) {

        static AlarmJson of(Alarm alarm, Instant now) {
            return new AlarmJson(
                    alarm.began(),
                    alarm.raised(),
                    alarm.closed().orElse(null),
                    alarm.lasted(now).toSeconds());
        }
    }

    /**
     * How a camera is now.
     *
     * @param status {@code online}, {@code offline}, {@code online-without-picture} or {@code
     *     unknown}
     * @param checkedAt when it was last looked at
     * @param alarm null unless it has been offline for long
     * @param groups names of those that it is in
     */
    record CameraState(
            String cameraId,
            String name,
            String status,
            Instant since,
            @Nullable Reason reason,
            @Nullable Instant checkedAt,
            @Nullable AlarmJson alarm,
            List<String> groups,
            List<String> tags) {

        static CameraState of(Device camera, Optional<Now> known, Instant at) {
            Now now =
                    known.orElse(
                            new Now(
                                    new Period(at, Finding.UNKNOWN),
                                    Optional.empty(),
                                    Optional.empty()));
            return new CameraState(
                    camera.id(),
                    camera.name(),
                    now.period().finding().status().slug(),
                    now.period().from(),
                    Reason.of(now.period().finding()),
                    now.checkedAt().orElse(null),
                    now.alarm().map(alarm -> AlarmJson.of(alarm, at)).orElse(null),
                    camera.groups(),
                    camera.tags());
        }
    }

    /**
     * A page of cameras.
     *
     * @param next what to ask the rest with, null at the end
     * @param counts of all cameras that the caller sees, by status
     * @param intervalSeconds in which each camera is looked at
     */
    record CameraStates(
            List<CameraState> items,
            @Nullable String next,
            Map<String, Integer> counts,
            long intervalSeconds) {}

    /**
     * Time that a camera was in one status.
     *
     * @param until null while it lasts
     */
    record PeriodJson(
            Instant from,
            @Nullable Instant until,
            long seconds,
            String status,
            @Nullable Reason reason) {}

    /**
     * How a camera is and was.
     *
     * @param periods newest first
     * @param alarms newest first
     */
    record History(CameraState now, List<PeriodJson> periods, List<AlarmJson> alarms) {}

    /** Each period lasts until the one after it, which comes before it in the list. */
    static List<PeriodJson> periods(List<Period> newestFirst, Instant now) {
        List<PeriodJson> periods = new ArrayList<>();
        Instant until = null;
        for (Period period : newestFirst) {
            Duration lasted = Duration.between(period.from(), until == null ? now : until);
            periods.add(
                    new PeriodJson(
                            period.from(),
                            until,
                            lasted.toSeconds(),
                            period.finding().status().slug(),
                            Reason.of(period.finding())));
            until = period.from();
        }
        return periods;
    }
}
