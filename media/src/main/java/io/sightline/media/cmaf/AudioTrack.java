package io.sightline.media.cmaf;

import io.sightline.media.codec.AacFormat;
import io.sightline.media.codec.AudioFormat;
import io.sightline.media.codec.G711Format;
import io.sightline.media.codec.OpusFormat;
import org.jspecify.annotations.Nullable;

/**
 * An audio track of the chunk under construction. Frames are laid end to end: timestamps that
 * jitter are smoothed, a real hole is filled with silence, and a frame for time that is past is
 * dropped.
 */
final class AudioTrack extends ChunkTrack {

    private static final long UNKNOWN = Long.MIN_VALUE;

    /** Audio this far from its timestamps, on the average, is set right. Lips show 40 ms. */
    private static final int MAX_DRIFT_MILLIS = 25;

    /** Averages the distance to the timestamps over the last 32 frames or so. */
    private static final int DRIFT_SHIFT = 5;

    /** Audio may come this much later than it usually does before silence takes its place. */
    private static final int PATIENCE_MILLIS = 100;

    /** Longest hole that is filled; a longer one stays a hole. */
    private static final int MAX_FILL_SECONDS = 10;

    private static final int MAX_LAG_SECONDS = 2;

    /** The usual lag is forgotten by this fraction with each frame. */
    private static final int LAG_DECAY_SHIFT = 9;

    private final AudioFormat format;
    private final @Nullable SilenceFiller filler;
    private long startTicks = UNKNOWN;
    private long nextTicks = UNKNOWN;
    private long lastRunEnd;
    private int frameTicks;
    private long driftSum;
    private long lagTicks;
    private long videoTicks = UNKNOWN;
    private long silentFrames;
    private long lateFrames;

    AudioTrack(int id, AudioFormat format, AccessUnitBuffer buffer) {
        super(id, format, buffer);
        this.format = format;
        this.filler = SilenceFiller.of(format);
        this.frameTicks = format instanceof AacFormat aac ? aac.samplesPerFrame() : 0;
    }

    /** Nothing before this is wanted: the video track starts here. */
    void startAt(long ticks) {
        startTicks = Math.max(0, ticks);
    }

    /** How far the video has come, in this track's ticks: tells how late audio usually is. */
    void videoReached(long ticks) {
        videoTicks = ticks;
    }

    @Override
    boolean complete(long ptsTicks, long wallClockMicros, boolean keyFrame) {
        frameTicks = durationOfUnit();
        observeLag(ptsTicks + frameTicks);
        if (frameTicks <= 0 || !placeAt(ptsTicks, wallClockMicros)) {
            buffer.discard();
            return false;
        }
        int size = buffer.unitSize();
        buffer.commit();
        add(size, frameTicks, wallClockMicros);
        return true;
    }

    /** Moves {@link #nextTicks} to where the frame belongs; false when its time is past. */
    private boolean placeAt(long ptsTicks, long wallClockMicros) {
        if (nextTicks == UNKNOWN) {
            if (startTicks != UNKNOWN && ptsTicks + frameTicks <= startTicks) {
                return false;
            }
            boolean begins = startTicks == UNKNOWN || ptsTicks - startTicks < toleranceTicks();
            nextTicks = begins ? Math.max(0, ptsTicks) : startTicks;
        }
        long error = ptsTicks - nextTicks;
        if (error >= toleranceTicks()) {
            closeHole(error, wallClockMicros);
        } else if (error <= -toleranceTicks()) {
            lateFrames++;
            return false;
        } else {
            correctDrift(error);
        }
        return true;
    }

    /** Half a frame of doubt beyond the one frame that a lost packet costs. */
    private long toleranceTicks() {
        return 3L * frameTicks / 2;
    }

    private void closeHole(long holeTicks, long wallClockMicros) {
        driftSum = 0;
        if (filler == null || holeTicks > (long) MAX_FILL_SECONDS * format.timescaleHz()) {
            nextTicks += holeTicks;
            return;
        }
        long holeMicros = micros(holeTicks);
        long missing = Math.round((double) holeTicks / filler.frameTicks());
        fill(missing, wallClockMicros - holeMicros);
    }

    /** A clock that runs at another rate than its timestamps say shifts a little now and then. */
    private void correctDrift(long error) {
        driftSum += error - (driftSum >> DRIFT_SHIFT);
        long drift = driftSum >> DRIFT_SHIFT;
        if (Math.abs(drift) > (long) MAX_DRIFT_MILLIS * format.timescaleHz() / 1_000) {
            long earliest = run.isEmpty() ? lastRunEnd : run.dtsTicks[run.count - 1] + 1;
            nextTicks = Math.max(earliest, nextTicks + drift);
            driftSum = 0;
        }
    }

    /**
     * Called when a chunk is about to be closed: fills with silence what audio has not come for,
     * beyond what it is usually late by.
     */
    void fillUntil(long videoEndTicks, long wallClockMicros) {
        if (filler == null || startTicks == UNKNOWN) {
            return;
        }
        if (nextTicks == UNKNOWN) {
            nextTicks = startTicks;
        }
        long patience = (long) PATIENCE_MILLIS * format.timescaleHz() / 1_000;
        long hole = videoEndTicks - lagTicks - patience - nextTicks;
        if (hole >= 2L * filler.frameTicks()) {
            long most = (long) MAX_FILL_SECONDS * format.timescaleHz();
            fill(Math.min(hole, most) / filler.frameTicks(), wallClockMicros);
        }
    }

    private void fill(long frames, long wallClockMicros) {
        SilenceFiller silence = filler;
        if (silence == null) {
            return;
        }
        for (long i = 0; i < frames; i++) {
            buffer.commitAhead(silence.frame());
            long offsetMicros = micros(i * silence.frameTicks());
            add(silence.frame().length, silence.frameTicks(), wallClockMicros + offsetMicros);
        }
        silentFrames += frames;
    }

    private void add(int sizeBytes, int durationTicks, long wallClockMicros) {
        run.add(sizeBytes, nextTicks, true, wallClockMicros);
        run.dtsTicks[run.count - 1] = nextTicks;
        if (run.count == 1) {
            run.startTicks = nextTicks;
        }
        nextTicks += durationTicks;
        run.endTicks = nextTicks;
        run.decodeEndTicks = nextTicks;
    }

    private void observeLag(long frameEndTicks) {
        if (videoTicks != UNKNOWN) {
            long most = (long) MAX_LAG_SECONDS * format.timescaleHz();
            long lag = Math.clamp(videoTicks - frameEndTicks, 0, most);
            lagTicks = Math.max(lag, lagTicks - (lagTicks >> LAG_DECAY_SHIFT));
        }
    }

    private int durationOfUnit() {
        return switch (format) {
            case AacFormat aac -> aac.samplesPerFrame();
            case OpusFormat _ -> OpusPacket.durationTicks(buffer.unit());
            case G711Format g711 -> buffer.unitSize() / Math.max(1, g711.channels());
        };
    }

    @Override
    long spanTicks() {
        return run.endTicks - run.startTicks;
    }

    @Override
    long frameTicks() {
        return frameTicks;
    }

    @Override
    void finishRun() {
        lastRunEnd = run.endTicks;
    }

    /** Frames of silence put in so far. */
    long silentFrames() {
        return silentFrames;
    }

    /** Frames dropped so far because they came after silence had taken their place. */
    long lateFrames() {
        return lateFrames;
    }
}
