package io.sightline.simulator.camera;

import io.sightline.simulator.rtp.RtpUnit;

/**
 * One receiver's place in a looped track: what is due next, and when. Times grow from 0 at its
 * start, for ever.
 */
final class Playhead {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final long startNanos;
    private LoopTrack track;
    private int next;

    /** Time on the receiver's clock at which the present pass through the loop began. */
    private long passTicks;

    Playhead(LoopTrack track, long startNanos) {
        this.track = track;
        this.startNanos = startNanos;
    }

    boolean isDue(long nowNanos) {
        long ticks = passTicks + track.dtsTicks(next);
        long dueNanos = startNanos + ticks * NANOS_PER_SECOND / track.description().clockHz();
        return dueNanos - nowNanos <= 0;
    }

    RtpUnit unit() {
        return track.unit(next);
    }

    long ptsTicks() {
        return passTicks + track.ptsTicks(next);
    }

    int frameNumber() {
        return track.frameNumber(next);
    }

    void advance() {
        if (++next == track.size()) {
            next = 0;
            passTicks += track.loopTicks();
        }
    }

    /** Goes on with another loop from its beginning; times continue. */
    void switchTo(LoopTrack other) {
        passTicks += track.dtsTicks(next);
        next = 0;
        track = other;
    }

    /** The presentation time of a picture taken at this moment. */
    long ticksAt(long nowNanos) {
        long elapsed = nowNanos - startNanos;
        int clock = track.description().clockHz();
        return elapsed / NANOS_PER_SECOND * clock
                + elapsed % NANOS_PER_SECOND * clock / NANOS_PER_SECOND
                + track.reorderTicks();
    }
}
