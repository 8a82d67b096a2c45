package io.sightline.onvif.http;

import java.time.Duration;

/** The moment at which somebody has waited long enough, on the monotonic clock. */
public final class Deadline {

    private final long endNanos;

    private Deadline(long endNanos) {
        this.endNanos = endNanos;
    }

    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    public boolean passed() {
        return endNanos - System.nanoTime() <= 0;
    }

    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
    }

    /** The shorter of the two, as a socket wants it: 1 at least, because 0 means for ever. */
    int millisAtMost(Duration limit) {
        Duration shorter = remaining().compareTo(limit) < 0 ? remaining() : limit;
        return Math.clamp(shorter.toMillis(), 1, Integer.MAX_VALUE);
    }
}
