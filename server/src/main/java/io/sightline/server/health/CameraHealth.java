package io.sightline.server.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one camera is, from one look to the next. Good news counts at once; bad news has to be found
 * a few times in a row, so that a lost packet is not an alarm, and then dates from the first time.
 *
 * <p>Not safe for use by several threads at once.
 */
final class CameraHealth {

    /** How a camera is from a moment on. */
    record Period(Instant from, Finding finding) {}

    /**
     * An alarm, raised or closed.
     *
     * @param began since when the camera was away
     * @param closed empty while it lasts
     */
    record Alarm(Instant began, Instant raised, Optional<Instant> closed) {
        Duration lasted(Instant now) {
            return Duration.between(began, closed.orElse(now));
        }
    }

    private final int misses;
    private final Duration alarmAfter;
    private Period current;
    private @Nullable Alarm alarm;
    private @Nullable Instant checkedAt;
    private Instant suspectedSince = Instant.EPOCH;
    private int timesSuspected;

    CameraHealth(Period current, @Nullable Alarm alarm, int misses, Duration alarmAfter) {
        this.current = current;
        this.alarm = alarm;
        this.misses = misses;
        this.alarmAfter = alarmAfter;
    }

    /**
     * Takes in what a look found.
     *
     * @return the period that begins with it, if one does
     */
    Optional<Period> observe(Finding finding, Instant now) {
        checkedAt = now;
        if (finding.status() == current.finding().status()) {
            timesSuspected = 0;
            return Optional.empty();
        }
        if (finding.status() == HealthStatus.ONLINE) {
            return Optional.of(begin(new Period(now, finding)));
        }
        // Away or without picture: either way it has not been well since the first miss.
        suspectedSince = timesSuspected == 0 ? now : suspectedSince;
        timesSuspected++;
        return timesSuspected < misses
                ? Optional.empty()
                : Optional.of(begin(new Period(suspectedSince, finding)));
    }

    private Period begin(Period period) {
        timesSuspected = 0;
        current = period;
        return period;
    }

    /**
     * Raises or closes the alarm where it is time to.
     *
     * @return the alarm that changed
     */
    Optional<Alarm> alarm(Instant now) {
        boolean away = current.finding().status() == HealthStatus.OFFLINE;
        Alarm open = alarm;
        if (open == null && away && !now.isBefore(current.from().plus(alarmAfter))) {
            alarm = new Alarm(current.from(), now, Optional.empty());
            return Optional.ofNullable(alarm);
        }
        if (open != null && !away) {
            alarm = null;
            return Optional.of(new Alarm(open.began(), open.raised(), Optional.of(current.from())));
        }
        return Optional.empty();
    }

    Period current() {
        return current;
    }

    Optional<Alarm> openAlarm() {
        return Optional.ofNullable(alarm);
    }

    /** When it was last looked at; empty before the first time. */
    Optional<Instant> checkedAt() {
        return Optional.ofNullable(checkedAt);
    }
}
