package io.sightline.server.recording;

import static io.sightline.server.recording.Recordings.instant;
import static io.sightline.server.recording.Recordings.micros;

import io.sightline.media.segment.Hole;
import io.sightline.server.recording.RecordedTime.Gap;
import io.sightline.server.recording.RecordedTime.Span;
import java.util.ArrayList;
import java.util.List;

/** Joins segments, given by their beginning, into spans with the gaps between them. */
final class SpanJoiner {

    /** Of segments that are missing from the index, as after they were deleted. */
    static final String NO_LONGER_THERE = "not-available";

    /** Between two files that continue each other; more is a gap whatever they say. */
    private static final long TOUCHING_MICROS = 2_000_000;

    private final long from;
    private final long to;
    private final List<Span> spans = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private long spanFrom;
    private long spanTo;
    private long spanBytes;
    private long lastEnd = Long.MIN_VALUE;

    SpanJoiner(long from, long to) {
        this.from = from;
        this.to = to;
    }

    void precededBy(IndexedSegment segment) {
        lastEnd = segment.toMicros();
    }

    void add(IndexedSegment segment) {
        long distance = segment.fromMicros() - spanTo;
        if (spanBytes == 0 || distance > TOUCHING_MICROS || !segment.gapBefore().isEmpty()) {
            endSpan();
            gap(segment);
            spanFrom = segment.fromMicros();
            spanTo = segment.fromMicros();
        }
        long media = segment.mediaMicros();
        long partFrom = segment.fromMicros();
        for (Hole hole : segment.holes()) {
            extend(hole.fromMicros(), share(segment, hole.fromMicros() - partFrom, media));
            endSpan();
            gap(hole.fromMicros(), hole.toMicros(), hole.reason().slug());
            partFrom = hole.toMicros();
            spanFrom = partFrom;
            spanTo = partFrom;
        }
        extend(segment.toMicros(), share(segment, segment.toMicros() - partFrom, media));
        lastEnd = Math.max(lastEnd, segment.toMicros());
    }

    /** Bytes of a part of a segment, as if all of it had the same bit rate. */
    private static long share(IndexedSegment segment, long partMicros, long mediaMicros) {
        return segment.holes().isEmpty() || mediaMicros <= 0
                ? segment.sizeBytes()
                : Math.round((double) segment.sizeBytes() * partMicros / mediaMicros);
    }

    private void extend(long end, long bytes) {
        spanTo = Math.max(spanTo, end);
        spanBytes += bytes;
    }

    private void gap(IndexedSegment next) {
        String reason = next.gapBefore().isEmpty() ? NO_LONGER_THERE : next.gapBefore();
        gap(lastEnd, next.fromMicros(), reason);
    }

    private void gap(long gapFrom, long gapTo, String reason) {
        long first = Math.max(gapFrom, from);
        long end = Math.min(gapTo, to);
        if (gapFrom != Long.MIN_VALUE && first < end) {
            gaps.add(new Gap(instant(first), instant(end), reason));
        }
    }

    /** A part of a segment that lies beyond the range is left out. */
    private void endSpan() {
        long first = Math.max(spanFrom, from);
        long end = Math.min(spanTo, to);
        if (spanBytes > 0 && first < end) {
            spans.add(new Span(instant(first), instant(end), spanBytes));
        }
        spanBytes = 0;
    }

    void followedBy(IndexedSegment segment) {
        endSpan();
        if (!segment.gapBefore().isEmpty()) {
            gap(segment);
        }
    }

    /** What has been missing until now. */
    void endsWith(Gap ongoing) {
        endSpan();
        long since = lastEnd == Long.MIN_VALUE ? micros(ongoing.from()) : lastEnd;
        gap(since, micros(ongoing.to()), ongoing.reason());
    }

    List<Span> spans() {
        endSpan();
        return List.copyOf(spans);
    }

    List<Gap> gaps() {
        return List.copyOf(gaps);
    }
}
