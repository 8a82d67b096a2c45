package io.sightline.media.cmaf;

import java.util.Arrays;

/**
 * Works out decode times from presentation times, which are all that RTP carries (RFC 6184 §5.1).
 *
 * <p>The frames' presentation times, sorted, are their <em>slots</em>: the k-th frame to be decoded
 * takes the k-th slot. With frames reordered by at most N places, a frame is decoded N frames
 * before its slot, so that none would be shown before it is decoded. Presentation times stay the
 * true ones and composition offsets are never negative, so that every player has audio and video in
 * step without an edit list: ffmpeg moves a whole fragmented file by its largest negative offset,
 * and players differ in whether they heed edit lists in an init segment.
 *
 * <p>A chunk's presentation starts with the slot of its first frame. Slots follow one another
 * without holes whatever the order of the frames, which the earliest presentation time in each
 * chunk does not.
 */
final class DecodeOrder {

    /** ITU-T H.264 §A.3.1 and H.265 §A.4.2: no decoder holds back more. */
    static final int MAX_DEPTH = 16;

    /** A hole up to this long goes into a composition offset, see {@link #decodeFrom}. */
    private static final long MAX_ABSORBED_HOLE_TICKS = 90_000;

    private static final long DEFAULT_FRAME_TICKS = 3_600;
    private static final long SHORTEST_FRAME_TICKS = 90;
    private static final long LONGEST_FRAME_TICKS = 10 * 90_000;

    private int depth;
    private boolean settled;
    private long delayTicks;
    private long frameTicks = DEFAULT_FRAME_TICKS;

    /** The two intervals before the last: the estimate is the median of three. */
    private long olderInterval;

    private long oldInterval;

    /** Presentation times not yet given out as decode times, ascending. */
    private final long[] waiting = new long[MAX_DEPTH + 1];

    private int waitingCount;

    /** The last presentation times in decoding order, a ring. */
    private final long[] recent = new long[MAX_DEPTH];

    private int seen;
    private long latestPts = Long.MIN_VALUE;
    private long lastGivenOut = Long.MIN_VALUE;
    private long lastSlot = -1;
    private long lastDts = -1;

    /** Samples of the run under construction that have their decode time. */
    private int assigned;

    private long decodeEnd;
    private long presentationEnd;

    DecodeOrder(int announcedDepth) {
        depth = Math.min(announcedDepth, MAX_DEPTH);
    }

    /** Takes the next frame's presentation time; gives decode times where that can be done yet. */
    void added(SampleRun run) {
        long pts = run.ptsTicks[run.count - 1];
        if (pts < latestPts) {
            raiseDepth(pts);
        }
        latestPts = Math.max(latestPts, pts);
        recent[seen++ % MAX_DEPTH] = pts;
        if (settled) {
            assign(run);
        }
    }

    /**
     * How long the run lasts so far, with an estimate for its last sample; 0 while the order of the
     * session's first frames is not known.
     */
    long spanTicks(SampleRun run) {
        if (settled) {
            return lastSlot + frameTicks - run.startTicks;
        }
        if (run.count <= 2 * depth) {
            return 0;
        }
        long earliest = Arrays.stream(run.ptsTicks, 0, run.count).min().getAsLong();
        long span = latestPts - earliest;
        return span + (run.count > 1 ? span / (run.count - 1) : frameTicks);
    }

    long frameTicks() {
        return frameTicks;
    }

    /** Ends the run: every sample gets its decode time, the last one an estimated duration. */
    void finish(SampleRun run) {
        if (!settled) {
            settle(run);
        }
        assign(run);
        decodeEnd = lastDts + frameTicks;
        presentationEnd = Math.max(run.startTicks, lastSlot + frameTicks);
        run.decodeEndTicks = decodeEnd;
        run.endTicks = presentationEnd;
        assigned = 0;
    }

