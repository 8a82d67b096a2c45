package io.sightline.media.clip;

import static io.sightline.media.cmaf.BoxTypes.*;

import io.sightline.media.cmaf.BoxWriter;
import io.sightline.media.cmaf.SampleEntries;
import io.sightline.media.cmaf.TrackRun;
import io.sightline.media.codec.AudioFormat;
import io.sightline.media.codec.TrackFormat;
import java.util.ArrayList;
import java.util.List;

/**
 * The sample tables of one track of a clip (ISO/IEC 14496-12 §8.6, §8.7), four to six bytes a
 * sample. Times are in the track's timescale, on the clip's timeline.
 */
final class ClipTrack {

    private final int timescaleHz;
    private final List<TrackFormat> formats = new ArrayList<>();
    private final IntLog sizes = new IntLog();
    private final RunLengths durations = new RunLengths();
    private final RunLengths compositionOffsets = new RunLengths();
    private final IntLog syncSamples = new IntLog();
    private final LongLog runOffsets = new LongLog();
    private final IntLog runCounts = new IntLog();
    private final IntLog runFormats = new IntLog();
    private final List<Part> heldBack = new ArrayList<>();
    private long firstDts;
    private long lastDts;
    private long lastDuration;
    private long shownUntil;

    ClipTrack(int timescaleHz) {
        this.timescaleHz = timescaleHz;
    }

    int timescaleHz() {
        return timescaleHz;
    }

    /** The format of most of its samples is as good as that of the first. */
    TrackFormat format() {
        return formats.getFirst();
    }

    boolean isEmpty() {
        return sizes.size() == 0;
    }

    /** Decode time of the first sample. */
    long startTicks() {
        return firstDts;
    }

    /** Decode time at which the last sample ends. */
    long endTicks() {
        return lastDts + lastDuration;
    }

    /** When the last frame shown ceases to be. */
    long shownUntilTicks() {
        return shownUntil;
    }

    int sampleCount() {
        return sizes.size();
    }

    /** Samples of a recorded chunk, and what takes their times to the clip's timeline. */
    private record Part(
            TrackRun run, int from, int to, TrackFormat format, long shiftTicks, long chunkAt) {}

    /**
     * Adds samples of a recorded chunk. Those behind the last one that is shown before the end are
     * held back: they are wanted only if a reordered frame that refers to them follows.
     *
     * @param shiftTicks from the recording's timeline, in this track's timescale, to the clip's
     * @param chunkAt where the chunk lies in the clip's {@code mdat} payload
     * @param endTicks where the clip ends
     */
    void add(TrackRun run, TrackFormat format, long shiftTicks, long chunkAt, long endTicks) {
        int from = overlapping(run, format, shiftTicks);
        int to = shownBefore(run, format, shiftTicks, endTicks);
        if (from < to) {
            heldBack.forEach(this::append);
            heldBack.clear();
            append(new Part(run, from, to, format, shiftTicks, chunkAt));
        }
        int rest = Math.max(from, to);
        if (rest < run.sampleCount()) {
            heldBack.add(new Part(run, rest, run.sampleCount(), format, shiftTicks, chunkAt));
        }
    }

    private void append(Part part) {
        TrackRun run = part.run();
        TrackFormat format = part.format();
        long at = part.chunkAt() + run.dataOffset();
        long recorded = run.decodeTicks();
        for (int i = 0; i < part.from(); i++) {
            at += run.sizeBytes(i);
            recorded += run.durationTicks(i);
        }
        for (int i = part.from(); i < part.to(); i++) {
            long dts = scaled(recorded, format) + part.shiftTicks();
            long shown = scaled(recorded + run.compositionOffsetTicks(i), format);
            long duration = scaled(run.durationTicks(i), format);
            addSample(run, i, dts, shown + part.shiftTicks(), duration);
            recorded += run.durationTicks(i);
        }
        runOffsets.add(at);
        runCounts.add(part.to() - part.from());
        runFormats.add(indexOf(format));
    }

