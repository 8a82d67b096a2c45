package io.sightline.media.mediatime;

import java.util.concurrent.TimeUnit;

/**
 * The difference between the time of day and a session's timeline: {@code time of day = media time
 * + offset}. It follows its target by at most {@link SessionClock#MAX_SLEW_PPM}.
 */
final class TimeOfDay {

    /** Beyond this it is not slewed but set, with a discontinuity. */
    private static final long MAX_ERROR_MICROS = 5_000_000;

    /** Senders report every 5 s or so; one that stopped leaves the clock to arrival. */
    private static final long REPORT_LIFETIME_NANOS = 60_000_000_000L;

    private boolean set;
    private long offsetMicros;
    private long targetMicros;
    private long slewedNanos;
    private boolean fromReports;
    private long reportNanos;

    long at(long mediaMicros) {
        return mediaMicros + offsetMicros;
    }

    boolean isSet() {
        return set;
    }

    void set(long mediaMicros, long wallMicros, long nowNanos) {
        set = true;
        offsetMicros = wallMicros - mediaMicros;
        targetMicros = offsetMicros;
        slewedNanos = nowNanos;
        fromReports = false;
    }

    void forget() {
        set = false;
    }

    /** A sender report that is believed says when {@code mediaMicros} was. */
    void report(long mediaMicros, long wallMicros, long nowNanos) {
        fromReports = true;
        reportNanos = nowNanos;
        targetMicros = wallMicros - mediaMicros;
    }

    /** The last sender report is not believed. */
    void reportRefused() {
        fromReports = false;
    }

    /** Time passes; {@code arrivalOffsetMicros} is the offset by the arrival that was best. */
    void slew(long arrivalOffsetMicros, long nowNanos) {
        fromReports &= nowNanos - reportNanos <= REPORT_LIFETIME_NANOS;
        if (!fromReports) {
            targetMicros = arrivalOffsetMicros;
        }
        long elapsedMicros = TimeUnit.NANOSECONDS.toMicros(nowNanos - slewedNanos);
        long step = elapsedMicros * SessionClock.MAX_SLEW_PPM / 1_000_000;
        if (step > 0) {
            offsetMicros += Math.clamp(targetMicros - offsetMicros, -step, step);
            slewedNanos = nowNanos;
        }
    }

    /** Whether slewing can't be what is wanted any more. */
    boolean hopeless() {
        return set && Math.abs(targetMicros - offsetMicros) > MAX_ERROR_MICROS;
    }
}