    /** A frame follows more frames of later presentation than was announced: B-frames. */
    private void raiseDepth(long pts) {
        int preceding = 0;
        for (int i = 0; i < Math.min(seen, MAX_DEPTH); i++) {
            if (recent[i] > pts) {
                preceding++;
            }
        }
        if (preceding > depth) {
            depth = preceding;
            frameTicks = smallestGap(pts);
            delayTicks = depth * frameTicks;
        }
    }

    private long smallestGap(long pts) {
        int known = Math.min(seen, MAX_DEPTH);
        long[] sorted = Arrays.copyOf(recent, known + 1);
        sorted[known] = pts;
        Arrays.sort(sorted);
        long smallest = LONGEST_FRAME_TICKS;
        for (int i = 0; i < known; i++) {
            long gap = sorted[i + 1] - sorted[i];
            if (gap >= SHORTEST_FRAME_TICKS) {
                smallest = Math.min(smallest, gap);
            }
        }
        return smallest;
    }

    /** Learns the length of N frames from the session's first run. */
    private void settle(SampleRun run) {
        settled = true;
        long[] sorted = Arrays.copyOf(run.ptsTicks, run.count);
        Arrays.sort(sorted);
        if (run.count > 1) {
            long mean = (sorted[run.count - 1] - sorted[0]) / (run.count - 1);
            frameTicks = Math.clamp(mean, SHORTEST_FRAME_TICKS, LONGEST_FRAME_TICKS);
        }
        delayTicks = run.count > depth ? sorted[depth] - sorted[0] : depth * frameTicks;
    }

    private void assign(SampleRun run) {
        for (; assigned < run.count; assigned++) {
            lastSlot = nextSlot(run.ptsTicks[assigned]);
            long dts = Math.max(0, lastSlot - delayTicks);
            if (assigned == 0) {
                run.startTicks = Math.max(lastSlot, presentationEnd);
                dts = decodeFrom(dts);
            }
            lastDts = Math.max(dts, lastDts + 1);
            run.dtsTicks[assigned] = lastDts;
        }
    }

    private long nextSlot(long pts) {
        insert(pts);
        if (waitingCount <= depth) {
            // The first N frames: spread over the time until the first one is given out.
            return lastSlot < 0 ? Math.max(0, pts) : lastSlot + delayTicks / depth;
        }
        long earliest = waiting[0];
        waitingCount--;
        System.arraycopy(waiting, 1, waiting, 0, waitingCount);
        if (lastGivenOut != Long.MIN_VALUE) {
            estimateFrame(earliest - lastGivenOut);
        }
        lastGivenOut = earliest;
        return Math.max(lastSlot + 1, earliest + delayTicks);
    }

    /** One lost or late frame must not make the next run begin late: hence the median. */
    private void estimateFrame(long intervalTicks) {
        long interval = Math.clamp(intervalTicks, SHORTEST_FRAME_TICKS, LONGEST_FRAME_TICKS);
        long low = Math.min(oldInterval, olderInterval);
        long high = Math.max(oldInterval, olderInterval);
        frameTicks = low == 0 ? interval : Math.clamp(interval, low, high);
        olderInterval = oldInterval;
        oldInterval = interval;
    }

    /**
     * Where a run's decode time begins, given where the run before was said to end: the last
     * duration of a run is an estimate. Where the next frame came sooner, the runs must not
     * overlap. Where it came much later, browsers take a decode time hole of more than two frames
     * for a discontinuity and drop everything up to the next key frame (Media Source Extensions,
     * "coded frame processing"); so decoding continues at the end of the run before, and the
     * composition offset alone keeps the frame at its true time.
     */
    private long decodeFrom(long dts) {
        if (lastDts < 0) {
            return dts;
        }
        long hole = dts - decodeEnd;
        boolean absorbed = hole > frameTicks / 2 && hole <= MAX_ABSORBED_HOLE_TICKS;
        return absorbed ? decodeEnd : Math.max(dts, decodeEnd);
    }

    private void insert(long pts) {
        int at = waitingCount;
        while (at > 0 && waiting[at - 1] > pts) {
            waiting[at] = waiting[at - 1];
            at--;
        }
        waiting[at] = pts;
        waitingCount++;
    }
}
