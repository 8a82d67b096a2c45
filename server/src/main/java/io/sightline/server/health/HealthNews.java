package io.sightline.server.health;

import io.sightline.server.health.CameraHealth.Alarm;
import io.sightline.server.health.CameraHealth.Period;
import io.sightline.server.health.HealthJson.AlarmJson;
import io.sightline.server.health.HealthJson.Reason;
import io.sightline.server.health.HealthLog.AlarmChanged;
import io.sightline.server.health.HealthLog.Entry;
import io.sightline.server.health.HealthLog.PeriodBegan;
import io.sightline.server.notify.Notifications;
import io.sightline.server.notify.Topic;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells who is listening how cameras have come to be. */
final class HealthNews {

    private final Notifications notifications;
    private final InstantSource clock;

    HealthNews(Notifications notifications, InstantSource clock) {
        this.notifications = notifications;
        this.clock = clock;
    }

    /** A message {@code camera-status}. */
    record StatusNews(String status, Instant since, @Nullable Reason reason) {}

    /** To be called when the API can tell it too. */
    void tell(List<Entry> entries) {
        for (Entry entry : entries) {
            switch (entry) {
                case PeriodBegan(String cameraId, Period period) ->
                        notifications.publish(
                                Topic.CAMERA_STATUS,
                                cameraId,
                                new StatusNews(
                                        period.finding().status().slug(),
                                        period.from(),
                                        Reason.of(period.finding())));
                case AlarmChanged(String cameraId, Alarm alarm) ->
                        notifications.publish(
                                Topic.ALARM, cameraId, AlarmJson.of(alarm, clock.instant()));
            }
        }
    }
}
