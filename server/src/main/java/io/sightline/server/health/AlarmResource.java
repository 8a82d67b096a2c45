package io.sightline.server.health;

import io.sightline.server.access.Caller;
import io.sightline.server.access.Rights;
import io.sightline.server.health.AlarmLog.CameraAlarm;
import io.sightline.server.health.HealthJson.Reason;
import io.sightline.server.web.Page;
import io.sightline.server.web.TimeCursor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/health/alarms}: of the cameras that the caller sees, newest first. */
@RestController
class AlarmResource {

    private final AlarmLog alarms;
    private final Rights rights;
    private final InstantSource clock;

    AlarmResource(AlarmLog alarms, Rights rights, InstantSource clock) {
        this.alarms = alarms;
        this.rights = rights;
        this.clock = clock;
    }

    /**
     * An alarm of a camera.
     *
     * @param since when the camera was away
     * @param closedAt null while it lasts
     * @param seconds that it was away, up to now while it lasts
     * @param reason why; null where that is no longer known
     */
    record CameraAlarmJson(
            String cameraId,
            String cameraName,
            Instant since,
            Instant raisedAt,
            @Nullable Instant closedAt,
            long seconds,
            @Nullable Reason reason) {

        static CameraAlarmJson of(CameraAlarm of, Instant now) {
            return new CameraAlarmJson(
                    of.cameraId(),
                    of.cameraName(),
                    of.alarm().began(),
                    of.alarm().raised(),
                    of.alarm().closed().orElse(null),
                    of.alarm().lasted(now).toSeconds(),
                    Reason.of(of.reason()));
        }
    }

    @GetMapping("/api/v1/health/alarms")
    Page<CameraAlarmJson> list(
            Caller caller,
            @RequestParam(defaultValue = "false") boolean open,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        int size = Page.checkedLimit(limit);
        TimeCursor after = cursor == null ? TimeCursor.NEWEST : TimeCursor.parse(cursor);
        List<CameraAlarm> found = alarms.list(rights.visibleCameras(caller), open, after, size + 1);
        boolean more = found.size() > size;
        List<CameraAlarm> page = more ? found.subList(0, size) : found;
        Instant now = clock.instant();
        return new Page<>(
                page.stream().map(alarm -> CameraAlarmJson.of(alarm, now)).toList(),
                more
                        ? TimeCursor.after(
                                        page.getLast().alarm().began(), page.getLast().cameraId())
                                .toString()
                        : null);
    }
}
