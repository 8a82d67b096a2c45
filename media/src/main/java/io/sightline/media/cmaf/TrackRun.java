package io.sightline.media.cmaf;

/**
 * The samples of one track in a chunk that was read back, in decoding order ({@code traf}, ISO/IEC
 * 14496-12 §8.8.6). Their bytes lie one behind the other. Immutable.
 */
public final class TrackRun {

    private final int trackId;
    private final long decodeTicks;
    private final int dataOffset;
    private final int[] sizes;
    private final int[] durations;
    private final int[] compositionOffsets;
    private final boolean[] sync;
    private final int dataBytes;

    /** Takes ownership of the arrays, which are of one length. */
    TrackRun(
            int trackId,
            long decodeTicks,
            int dataOffset,
            int[] sizes,
            int[] durations,
            int[] compositionOffsets,
            boolean[] sync,
            int dataBytes) {
        this.trackId = trackId;
        this.decodeTicks = decodeTicks;
        this.dataOffset = dataOffset;
        this.sizes = sizes;
        this.durations = durations;
        this.compositionOffsets = compositionOffsets;
        this.sync = sync;
        this.dataBytes = dataBytes;
    }

    public int trackId() {
        return trackId;
    }

    /** Decode time of the first sample, in the track's timescale. */
    public long decodeTicks() {
        return decodeTicks;
    }

    /** Where the first sample's bytes lie, from the beginning of the chunk. */
    public int dataOffset() {
        return dataOffset;
    }

    /** Length of all samples together. */
    public int dataBytes() {
        return dataBytes;
    }

    public int sampleCount() {
        return sizes.length;
    }

    public int sizeBytes(int sample) {
        return sizes[sample];
    }

    public int durationTicks(int sample) {
        return durations[sample];
    }

    /** What to add to the decode time for the presentation time. */
    public int compositionOffsetTicks(int sample) {
        return compositionOffsets[sample];
    }

    /** Whether decoding can begin with it. */
    public boolean sync(int sample) {
        return sync[sample];
    }
}
