package io.sightline.media.rtp;

/** What a receiver report says about one sender (RFC 3550 §6.4.1, appendices A.3 and A.8). */
final class ReceptionStatistics {
    private static final long MAX_CUMULATIVE_LOST = 0x7F_FFFF;

    private int ssrc;
    private int clockRateHz;
    private boolean started;
    private int baseSequence;
    private int highestSequence;
    private int cycles;
    private long received;
    private long expectedBefore;
    private long receivedBefore;
    private int lastTransit;
    private double jitterTicks;
    private long lastReportNtp;
    private long lastReportNanos;

    /** Starts again for another sender. */
    void reset(int newSsrc, int newClockRateHz) {
        ssrc = newSsrc;
        clockRateHz = newClockRateHz;
        started = false;
        cycles = 0;
        received = 0;
        expectedBefore = 0;
        receivedBefore = 0;
        jitterTicks = 0;
        lastReportNtp = 0;
    }

    void received(int sequenceNumber, int rtpTimestamp, long arrivalNanos) {
        int transit = (int) (arrivalNanos / 1_000 * clockRateHz / 1_000_000) - rtpTimestamp;
        if (!started) {
            started = true;
            baseSequence = sequenceNumber;
            highestSequence = sequenceNumber;
            lastTransit = transit;
        }
        received++;
        if ((short) (sequenceNumber - highestSequence) > 0) {
            if (sequenceNumber < highestSequence) {
                cycles += 1 << 16;
            }
            highestSequence = sequenceNumber;
        }
        jitterTicks += (Math.abs((double) (transit - lastTransit)) - jitterTicks) / 16;
        lastTransit = transit;
    }

    void senderReport(long ntp, long arrivalNanos) {
        lastReportNtp = ntp;
        lastReportNanos = arrivalNanos;
    }

    int ssrc() {
        return ssrc;
    }

    boolean any() {
        return started;
    }

    int extendedHighestSequence() {
        return cycles + highestSequence;
    }

    /** Packets missing since the start, as 24 bits. */
    int cumulativeLost() {
        return (int) Math.clamp(expected() - received, 0, MAX_CUMULATIVE_LOST);
    }

    /** Loss since the last call in 1/256. */
    int fractionLost() {
        long expectedNow = expected();
        long expectedSince = expectedNow - expectedBefore;
        long lostSince = expectedSince - (received - receivedBefore);
        expectedBefore = expectedNow;
        receivedBefore = received;
        if (expectedSince <= 0 || lostSince <= 0) {
            return 0;
        }
        return (int) Math.min(255, (lostSince << 8) / expectedSince);
    }

    int jitterTicks() {
        return (int) jitterTicks;
    }

    /** The middle 32 bits of the last sender report's NTP timestamp, 0 before there was one. */
    int lastSenderReport() {
        return (int) (lastReportNtp >>> 16);
    }

    /** Delay since it in 1/65,536 s. */
    int delaySinceLastSenderReport(long nowNanos) {
        return lastReportNtp == 0
                ? 0
                : (int) ((nowNanos - lastReportNanos) / 1_000 * 65_536 / 1_000_000);
    }

    private long expected() {
        return Integer.toUnsignedLong(extendedHighestSequence()) - baseSequence + 1;
    }
}
