package io.sightline.media.cmaf;

/**
 * What stands at the beginning of a chunk before its length is known; {@link ChunkHeader} is what
 * is read back of it.
 */
record ChunkPreamble(
        int referenceTrack,
        long startTicks,
        long wallClockMicros,
        long durationMicros,
        boolean startsGop,
        boolean discontinuity,
        boolean afterLoss,
        int videoFrames) {

    void write(BoxWriter out) {
        ProducerReferenceTime.write(out, referenceTrack, wallClockMicros, startTicks);
        int flags =
                (startsGop ? ChunkSeal.STARTS_GOP : 0)
                        | (discontinuity ? ChunkSeal.DISCONTINUITY : 0)
                        | (afterLoss ? ChunkSeal.AFTER_LOSS : 0);
        ChunkSeal.write(out, durationMicros, flags, videoFrames);
    }
}
