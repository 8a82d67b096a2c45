package io.sightline.server.recording;

import io.sightline.media.segment.Archive;
import io.sightline.media.segment.GapReason;
import io.sightline.media.segment.Recorder;
import io.sightline.media.segment.RecorderStatus;
import io.sightline.media.segment.SegmentWriter;
import io.sightline.server.recording.RecordedTime.Gap;
import io.sightline.server.recording.RecordedTime.Nearest;
import io.sightline.server.recording.RecordedTime.Span;
import io.sightline.server.recording.SegmentIndex.Day;
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
        return withLive(stream, index.between(stream, fromMicros, toMicros), fromMicros, toMicros);
    }

    private List<IndexedSegment> withLive(
            String stream, List<IndexedSegment> indexed, long fromMicros, long toMicros) {
        List<IndexedSegment> found = new ArrayList<>(indexed);
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
        SpanJoiner timeline = new SpanJoiner(micros(from), micros(to));
        index.lastBefore(stream, micros(from)).ifPresent(timeline::precededBy);
        withLive(
                        stream,
                        index.betweenWithHoles(stream, micros(from), micros(to)),
                        micros(from),
                        micros(to))
                .forEach(timeline::add);
        followedBy(stream, micros(to)).ifPresent(timeline::followedBy);
        ongoingGap(stream).ifPresent(timeline::endsWith);
        Nearest nearest =
                timeline.spans().isEmpty()
                        ? nearest(stream, micros(from), micros(to))
                        : new Nearest(null, null);
        return new RecordedTime(stream, from, to, timeline.spans(), timeline.gaps(), nearest);
    }

    /** Days on which something was recorded, oldest first; that of the open file as it is now. */
    List<Day> days(String stream) {
        Optional<IndexedSegment> live = live(stream);
        List<Day> days = new ArrayList<>(index.days(stream, live.map(IndexedSegment::id)));
        live.map(Day::of).ifPresent(open -> open.addTo(days));
        return days;
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
                                        status.gap()
                                                .map(GapReason::slug)
                                                .orElse(SpanJoiner.NO_LONGER_THERE)));
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
