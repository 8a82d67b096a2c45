package io.sightline.media.cmaf;

/**
 * What is known of a chunk beside its bytes.
 *
 * @param sequence position in the stream, without holes, from 0 at the stream's first chunk
 * @param startsGop begins with a key frame of the video track (for audio alone, any chunk)
 * @param discontinuity times or formats do not continue those of the chunk before
 * @param interruption what happened just before its first frame
 * @param startMicros presentation start on the stream's media timeline, microseconds; decoding may
 *     begin earlier where frames are reordered
 * @param durationMicros of the video track, or of audio where there is no video
 * @param wallClockMicros when what is shown at its start was taken, microseconds since the epoch,
 *     UTC
 * @param videoFrames access units of the video track inside
 * @param playableBytes length of the leading part that browsers get; less than the whole when a
 *     track that only files take follows in a {@code moof} of its own
 */
public record ChunkInfo(
        long sequence,
        InitSegment init,
        boolean startsGop,
        boolean discontinuity,
        Interruption interruption,
        long startMicros,
        long durationMicros,
        long wallClockMicros,
        int videoFrames,
        int sizeBytes,
        int playableBytes) {

    public long endMicros() {
        return startMicros + durationMicros;
    }
}
