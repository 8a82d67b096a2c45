package io.sightline.media.segment;

/**
 * One chunk of a segment file.
 *
 * @param offset of its first byte in the file
 * @param playableBytes length of the leading part that browsers get
 * @param afterLoss packets were lost on their way just before its first frame
 * @param startMicros presentation start on the stream's media timeline
 * @param wallClockMicros when its first frame was taken, microseconds since the epoch, UTC
 */
public record ChunkEntry(
        long offset,
        int sizeBytes,
        int playableBytes,
        boolean startsGop,
        boolean afterLoss,
        long startMicros,
        long durationMicros,
        long wallClockMicros) {

    /** Where the next chunk begins. */
    public long endOffset() {
        return offset + sizeBytes;
    }

    public long endMicros() {
        return startMicros + durationMicros;
    }

    /** When its last frame ceases to be shown. */
    public long wallClockEndMicros() {
        return wallClockMicros + durationMicros;
    }
}
