package io.sightline.server.health;

import io.sightline.server.health.CameraHealth.Alarm;
import io.sightline.server.health.CameraHealth.Period;
import io.sightline.server.health.HealthLog.AlarmChanged;
import io.sightline.server.health.HealthLog.Entry;
import io.sightline.server.health.HealthLog.PeriodBegan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How every camera is, in memory, and what of it has still to be written down. What was written in
 * an earlier run is where a camera begins: an outage goes on when the server comes back.
 *
 * <p>Safe for use by any thread.
 */
final class HealthBook {

    private static final Logger log = LoggerFactory.getLogger(HealthBook.class);

    private final HealthProperties properties;
    private final HealthLog history;
    private final Map<String, CameraHealth> cameras = new HashMap<>();
    private final List<Entry> unwritten = new ArrayList<>();

    HealthBook(HealthProperties properties, HealthLog history) {
        this.properties = properties;
        this.history = history;
    }

    /** How a camera is at this moment. */
    record Now(Period period, Optional<Instant> checkedAt, Optional<Alarm> alarm) {}

    /** Begins to know a camera, as it was when last written down. */
    void know(String cameraId, Instant now) {
        synchronized (cameras) {
            if (cameras.containsKey(cameraId)) {
                return;
            }
        }
        Period last = history.last(cameraId).orElse(new Period(now, Finding.UNKNOWN));
        Alarm open =
                history.alarms(cameraId, 1).stream()
                        .filter(alarm -> alarm.closed().isEmpty())
                        .findFirst()
                        .orElse(null);
        synchronized (cameras) {
            cameras.putIfAbsent(
                    cameraId,
                    new CameraHealth(last, open, properties.misses(), properties.alarmAfter()));
        }
    }

    /** Forgets cameras other than these. */
    void keepOnly(Collection<String> cameraIds) {
        synchronized (cameras) {
            cameras.keySet().retainAll(cameraIds);
        }
    }

    /** Takes in what a look at a camera found. */
    void observe(String cameraId, Finding finding, Instant now) {
        synchronized (cameras) {
            CameraHealth camera = cameras.get(cameraId);
            if (camera == null) {
                return;
            }
            camera.observe(finding, now)
                    .ifPresent(
                            period -> {
                                unwritten.add(new PeriodBegan(cameraId, period));
                                log.info(
                                        "[camera:{}] is {} since {} {}",
                                        cameraId,
                                        period.finding().status().slug(),
                                        period.from(),
                                        period.finding().detail());
                            });
            camera.alarm(now).ifPresent(alarm -> alarmed(cameraId, alarm, now));
        }
    }

    private void alarmed(String cameraId, Alarm alarm, Instant now) {
        unwritten.add(new AlarmChanged(cameraId, alarm));
        long seconds = alarm.lasted(now).toSeconds();
        if (alarm.closed().isEmpty()) {
            log.warn("[camera:{}] alarm: offline for {} s", cameraId, seconds);
        } else {
            log.warn("[camera:{}] alarm closed: was offline for {} s", cameraId, seconds);
        }
    }

    /**
     * Writes down what has come up since the last time; what can't be written stays.
     *
     * @return what was written
     */
    List<Entry> write() {
        List<Entry> batch;
        synchronized (cameras) {
            batch = List.copyOf(unwritten);
        }
        if (batch.isEmpty()) {
            return batch;
        }
        history.append(batch);
        synchronized (cameras) {
            unwritten.subList(0, batch.size()).clear();
        }
        return batch;
    }

    /** Empty for a camera that is not known yet. */
    Optional<Now> now(String cameraId) {
        synchronized (cameras) {
            return Optional.ofNullable(cameras.get(cameraId))
                    .map(
                            camera ->
                                    new Now(
                                            camera.current(),
                                            camera.checkedAt(),
                                            camera.openAlarm()));
        }
    }

    /** How many cameras are in each status. */
    Map<HealthStatus, Integer> counts() {
        Map<HealthStatus, Integer> counts = new EnumMap<>(HealthStatus.class);
        for (HealthStatus status : HealthStatus.values()) {
            counts.put(status, 0);
        }
        synchronized (cameras) {
            cameras.values()
                    .forEach(
                            camera ->
                                    counts.merge(
                                            camera.current().finding().status(), 1, Integer::sum));
        }
        return counts;
    }

    int openAlarms() {
        synchronized (cameras) {
            return Math.toIntExact(
                    cameras.values().stream()
                            .filter(camera -> camera.openAlarm().isPresent())
                            .count());
        }
    }
}
