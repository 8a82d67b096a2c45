package io.sightline.media.cmaf;

import io.sightline.media.codec.TrackFormat;
import java.util.List;
import java.util.function.Consumer;

/**
 * Turns the access units of one session into chunks. A session has one set of formats: when one of
 * them changes, the stream closes this chunker and makes the next.
 *
 * <p>Owned by the stream's media loop.
 */
public final class Chunker {

    public Chunker(
            InitSegment init,
            long firstSequence,
            boolean discontinuity,
            ChunkSettings settings,
            Consumer<Chunk> output) {
        throw new UnsupportedOperationException("the cmaf package is being written");
    }

    /** Header for the formats given, with {@code version} in it. */
    public static InitSegment init(int version, List<TrackFormat> tracks) {
        throw new UnsupportedOperationException("the cmaf package is being written");
    }

    /** Where the next access unit of {@code track} is put together. */
    public AccessUnitBuffer buffer(int track) {
        throw new UnsupportedOperationException("the cmaf package is being written");
    }

    /**
     * The access unit in {@link #buffer} is complete. Decoding times are worked out here, from the
     * format's reorder depth. Samples before the first key frame of the video track are dropped.
     *
     * @param ptsTicks presentation time on the stream's timeline, in the track's timescale
     * @param wallClockMicros when it was taken, microseconds since the epoch
     */
    public void complete(int track, long ptsTicks, long wallClockMicros, boolean keyFrame) {
        throw new UnsupportedOperationException("the cmaf package is being written");
    }

    /** Closes the chunk under construction, if it holds anything. */
    public void close() {
        throw new UnsupportedOperationException("the cmaf package is being written");
    }

    /** Sequence number that the next chunk will get. */
    public long nextSequence() {
        throw new UnsupportedOperationException("the cmaf package is being written");
    }
}
