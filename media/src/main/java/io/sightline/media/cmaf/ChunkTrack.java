package io.sightline.media.cmaf;

import io.sightline.media.codec.TrackFormat;

/** One track of the chunk under construction: its bytes and its samples. */
abstract sealed class ChunkTrack permits VideoTrack, AudioTrack {

    private final int id;
    private final TrackFormat format;
    final AccessUnitBuffer buffer;
    final SampleRun run = new SampleRun();

    ChunkTrack(int id, TrackFormat format, AccessUnitBuffer buffer) {
        this.id = id;
        this.format = format;
        this.buffer = buffer;
    }

    /** The MP4 track id. */
    int id() {
        return id;
    }

    TrackFormat format() {
        return format;
    }

    boolean playable() {
        return format.playableInBrowsers();
    }

    /**
     * Takes the access unit in the buffer into the run.
     *
     * @return false when it has no place on the track's timeline and was dropped
     */
    abstract boolean complete(long ptsTicks, long wallClockMicros, boolean keyFrame);

    /** How long the run lasts so far. */
    abstract long spanTicks();

    /** Duration of one frame, as far as it is known. */
    abstract long frameTicks();

    /** Ends the run: all its decode times are fixed. Not for an empty run. */
    abstract void finishRun();

    long micros(long ticks) {
        return Math.multiplyExact(ticks, 1_000_000L) / format.timescaleHz();
    }

    long ticks(long micros) {
        return Math.multiplyExact(micros, (long) format.timescaleHz()) / 1_000_000;
    }
}
