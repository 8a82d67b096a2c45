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

    private static final long LOOK_INTERVAL_NANOS = 1_000_000_000L;

    /**
     * A pause of this thread between the two clocks looks like a step, but never twice the same.
     */
    private static final long AGREEMENT_MICROS = 100_000;

    /** Of a small difference, what one look takes over; the rest may be such a pause too. */
    private static final int SMOOTHING = 8;

    private final InstantSource clock;
    private long baseNanos;
    private long baseMicros;
    private long lookedNanos;
    private long suspectedStepMicros;

    ServerClock(InstantSource clock, long nowNanos) {
        this.clock = clock;
        lookedNanos = nowNanos;
        baseNanos = nowNanos;
        baseMicros = systemMicros();
    }

    /** Microseconds since the epoch at {@code nanos} of {@link System#nanoTime()}. */
    long micros(long nanos) {
        return baseMicros + TimeUnit.NANOSECONDS.toMicros(nanos - baseNanos);
    }

    /**
     * Looks at the system clock, once a second, and follows it.
     *
     * @return by how much it stepped, 0 when it runs as it should
     */
    long follow(long nowNanos) {
        if (nowNanos == lookedNanos
                || (suspectedStepMicros == 0 && nowNanos - lookedNanos < LOOK_INTERVAL_NANOS)) {
            return 0;
        }
        lookedNanos = nowNanos;
        long difference = systemMicros() - micros(nowNanos);
        if (Math.abs(difference) < STEP_MICROS) {
            suspectedStepMicros = 0;
            baseMicros += difference / SMOOTHING;
            return 0;
        }
        boolean confirmed =
                suspectedStepMicros != 0
                        && Math.abs(difference - suspectedStepMicros) < AGREEMENT_MICROS;
        suspectedStepMicros = confirmed ? 0 : difference;
        baseMicros += confirmed ? difference : 0;
        return confirmed ? difference : 0;
    }

    private long systemMicros() {
        Instant now = clock.instant();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }
}
