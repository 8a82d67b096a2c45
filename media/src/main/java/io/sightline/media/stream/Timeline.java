package io.sightline.media.stream;

import java.util.concurrent.TimeUnit;

/**
 * A stream's media timeline: grows from its first session on and never goes back. A later session
 * begins where the time that has passed says, behind everything before it.
 *
 * <p>For the stream's media loop only.
 */
final class Timeline {

    private boolean started;
    private long epochNanos;
    private long originMicros;
    private long lastEndMicros;

    /**
     * A session begins, or its clock begins anew.
     *
     * @return false for the first of all
     */
    boolean continueAt(long nowNanos) {
        if (!started) {
            started = true;
            epochNanos = nowNanos;
            return false;
        }
        long elapsedMicros = TimeUnit.NANOSECONDS.toMicros(nowNanos - epochNanos);
        originMicros = Math.max(lastEndMicros, elapsedMicros);
        return true;
    }

    /** There is media up to here. */
    void reached(long endMicros) {
        lastEndMicros = Math.max(lastEndMicros, endMicros);
    }

    /** From the session's timeline to this one, in a track's timescale. */
    long ticks(long sessionTicks, int timescaleHz) {
        return sessionTicks + Math.multiplyExact(originMicros, (long) timescaleHz) / 1_000_000;
    }
}
