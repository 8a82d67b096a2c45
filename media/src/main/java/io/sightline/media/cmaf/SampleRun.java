package io.sightline.media.cmaf;

import java.util.Arrays;

/** The samples of one track in the chunk under construction, in decoding order. */
final class SampleRun {

    private static final int INITIAL_CAPACITY = 16;

    int count;
    int[] sizes = new int[INITIAL_CAPACITY];
    long[] ptsTicks = new long[INITIAL_CAPACITY];
    long[] dtsTicks = new long[INITIAL_CAPACITY];
    boolean[] sync = new boolean[INITIAL_CAPACITY];

    /**
     * Presentation start and end of the run as a whole; the end is set when the run is finished.
     */
    long startTicks;

    long endTicks;

    /** Decode time at which the last sample ends. */
    long decodeEndTicks;

    /** When the first sample was taken, microseconds since the epoch. */
    long wallClockMicros;

    private int syncCount;

    void add(int sizeBytes, long pts, boolean isSync, long wallClock) {
        if (count == sizes.length) {
            grow();
        }
        if (count == 0) {
            wallClockMicros = wallClock;
        }
        sizes[count] = sizeBytes;
        ptsTicks[count] = pts;
        sync[count] = isSync;
        count++;
        if (isSync) {
            syncCount++;
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    boolean allSync() {
        return syncCount == count;
    }

    /** Duration of sample {@code i}: until the next one is decoded. */
    int durationTicks(int i) {
        long next = i + 1 < count ? dtsTicks[i + 1] : decodeEndTicks;
        return (int) (next - dtsTicks[i]);
    }

    /** Never negative: a frame that would be shown before it is decoded is shown when it is. */
    int compositionOffsetTicks(int i) {
        return Math.clamp(ptsTicks[i] - dtsTicks[i], 0, Integer.MAX_VALUE);
    }

    void clear() {
        count = 0;
        syncCount = 0;
    }

    private void grow() {
        int capacity = sizes.length * 2;
        sizes = Arrays.copyOf(sizes, capacity);
        ptsTicks = Arrays.copyOf(ptsTicks, capacity);
        dtsTicks = Arrays.copyOf(dtsTicks, capacity);
        sync = Arrays.copyOf(sync, capacity);
    }
}
