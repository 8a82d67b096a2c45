package io.sightline.media.stream;

import io.sightline.media.cmaf.AccessUnitBuffer;
import io.sightline.media.codec.TrackFormat;
import io.sightline.media.loop.MediaLoop;
import java.time.Duration;
import java.util.List;

/**
 * The one door through which a {@link Source} feeds its stream. A <em>session</em> is one
 * connection's worth of media: within it the tracks share a timeline that starts near 0.
 *
 * <p>Every method but {@link #loop()} may be called on the stream's media loop only.
 */
public interface StreamInput {

    /** The loop that owns the stream; the source registers its sockets there. */
    MediaLoop loop();

    /** The source begins to connect. */
    void connecting();

    /**
     * Media is about to flow. Ends the session before, if any; viewers see a discontinuity.
     *
     * @param tracks in a fixed order: their index is the track's name from here on
     */
    void beginSession(List<TrackFormat> tracks);

    /** Where the next access unit of {@code track} is put together. */
    AccessUnitBuffer buffer(int track);

    /**
     * The access unit in {@link #buffer} is complete: publish it.
     *
     * @param ptsTicks presentation time in the track's timescale, on the session's timeline, on
     *     which all tracks are in step
     * @param wallClockMicros when it was taken, microseconds since the epoch, UTC
     */
    void publish(int track, long ptsTicks, long wallClockMicros, boolean keyFrame);

    /** Parameter sets changed in mid-stream; takes effect with the next access unit. */
    void changeFormat(int track, TrackFormat format);

    /**
     * The source's clock jumped: the session's timeline starts again near 0 with the next access
     * unit.
     */
    void discontinuity(String reason);

    /** An access unit could not be completed and was thrown away. */
    void accessUnitDiscarded(int track);

    void packetsLost(long count);

    void packetsReordered(long count);

    void clockDrift(double ppm);

    /**
     * The connection failed or ended.
     *
     * @param retryIn when the source will try again by itself
     */
    void failed(StreamFailure failure, Duration retryIn);
}
