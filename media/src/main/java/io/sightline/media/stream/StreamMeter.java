package io.sightline.media.stream;

/** Counts what enters a stream. Written by the stream's loop, read by any thread. */
final class StreamMeter {

    private static final long RATE_WINDOW_NANOS = 2_000_000_000L;
    private static final long GAP_NANOS = 1_000_000_000L;

    private long bytes;
    private long frames;
    private long keyFrames;
    private long lostPackets;
    private long reorderedPackets;
    private long discardedAccessUnits;
    private long discontinuities;
    private long gaps;
    private long sessions;
    private double clockDriftPpm;

    private long windowStartNanos;
    private long windowBytes;
    private long windowFrames;
    private long bitrateBitsPerSecond;
    private double framesPerSecond;

    private long lastVideoNanos;
    private long lastKeyFrameMicros = Long.MIN_VALUE;
    private long lastKeyFrameNumber;
    private long gopMillis;
    private int gopFrames;

    synchronized void sessionStarted(long nowNanos) {
        sessions++;
        windowStartNanos = nowNanos;
        windowBytes = 0;
        windowFrames = 0;
        lastVideoNanos = 0;
        lastKeyFrameMicros = Long.MIN_VALUE;
    }

    synchronized void sessionEnded() {
        bitrateBitsPerSecond = 0;
        framesPerSecond = 0;
    }

    synchronized void video(int sizeBytes, boolean keyFrame, long mediaMicros, long nowNanos) {
        count(sizeBytes, nowNanos);
        frames++;
        windowFrames++;
        if (lastVideoNanos != 0 && nowNanos - lastVideoNanos > GAP_NANOS) {
            gaps++;
        }
        lastVideoNanos = nowNanos;
        if (keyFrame) {
            keyFrames++;
            if (lastKeyFrameMicros != Long.MIN_VALUE) {
                gopMillis = (mediaMicros - lastKeyFrameMicros) / 1_000;
                gopFrames = (int) (frames - lastKeyFrameNumber);
            }
            lastKeyFrameMicros = mediaMicros;
            lastKeyFrameNumber = frames;
        }
    }

    synchronized void audio(int sizeBytes, long nowNanos) {
        count(sizeBytes, nowNanos);
    }

    private void count(int sizeBytes, long nowNanos) {
        bytes += sizeBytes;
        windowBytes += sizeBytes;
        long elapsed = nowNanos - windowStartNanos;
        if (elapsed >= RATE_WINDOW_NANOS) {
            double seconds = elapsed / 1e9;
            bitrateBitsPerSecond = Math.round(windowBytes * 8 / seconds);
            framesPerSecond = windowFrames / seconds;
            windowStartNanos = nowNanos;
            windowBytes = 0;
            windowFrames = 0;
        }
    }

    synchronized void packetsLost(long count) {
        lostPackets += count;
    }

    synchronized void packetsReordered(long count) {
        reorderedPackets += count;
    }

    synchronized void accessUnitDiscarded() {
        discardedAccessUnits++;
    }

    synchronized void discontinuity() {
        discontinuities++;
    }

    synchronized void clockDrift(double ppm) {
        clockDriftPpm = ppm;
    }

    synchronized StreamStatistics snapshot() {
        return new StreamStatistics(
                bitrateBitsPerSecond,
                framesPerSecond,
                gopMillis,
                gopFrames,
                bytes,
                frames,
                keyFrames,
                lostPackets,
                reorderedPackets,
                discardedAccessUnits,
                discontinuities,
                gaps,
                Math.max(0, sessions - 1),
                clockDriftPpm);
    }
}
