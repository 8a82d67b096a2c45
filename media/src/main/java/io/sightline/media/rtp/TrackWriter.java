package io.sightline.media.rtp;

import io.sightline.media.cmaf.AccessUnitBuffer;
import io.sightline.media.codec.TrackFormat;
import io.sightline.media.mediatime.SessionClock;
import io.sightline.media.stream.StreamInput;

/** Where a depacketiser leaves its access units: one track of the session, with its clock. */
final class TrackWriter {
    private final RtpSession session;
    private final StreamInput input;
    private final int track;
    private long ptsTicks;

    TrackWriter(RtpSession session, StreamInput input, int track) {
        this.session = session;
        this.input = input;
        this.track = track;
    }

    /** Whether there is a session to write to; until then access units are dropped. */
    boolean ready() {
        return session.begun();
    }

    /** The format of the access unit that comes next, of which nothing but SEI is written yet. */
    void format(TrackFormat format) {
        session.formatSeen(track, format);
    }

    /**
     * Begins an access unit. The buffer may be another one afterwards.
     *
     * @return false when it comes too late to be of use
     */
    boolean begin(int rtpTimestamp, long arrivalNanos) {
        ptsTicks = session.clock().ptsTicks(track, rtpTimestamp, arrivalNanos);
        return ptsTicks != SessionClock.TOO_LATE;
    }

    AccessUnitBuffer buffer() {
        return input.buffer(track);
    }

    void publish(boolean keyFrame) {
        session.publish(track, ptsTicks, keyFrame);
    }

    /** Throws away what is in the buffer, and counts it. */
    void discard() {
        input.buffer(track).discard();
        input.accessUnitDiscarded(track);
    }
}
