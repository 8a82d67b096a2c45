package io.sightline.media.rtsp;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waits between attempts: each twice as long as the one before, up to a limit, and every one up to
 * a fifth shorter or longer, so that cameras that went away together don't come back together.
 */
final class Backoff {

    private static final double JITTER = 0.2;
    private static final int MAX_DOUBLINGS = 10;

    private final RetryPolicy policy;
    private final RandomGenerator random;
    private int failures;

    Backoff(RetryPolicy policy, RandomGenerator random) {
        this.policy = policy;
        this.random = random;
    }

    /** The wait after one more failure. */
    Duration next() {
        long doubled = policy.first().toNanos() << Math.min(failures++, MAX_DOUBLINGS);
        return jittered(Math.min(doubled, policy.longest().toNanos()));
    }

    /** The wait after a refused password: always the same. */
    Duration nextUnauthorized() {
        return jittered(policy.unauthorized().toNanos());
    }

    /** The next failure counts as the first. */
    void reset() {
        failures = 0;
    }

    private Duration jittered(long nanos) {
        return Duration.ofNanos((long) (nanos * random.nextDouble(1 - JITTER, 1 + JITTER)));
    }
}
