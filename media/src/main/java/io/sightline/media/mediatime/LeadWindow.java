package io.sightline.media.mediatime;

/**
 * How far a track's media time runs ahead of the time of its arrival, at best, over the last
 * seconds. The packet that was delayed least tells most about the sender's clock; whatever the
 * network adds only makes a lead smaller.
 */
final class LeadWindow {
    static final long WINDOW_MICROS = 5_000_000;

    private static final long NONE = Long.MIN_VALUE;

    private long windowStartMicros;
    private long current = NONE;
    private long previous = NONE;

    /**
     * @return whether a window was completed, so that {@link #previousMicros()} is news
     */
    boolean add(long leadMicros, long elapsedMicros) {
        boolean completed = false;
        if (current != NONE && elapsedMicros - windowStartMicros >= WINDOW_MICROS) {
            previous = current;
            current = NONE;
            completed = true;
        }
        if (current == NONE) {
            windowStartMicros = elapsedMicros;
        }
        current = Math.max(current, leadMicros);
        return completed;
    }

    boolean known() {
        return current != NONE;
    }

    /** The best lead seen lately; meaningless before the first {@link #add}. */
    long bestMicros() {
        return Math.max(previous, current);
    }

    /** The best lead of the last whole window. */
    long previousMicros() {
        return previous;
    }

    boolean hasPrevious() {
        return previous != NONE;
    }

    void clear() {
        current = NONE;
        previous = NONE;
    }
}
