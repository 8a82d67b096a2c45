package io.sightline.server.recording;

import io.sightline.media.segment.Archive;
import io.sightline.media.segment.GapReason;
import io.sightline.media.segment.Recorder;
import io.sightline.media.segment.RecorderStatus;
import io.sightline.media.segment.SegmentWriter;
import io.sightline.server.recording.RecordedTime.Gap;
import io.sightline.server.recording.RecordedTime.Nearest;
import io.sightline.server.recording.RecordedTime.Span;
import io.sightline.server.storage.Storage;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is recorded when: the index, and the files that are being written. */
public final class Recordings {

    /** Between two files that continue each other; more is a gap whatever they say. */
    private static final long TOUCHING_MICROS = 2_000_000;

    private static final String NO_LONGER_THERE = "not-available";

    private final SegmentIndex index;
    private final Storage storage;
    private final InstantSource clock;

    public Recordings(SegmentIndex index, Storage storage, InstantSource clock) {
        this.index = index;
        this.storage = storage;
        this.clock = clock;
    }

    /** Segments with media between the two times, the one being written as it is now. */
    List<IndexedSegment> segments(String stream, long fromMicros, long toMicros) {
        List<IndexedSegment> found = new ArrayList<>(index.between(stream, fromMicros, toMicros));
        live(stream)
                .ifPresent(
                        live -> {
                            found.removeIf(row -> row.id().equals(live.id()));
                            if (live.fromMicros() < toMicros && live.toMicros() > fromMicros) {
                                found.add(live);
                            }
                        });
        return found;
    }

    private Optional<IndexedSegment> live(String stream) {
        Archive archive = storage.archive();
        return archive.recorder(stream)
                .flatMap(Recorder::current)
                .map(SegmentWriter::summary)
                .filter(summary -> summary.toMicros() > summary.fromMicros())
                .map(IndexedSegment::of);
    }

    /** Spans and gaps between the two times. */
    public RecordedTime between(String stream, Instant from, Instant to) {
        Timeline timeline = new Timeline(micros(from), micros(to));
        index.lastBefore(stream, micros(from)).ifPresent(timeline::precededBy);
        segments(stream, micros(from), micros(to)).forEach(timeline::add);
        followedBy(stream, micros(to)).ifPresent(timeline::followedBy);
        ongoingGap(stream).ifPresent(timeline::endsWith);
        Nearest nearest =
                timeline.spans.isEmpty()
                        ? nearest(stream, micros(from), micros(to))
                        : new Nearest(null, null);
        return new RecordedTime(stream, from, to, timeline.spans(), timeline.gaps, nearest);
    }

    /** The recorded time next to a range without any. */
    Nearest nearest(String stream, long fromMicros, long toMicros) {
        Optional<IndexedSegment> before = index.lastBefore(stream, fromMicros);
        Optional<IndexedSegment> live = live(stream);
        if (live.isPresent() && live.get().fromMicros() < fromMicros) {
            before = live;
        }
        return new Nearest(span(before), span(followedBy(stream, toMicros)));
    }

    private Optional<IndexedSegment> followedBy(String stream, long toMicros) {
        return index.firstFrom(stream, toMicros)
                .or(() -> live(stream).filter(live -> live.fromMicros() >= toMicros));
    }

    private static @Nullable Span span(Optional<IndexedSegment> segment) {
        return segment.map(
                        s ->
                                new Span(
                                        instant(s.fromMicros()),
                                        instant(s.toMicros()),
                                        s.sizeBytes()))
                .orElse(null);
    }

    private Optional<Gap> ongoingGap(String stream) {
        return storage.archive()
                .recorder(stream)
                .map(Recorder::status)
                .filter(status -> status.state() != RecorderStatus.State.RECORDING)
                .map(
                        status ->
                                new Gap(
                                        status.since(),
                                        clock.instant(),
                                        status.gap().map(GapReason::slug).orElse(NO_LONGER_THERE)));
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /** Joins segments, given by their beginning, into spans. */
    private static final class Timeline {
        private final long from;
        private final long to;
        private final List<Span> spans = new ArrayList<>();
        private final List<Gap> gaps = new ArrayList<>();
        private long spanFrom;
        private long spanTo;
        private long spanBytes;
        private long lastEnd = Long.MIN_VALUE;

        Timeline(long from, long to) {
            this.from = from;
            this.to = to;
        }

        void precededBy(IndexedSegment segment) {
            lastEnd = segment.toMicros();
        }

        void add(IndexedSegment segment) {
            long hole = segment.fromMicros() - spanTo;
            if (spanBytes > 0 && hole <= TOUCHING_MICROS && segment.gapBefore().isEmpty()) {
                spanTo = Math.max(spanTo, segment.toMicros());
            } else {
                endSpan();
                gap(segment);
                spanFrom = segment.fromMicros();
                spanTo = segment.toMicros();
            }
            spanBytes += segment.sizeBytes();
            lastEnd = Math.max(lastEnd, segment.toMicros());
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

        private void endSpan() {
            if (spanBytes > 0) {
                spans.add(
                        new Span(
                                instant(Math.max(spanFrom, from)),
                                instant(Math.min(spanTo, to)),
                                spanBytes));
                spanBytes = 0;
            }
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
            return spans;
        }
    }
}
