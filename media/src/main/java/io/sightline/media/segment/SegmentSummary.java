package io.sightline.media.segment;

import java.util.List;

/**
 * What an index holds of a segment, all of it found in the file itself.
 *
 * @param volume name of the volume that holds it
 * @param fromMicros wall clock of its first frame, microseconds since the epoch, UTC
 * @param toMicros wall clock at which its last frame ceases to be shown
 * @param sizeBytes of the file
 * @param holes within it, oldest first
 */
public record SegmentSummary(
        SegmentId id,
        String volume,
        State state,
        long fromMicros,
        long toMicros,
        long sizeBytes,
        SegmentHeader header,
        List<Hole> holes) {

    /** Whether a file is an ordinary MP4 yet. */
    public enum State {
        /** Being written, or left so by a crash: plays as fragmented MP4. */
        OPEN,
        /** Finished. */
        CLOSED
    }

    public SegmentSummary {
        holes = List.copyOf(holes);
    }

    public String stream() {
        return header.stream();
    }
}
