package io.sightline.media.segment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Time within a file of which there is no media, longer than a chunk lasts: the camera sent nothing
 * for a while and then went on, or what it sent was lost on the way.
 *
 * @param fromMicros wall clock at which the last frame before it ceases to be shown, microseconds
 *     since the epoch, UTC
 * @param toMicros wall clock of the first frame after it
 * @param reason {@link GapReason#CAMERA_STALLED} or {@link GapReason#PACKETS_LOST}
 */
public record Hole(long fromMicros, long toMicros, GapReason reason) {

    /** What chunks are apart by jitter and by the slewing of the wall clock. */
    private static final long JITTER_MICROS = 300_000;

    /** Between two chunks that follow each other. */
    static Optional<Hole> between(ChunkEntry before, ChunkEntry next) {
        return isOne(before.wallClockEndMicros(), next.wallClockMicros(), before.durationMicros())
                ? Optional.of(
                        new Hole(
                                before.wallClockEndMicros(),
                                next.wallClockMicros(),
                                next.afterLoss()
                                        ? GapReason.PACKETS_LOST
                                        : GapReason.CAMERA_STALLED))
                : Optional.empty();
    }

    /**
     * Whether a chunk is missing: where a camera sends a frame a second, a chunk lasts as long as
     * that.
     *
     * @param chunkMicros how long the chunk before it lasts
     */
    static boolean isOne(long fromMicros, long toMicros, long chunkMicros) {
        return toMicros - fromMicros > Math.max(JITTER_MICROS, chunkMicros + chunkMicros / 2);
    }

    /** All of them in a file. */
    static List<Hole> in(List<ChunkEntry> chunks) {
        List<Hole> holes = new ArrayList<>();
        for (int i = 1; i < chunks.size(); i++) {
            between(chunks.get(i - 1), chunks.get(i)).ifPresent(holes::add);
        }
        return holes;
    }

    public long micros() {
        return toMicros - fromMicros;
    }
}
