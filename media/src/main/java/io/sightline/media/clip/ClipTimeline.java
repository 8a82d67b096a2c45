package io.sightline.media.clip;

import io.sightline.media.segment.ChunkEntry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses the recorded chunks of a clip and lays them on its own timeline, in microseconds.
 *
 * <p>Time in which nothing was recorded is left out: what comes after a gap follows what came
 * before it at once. Kept as empty edits, gaps would show a frozen picture for hours, and most
 * players (ffmpeg and with it Chromium among them) don't heed empty edits in the middle of a track
 * anyway.
 */
final class ClipTimeline {

    /** A hole up to this long is no gap: the frames around it keep their distance. */
    private static final long MAX_HOLE_MICROS = 1_000_000;

    private static final long MAX_OVERLAP_MICROS = 200_000;

    /** Reordered frames and audio lie in chunks a little later than their time. */
    private static final long LATE_SAMPLES_MICROS = 1_000_000;

    /** A chunk, and what takes its time to the clip's. */
    record Placed(ClipSource source, ChunkEntry chunk, long shiftMicros) {}

    private record Recorded(ClipSource source, ChunkEntry chunk) {

        boolean continuedBy(Recorded next) {
            long hole = next.chunk.startMicros() - chunk.endMicros();
            return hole <= MAX_HOLE_MICROS && hole >= -MAX_OVERLAP_MICROS;
        }

        boolean takenWithin(long fromMicros, long toMicros) {
            return chunk.wallClockEndMicros() > fromMicros && chunk.wallClockMicros() < toMicros;
        }
    }

    private final List<Recorded> all = new ArrayList<>();
    private final List<Placed> placed = new ArrayList<>();
    private Instant firstTaken = Instant.EPOCH;
    private long startMicros;
    private long endMicros;

    /** Lays out what was taken between two moments, microseconds since the epoch. */
    ClipTimeline(List<ClipSource> sources, long fromMicros, long toMicros) {
        for (ClipSource source : sources) {
            source.chunks().forEach(chunk -> all.add(new Recorded(source, chunk)));
        }
        int first = 0;
        while (first < all.size() && !all.get(first).takenWithin(fromMicros, toMicros)) {
            first++;
        }
        int last = all.size() - 1;
        while (last >= first && !all.get(last).takenWithin(fromMicros, toMicros)) {
            last--;
        }
        int keyAt = keyFrameFor(first, last);
        if (keyAt <= last) {
            place(keyAt, behind(last));
            int shown = Math.max(first, keyAt);
            firstTaken =
                    Instant.EPOCH.plus(all.get(shown).chunk().wallClockMicros(), ChronoUnit.MICROS);
            startMicros = shownAt(shown - keyAt, fromMicros);
            endMicros = shownAt(last - keyAt, toMicros);
        }
    }

    /** Where decoding must begin to show {@code first}, or the next place where it can. */
    private int keyFrameFor(int first, int last) {
        int at = first;
        while (at > 0 && at <= last && !startsGop(at) && all.get(at - 1).continuedBy(all.get(at))) {
            at--;
        }
        while (at <= last && !startsGop(at)) {
            at++;
        }
        return at;
    }

    private boolean startsGop(int index) {
        return all.get(index).chunk().startsGop();
    }

    /** Behind the last chunk that may hold samples of {@code last}'s time. */
    private int behind(int last) {
        long until = all.get(last).chunk().endMicros() + LATE_SAMPLES_MICROS;
        int end = last + 1;
        while (end < all.size()
                && all.get(end - 1).continuedBy(all.get(end))
                && all.get(end).chunk().startMicros() < until) {
            end++;
        }
        return end;
    }

    private void place(int from, int to) {
        long shift = -all.get(from).chunk().startMicros();
        for (int i = from; i < to; i++) {
            Recorded recorded = all.get(i);
            if (i > from && !all.get(i - 1).continuedBy(recorded)) {
                shift += all.get(i - 1).chunk().endMicros() - recorded.chunk().startMicros();
            }
            placed.add(new Placed(recorded.source(), recorded.chunk(), shift));
        }
    }

    /** When what was taken then is shown, if it is within this chunk. */
    private long shownAt(int index, long wallClockMicros) {
        Placed at = placed.get(index);
        ChunkEntry chunk = at.chunk();
        long into = wallClockMicros - chunk.wallClockMicros();
        return chunk.startMicros() + at.shiftMicros() + Math.clamp(into, 0, chunk.durationMicros());
    }

    /** When what is shown first was taken: {@code from}, unless recording began later. */
    Instant firstShown(Instant from) {
        return from.isBefore(firstTaken) ? firstTaken : from;
    }

    /** Empty when nothing was taken in that time. */
    List<Placed> placed() {
        return placed;
    }

    /** Where the clip begins to be shown. */
    long startMicros() {
        return startMicros;
    }

    long endMicros() {
        return endMicros;
    }
}
