package io.sightline.media.segment;

import java.nio.ByteBuffer;

/**
 * The samples of one track of a file that is being written, five or six bytes each, from which the
 * sample tables of an ordinary MP4 are made when the file is closed (ISO/IEC 14496-12 §8.6, §8.7).
 * Collected in passing because reading the {@code moof}s back would seek through the whole file.
 *
 * <p>Owned by the thread that writes the file.
 */
final class SampleTable {

    private static final int SYNC = 1;
    private static final int NEW_COMPOSITION_OFFSET = 2;
    private static final int FLAG_BITS = 2;

    /** Takes the samples one by one, in decoding order. */
    @FunctionalInterface
    interface SampleVisitor {
        void sample(int sizeBytes, long durationTicks, int compositionOffsetTicks, boolean sync);
    }

    /** Takes the runs of samples that lie one behind the other. */
    @FunctionalInterface
    interface RunVisitor {
        void run(long fileOffset, int samples);
    }

    private final int trackId;
    private final ByteLog samples = new ByteLog();
    private final ByteLog runs = new ByteLog();
    private int sampleCount;
    private int runCount;
    private int samplesInRun;
    private long runOffset;
    private long lastRunOffset;
    private long firstDecodeTicks;
    private long nextDecodeTicks;
    private long shownEndTicks = Long.MIN_VALUE;

    // The newest sample waits here: its duration is settled by the next one's decoding time.
    private boolean pending;
    private int pendingSize;
    private long pendingDuration;
    private int pendingOffset;
    private boolean pendingSync;

    private long loggedDuration;
    private int loggedOffset;

    private int firstCompositionOffset;
    private int leastCompositionOffset;
    private boolean everySampleSync = true;
    private boolean anyCompositionOffset;

    SampleTable(int trackId) {
        this.trackId = trackId;
    }

    /** Samples that follow lie from {@code fileOffset} on; the first is decoded at that time. */
    void beginRun(long fileOffset, long decodeTicks) {
        endRun();
        runOffset = fileOffset;
        if (!pending) {
            firstDecodeTicks = decodeTicks;
        } else {
            pendingDuration = Math.max(0, pendingDuration + decodeTicks - nextDecodeTicks);
        }
        nextDecodeTicks = decodeTicks;
    }

    void add(int sizeBytes, long durationTicks, int compositionOffsetTicks, boolean sync) {
        if (sampleCount == 0) {
            firstCompositionOffset = compositionOffsetTicks;
            leastCompositionOffset = compositionOffsetTicks;
        }
        logPending();
        pending = true;
        pendingSize = sizeBytes;
        pendingDuration = durationTicks;
        pendingOffset = compositionOffsetTicks;
        pendingSync = sync;
        shownEndTicks =
                Math.max(shownEndTicks, nextDecodeTicks + compositionOffsetTicks + durationTicks);
        nextDecodeTicks += durationTicks;
        samplesInRun++;
        sampleCount++;
        everySampleSync &= sync;
        anyCompositionOffset |= compositionOffsetTicks != 0;
        leastCompositionOffset = Math.min(leastCompositionOffset, compositionOffsetTicks);
    }

    private void logPending() {
        if (!pending) {
            return;
        }
        boolean newOffset = pendingOffset != loggedOffset;
        long delta = ByteLog.zigzag(pendingDuration - loggedDuration);
        samples.put(
                (delta << FLAG_BITS)
                        | (pendingSync ? SYNC : 0)
                        | (newOffset ? NEW_COMPOSITION_OFFSET : 0));
        samples.put(pendingSize);
        if (newOffset) {
            samples.putSigned((long) pendingOffset - loggedOffset);
        }
        loggedDuration = pendingDuration;
        loggedOffset = pendingOffset;
        pending = false;
    }

    private void endRun() {
        if (samplesInRun > 0) {
            runs.put(samplesInRun);
            runs.putSigned(runOffset - lastRunOffset);
            lastRunOffset = runOffset;
            samplesInRun = 0;
            runCount++;
        }
    }

    /** Nothing is added any more. */
    void end() {
        logPending();
        endRun();
    }

    void forEachSample(SampleVisitor visitor) {
        ByteBuffer log = samples.toBuffer();
        long duration = 0;
        int offset = 0;
        while (log.hasRemaining()) {
            long head = ByteLog.get(log);
            int size = (int) ByteLog.get(log);
            duration += ByteLog.unzigzag(head >>> FLAG_BITS);
            if ((head & NEW_COMPOSITION_OFFSET) != 0) {
                offset += (int) ByteLog.getSigned(log);
            }
            visitor.sample(size, duration, offset, (head & SYNC) != 0);
        }
    }

    void forEachRun(RunVisitor visitor) {
        ByteBuffer log = runs.toBuffer();
        long offset = 0;
        while (log.hasRemaining()) {
            int count = (int) ByteLog.get(log);
            offset += ByteLog.getSigned(log);
            visitor.run(offset, count);
        }
    }

    int trackId() {
        return trackId;
    }

    int sampleCount() {
        return sampleCount;
    }

    int runCount() {
        return runCount;
    }

    /** Decoding time of the first sample on the stream's timeline. */
    long firstDecodeTicks() {
        return firstDecodeTicks;
    }

    /** From the first decoding time to the end of the last sample. */
    long durationTicks() {
        return nextDecodeTicks - firstDecodeTicks;
    }

    /**
     * From where the first sample is shown to where the last one shown ends; longer than decoding
     * takes when frames are reordered.
     */
    long shownTicks() {
        return Math.max(0, shownEndTicks - firstDecodeTicks - firstCompositionOffset);
    }

    int firstCompositionOffsetTicks() {
        return firstCompositionOffset;
    }

    int leastCompositionOffsetTicks() {
        return leastCompositionOffset;
    }

    boolean everySampleSync() {
        return everySampleSync;
    }

    boolean anyCompositionOffset() {
        return anyCompositionOffset;
    }

    int heapBytes() {
        return samples.sizeBytes() + runs.sizeBytes();
    }
}
