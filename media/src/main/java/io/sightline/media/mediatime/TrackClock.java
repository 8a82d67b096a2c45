package io.sightline.media.mediatime;

/**
 * One track's way from RTP timestamps to the session's timeline: {@code media time = unwrapped
 * timestamp + offset}. State only; {@link SessionClock} decides.
 */
final class TrackClock {
    private static final int NO_RTP_TIME = -1;
    private static final long MAX_REPORT_DISTANCE_MICROS = 10_000_000;
    private static final long MAX_REPORT_DISAGREEMENT_MICROS = 100_000;

    final int clockRateHz;
    final int timescaleHz;
    final TimestampUnwrapper unwrapper = new TimestampUnwrapper();
    final LeadWindow lead = new LeadWindow();
    boolean reorders;

    /** Whether the track has a place on the timeline. */
    boolean anchored;

    /** Media time of the anchor timestamp, plus what {@link #correct} has added since. */
    private long anchorMicros;

    private long anchorTicks;
    private long newestTicks;
    private long lastPtsTicks;

    /** What is still to be added to come in step with the reference track. */
    long misalignmentMicros;

    long lastAlignNanos;

    /** Alignment by sender reports is better than by arrival, and ends the latter. */
    boolean alignedByReports;

    long rtpInfoTime = NO_RTP_TIME;

    // The last sender report that made sense.
    boolean reported;
    boolean reportsAgree;
    long reportTicks;
    long reportMicros;

    TrackClock(int clockRateHz, int timescaleHz, boolean reorders) {
        this.clockRateHz = clockRateHz;
        this.timescaleHz = timescaleHz;
        this.reorders = reorders;
    }

    boolean hasRtpInfo() {
        return rtpInfoTime != NO_RTP_TIME;
    }

    /** From here on {@code ticks} is {@code micros} on the session's timeline. */
    void anchor(long ticks, long micros) {
        anchored = true;
        anchorTicks = ticks;
        anchorMicros = micros;
        newestTicks = ticks;
        misalignmentMicros = 0;
        lead.clear();
    }

    /** The timeline starts again; the next access unit anchors the track. */
    void forget() {
        anchored = false;
        alignedByReports = false;
        reported = false;
        reportsAgree = false;
        lastPtsTicks = Long.MIN_VALUE;
    }

    /**
     * A sender report came.
     *
     * @param micros what the sender's clock showed at that timestamp
     * @return false when it is not of this RTP clock
     */
    boolean report(long micros, int rtpTimestamp) {
        long ticks = unwrapper.nearest(rtpTimestamp);
        if (Math.abs(advanceMicros(ticks)) > MAX_REPORT_DISTANCE_MICROS) {
            return false;
        }
        long sinceLast = micros(ticks) - micros(reportTicks);
        reportsAgree =
                reported
                        && Math.abs(micros - reportMicros - sinceLast)
                                <= MAX_REPORT_DISAGREEMENT_MICROS;
        reported = true;
        reportTicks = ticks;
        reportMicros = micros;
        return true;
    }

    long micros(long ticks) {
        return anchorMicros + scale(ticks - anchorTicks, 1_000_000, clockRateHz);
    }

    /** In the track's timescale; exact differences as long as nothing is corrected. */
    long ptsTicks(long ticks) {
        return scale(anchorMicros, timescaleHz, 1_000_000)
                + scale(ticks - anchorTicks, timescaleHz, clockRateHz);
    }

    void correct(long micros) {
        anchorMicros += micros;
        misalignmentMicros -= micros;
    }

    /** Ticks from the newest timestamp so far; negative for one that is older. */
    long advanceMicros(long ticks) {
        return scale(ticks - newestTicks, 1_000_000, clockRateHz);
    }

    void seen(long ticks) {
        newestTicks = Math.max(newestTicks, ticks);
    }

    long lastPtsTicks() {
        return lastPtsTicks;
    }

    void lastPtsTicks(long ptsTicks) {
        lastPtsTicks = ptsTicks;
    }

    /** {@code value × to / from} without overflow for any timeline shorter than centuries. */
    static long scale(long value, long to, long from) {
        if (to == from) {
            return value;
        }
        long whole = Math.floorDiv(value, from);
        long rest = Math.floorMod(value, from);
        return whole * to + rest * to / from;
    }
}