    private void addSample(TrackRun run, int sample, long dts, long pts, long duration) {
        // Where a gap was closed, the first frames may be decoded before the last ones ended.
        long monotonic = isEmpty() ? dts : Math.max(dts, lastDts + 1);
        if (isEmpty()) {
            firstDts = monotonic;
        } else {
            durations.add((int) (monotonic - lastDts));
        }
        sizes.add(run.sizeBytes(sample));
        compositionOffsets.add((int) Math.max(0, pts - monotonic));
        if (run.sync(sample)) {
            syncSamples.add(sizes.size());
        }
        lastDts = monotonic;
        lastDuration = duration;
        shownUntil = Math.max(shownUntil, Math.max(pts, monotonic) + duration);
    }

    /**
     * How many samples at the beginning lie in time that the track has filled: audio's overhang.
     */
    private int overlapping(TrackRun run, TrackFormat format, long shiftTicks) {
        long recorded = run.decodeTicks();
        int overlapping = 0;
        boolean mayDrop = !isEmpty() && format instanceof AudioFormat;
        while (mayDrop
                && overlapping < run.sampleCount()
                && scaled(recorded, format) + shiftTicks < endTicks() - lastDuration / 2) {
            recorded += run.durationTicks(overlapping);
            overlapping++;
        }
        return overlapping;
    }

    /** Behind the last sample in decoding order that is shown before {@code endTicks}. */
    private int shownBefore(TrackRun run, TrackFormat format, long shiftTicks, long endTicks) {
        long recorded = run.decodeTicks();
        int end = 0;
        for (int i = 0; i < run.sampleCount(); i++) {
            long pts = scaled(recorded + run.compositionOffsetTicks(i), format) + shiftTicks;
            if (pts < endTicks) {
                end = i + 1;
            }
            recorded += run.durationTicks(i);
        }
        return end;
    }

    /** A recording's ticks in this track's. */
    private long scaled(long ticks, TrackFormat format) {
        return format.timescaleHz() == timescaleHz
                ? ticks
                : ticks * timescaleHz / format.timescaleHz();
    }

    private int indexOf(TrackFormat format) {
        int index = formats.indexOf(format);
        if (index < 0) {
            formats.add(format);
            index = formats.size() - 1;
        }
        return index + 1;
    }

    /** Nothing is added any more. */
    void end() {
        durations.add((int) lastDuration);
    }

    /** {@code stbl}; the offsets of the runs count from {@code payloadAt} in the file. */
    void writeTables(BoxWriter out, long payloadAt, boolean largeOffsets) {
        out.begin(STBL);
        out.begin(STSD, 0, 0).u32(formats.size());
        formats.forEach(format -> SampleEntries.write(out, format));
        out.end();
        durations.write(out, STTS);
        if (compositionOffsets.anyNonZero()) {
            compositionOffsets.write(out, CTTS);
        }
        if (syncSamples.size() < sizes.size()) {
            writeInts(out.begin(STSS, 0, 0).u32(syncSamples.size()), syncSamples);
        }
        writeRuns(out);
        writeInts(out.begin(STSZ, 0, 0).u32(0).u32(sizes.size()), sizes);
        out.begin(largeOffsets ? CO64 : STCO, 0, 0).u32(runOffsets.size());
        for (int i = 0; i < runOffsets.size(); i++) {
            if (largeOffsets) {
                out.u64(payloadAt + runOffsets.get(i));
            } else {
                out.u32(payloadAt + runOffsets.get(i));
            }
        }
        out.end().end();
    }

    private static void writeInts(BoxWriter out, IntLog values) {
        for (int i = 0; i < values.size(); i++) {
            out.u32(values.get(i));
        }
        out.end();
    }

    /** {@code stsc}: a "chunk" of this table is the track's run in a recorded chunk. */
    private void writeRuns(BoxWriter out) {
        out.begin(STSC, 0, 0);
        int countAt = out.size();
        out.u32(0);
        int entries = 0;
        for (int i = 0; i < runCounts.size(); i++) {
            boolean same =
                    i > 0
                            && runCounts.get(i) == runCounts.get(i - 1)
                            && runFormats.get(i) == runFormats.get(i - 1);
            if (!same) {
                out.u32(i + 1L).u32(runCounts.get(i)).u32(runFormats.get(i));
                entries++;
            }
        }
        out.patchU32(countAt, entries).end();
    }
}
