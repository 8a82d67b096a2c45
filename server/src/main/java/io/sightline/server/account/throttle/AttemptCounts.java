package io.sightline.server.account.throttle;

import java.time.Duration;
import java.util.Optional;

/**
 * Where attempts are counted: in this process, or where all nodes of a cluster count together. Safe
 * for use by any thread.
 */
public interface AttemptCounts {

    /**
     * Takes one of {@code capacity} attempts, which come back evenly over {@code period}.
     *
     * @return how long to wait when there is none left
     */
    Optional<Duration> take(String key, long capacity, Duration period);

    /** Gives one back: the attempt was none. */
    void giveBack(String key);

    /** How long {@code key} still has to wait for its failures; zero when it need not. */
    Duration delay(String key);

    /**
     * Counts one more failure, after which {@code key} waits.
     *
     * @param free failures that cost nothing
     */
    void failed(String key, int free, Duration first, Duration longest);

    /** Forgets the failures of {@code key}. */
    void succeeded(String key);
}
