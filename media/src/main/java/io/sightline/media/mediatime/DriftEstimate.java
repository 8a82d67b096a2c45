package io.sightline.media.mediatime;

/**
 * How much faster the source's clock runs than ours, from its lead over the last minutes. Windows
 * of {@link LeadWindow} come in; the slope between the oldest kept and the newest is the estimate.
 */
final class DriftEstimate {
    private static final int WINDOWS = 120;
    private static final long MIN_SPAN_MICROS = 30_000_000;

    private final long[] leadMicros = new long[WINDOWS];
    private final long[] atMicros = new long[WINDOWS];
    private int count;

    void add(long windowLeadMicros, long elapsedMicros) {
        leadMicros[count % WINDOWS] = windowLeadMicros;
        atMicros[count % WINDOWS] = elapsedMicros;
        count++;
    }

    /** Whether enough time has passed for {@link #ppm()} to mean something. */
    boolean known() {
        return count > 1 && spanMicros() >= MIN_SPAN_MICROS;
    }

    /** Parts per million; positive when the source's clock is fast. */
    double ppm() {
        return 1e6 * (leadMicros[newest()] - leadMicros[oldest()]) / spanMicros();
    }

    void clear() {
        count = 0;
    }

    private long spanMicros() {
        return atMicros[newest()] - atMicros[oldest()];
    }

    private int newest() {
        return (count - 1) % WINDOWS;
    }

    private int oldest() {
        return count <= WINDOWS ? 0 : count % WINDOWS;
    }
}
