package io.sightline.server.recording;

import io.sightline.media.segment.GapReason;
import io.sightline.media.segment.Hole;
import io.sightline.media.segment.SegmentHeader;
import io.sightline.media.segment.SegmentId;
import io.sightline.media.segment.SegmentSummary;
import io.sightline.media.segment.SegmentSummary.State;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A row of the index.
 *
 * @param fromMicros microseconds since the epoch, UTC
 * @param gapBefore slug of the reason why nothing was recorded just before; empty when it continues
 *     the segment before
 * @param codecs of all tracks, comma-separated, as RFC 6381 writes them
 * @param holes time within it without media, where that was asked for
 */
record IndexedSegment(
        String stream,
        SegmentId id,
        String volume,
        State state,
        long fromMicros,
        long toMicros,
        long sizeBytes,
        String gapBefore,
        String codecs,
        List<Hole> holes) {

    IndexedSegment {
        holes = List.copyOf(holes);
    }

    IndexedSegment with(List<Hole> its) {
        return new IndexedSegment(
                stream, id, volume, state, fromMicros, toMicros, sizeBytes, gapBefore, codecs, its);
    }

    /** How much media it holds, its holes taken off. */
    long mediaMicros() {
        return toMicros - fromMicros - holes.stream().mapToLong(Hole::micros).sum();
    }

    static IndexedSegment of(SegmentSummary summary) {
        return new IndexedSegment(
                summary.stream(),
                summary.id(),
                summary.volume(),
                summary.state(),
                summary.fromMicros(),
                summary.toMicros(),
                summary.sizeBytes(),
                summary.header().gapBefore().map(GapReason::slug).orElse(""),
                summary.header().tracks().stream()
                        .map(SegmentHeader.Track::codec)
                        .collect(Collectors.joining(",")),
                summary.holes());
    }
}
