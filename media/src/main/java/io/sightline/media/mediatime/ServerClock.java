package io.sightline.media.mediatime;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * The server's time of day on a monotonic base, so that it runs evenly between looks at the system
 * clock, and a step of that clock is an event rather than a surprise in the arithmetic.
 */
final class ServerClock {

    /** What NTP slews is less, what an operator or a first synchronisation does is more. */
    static final long STEP_MICROS = 1_000_000;

    private static final long CHECK_INTERVAL_NANOS = 1_000_000_000L;

    private final InstantSource clock;
    private long baseNanos;
    private long baseMicros;

    ServerClock(InstantSource clock, long nowNanos) {
        this.clock = clock;
        anchor(nowNanos);
    }

    /** Microseconds since the epoch at {@code nanos} of {@link System#nanoTime()}. */
    long micros(long nanos) {
        return baseMicros + TimeUnit.NANOSECONDS.toMicros(nanos - baseNanos);
    }

    /**
     * Looks at the system clock, at most once a second, and follows it.
     *
     * @return by how much it stepped since the last look, 0 when it runs as it should
     */
    long follow(long nowNanos) {
        if (nowNanos - baseNanos < CHECK_INTERVAL_NANOS) {
            return 0;
        }
        long expected = micros(nowNanos);
        anchor(nowNanos);
        long step = baseMicros - expected;
        return Math.abs(step) >= STEP_MICROS ? step : 0;
    }

    private void anchor(long nowNanos) {
        Instant now = clock.instant();
        baseNanos = nowNanos;
        baseMicros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }
}
