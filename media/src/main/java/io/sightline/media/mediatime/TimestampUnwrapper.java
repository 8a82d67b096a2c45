package io.sightline.media.mediatime;

/**
 * Counts 32-bit RTP timestamps (RFC 3550 §5.1) on without end. A timestamp means the nearest
 * unwrapped one: less than 2³¹ ticks, 6.6 hours at 90 kHz, before or after the last.
 */
final class TimestampUnwrapper {
    private long last;
    private boolean started;

    /** The unwrapped value, which becomes the one to compare with. */
    long unwrap(int rtpTimestamp) {
        last = started ? nearest(rtpTimestamp) : Integer.toUnsignedLong(rtpTimestamp);
        started = true;
        return last;
    }

    /** The unwrapped value, without a change. Meaningless before the first {@link #unwrap}. */
    long nearest(int rtpTimestamp) {
        return last + (rtpTimestamp - (int) last);
    }

    boolean started() {
        return started;
    }
}
