package io.sightline.media.rtsp;

import java.time.Duration;

/**
 * When a source tries again after a failure.
 *
 * @param first wait after the first failure; each further one doubles it
 * @param longest most that it grows to
 * @param unauthorized wait after a refused password: cameras lock an account after a few attempts
 * @param healthyAfter media flowing for so long makes the next failure count as the first
 */
public record RetryPolicy(
        Duration first, Duration longest, Duration unauthorized, Duration healthyAfter) {

    public static final RetryPolicy DEFAULT =
            new RetryPolicy(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30));

    public RetryPolicy {
        requirePositive("first", first);
        requirePositive("unauthorized", unauthorized);
        requirePositive("healthyAfter", healthyAfter);
        if (longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("longest is shorter than first: " + longest);
        }
    }

    /** Here, so that the settings need this class to begin, and not the other way round as well. */
    static void requirePositive(String name, Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException(name + " must be longer than nothing: " + duration);
        }
    }
}
