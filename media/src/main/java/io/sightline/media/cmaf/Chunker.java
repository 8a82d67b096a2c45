package io.sightline.media.cmaf;

import io.sightline.media.bits.ByteArrays;
import io.sightline.media.codec.AudioFormat;
import io.sightline.media.codec.TrackFormat;
import io.sightline.media.codec.VideoFormat;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Turns the access units of one session into chunks. A session has one set of formats: when one of
 * them changes, the stream closes this chunker and makes the next.
 *
 * <p>The first video track paces the session (or the first track, where there is no video): a chunk
 * is closed with the access unit that makes it last as long as the target, and before a key frame.
 *
 * <p>Owned by the stream's media loop.
 */
public final class Chunker {

    /** With video overdue by this much, chunks of audio alone are made. */
    private static final long OVERDUE_MICROS = 1_000_000;

    /** A chunk is closed early rather than hold more than this. */
    private static final int MAX_PAYLOAD_BYTES = 32 << 20;

    private static final int MAX_SAMPLES = 1_000;
    private static final int SMALL_BUFFER_BYTES = 2 << 10;

    private final InitSegment init;
    private final Consumer<Chunk> output;
    private final long targetMicros;
    private final ChunkTrack[] tracks;
    private final ChunkTrack pacing;
    private final List<ChunkTrack> leading = new ArrayList<>();
    private final List<ChunkTrack> trailing = new ArrayList<>();
    private final ByteArrays arrays;
    private final ChunkLayout layout;
    private final ChunkSizes sizes = new ChunkSizes();
    private long sequence;
    private boolean discontinuity;
    private boolean started;
    private Interruption next = Interruption.NONE;
    private Interruption interruption = Interruption.NONE;
    private long endMicros;

    public Chunker(
            InitSegment init,
            long firstSequence,
            boolean discontinuity,
            ChunkSettings settings,
            Consumer<Chunk> output) {
        this(init, firstSequence, discontinuity, settings, new ByteArrays(0), output);
    }

    /**
     * @param arrays where chunks get their arrays, and where those go back that nobody looked at
     */
    public Chunker(
            InitSegment init,
            long firstSequence,
            boolean discontinuity,
            ChunkSettings settings,
            ByteArrays arrays,
            Consumer<Chunk> output) {
        if (init.tracks().isEmpty()) {
            throw new IllegalArgumentException("a session needs a track");
        }
        this.init = init;
        this.sequence = firstSequence;
        this.discontinuity = discontinuity;
        this.targetMicros = TimeUnit.NANOSECONDS.toMicros(settings.target().toNanos());
        this.output = output;
        this.arrays = arrays;
        this.layout = new ChunkLayout(arrays);
        this.tracks = new ChunkTrack[init.tracks().size()];
        for (int i = 0; i < tracks.length; i++) {
            tracks[i] = track(i, init.tracks().get(i));
        }
        this.pacing = pacing(tracks);
        arrange();
    }

    /** Header for the formats given, with {@code version} in it. */
    public static InitSegment init(int version, List<TrackFormat> tracks) {
        return InitSegmentFactory.create(version, tracks);
    }

    private ChunkTrack track(int index, TrackFormat format) {
        AccessUnitBuffer buffer = new AccessUnitBuffer(arrays, SMALL_BUFFER_BYTES, 512);
        return switch (format) {
            case VideoFormat video -> new VideoTrack(index + 1, video, buffer);
            case AudioFormat audio -> new AudioTrack(index + 1, audio, buffer);
        };
    }

    private static ChunkTrack pacing(ChunkTrack[] tracks) {
        for (ChunkTrack track : tracks) {
            if (track instanceof VideoTrack) {
                return track;
            }
        }
        return tracks[0];
    }

    /** Playable tracks lead, the pacing one of them first: its payload is not moved. */
    private void arrange() {
        for (ChunkTrack track : tracks) {
            List<ChunkTrack> group = track.playable() ? leading : trailing;
            if (track == pacing) {
                group.addFirst(track);
            } else {
                group.addLast(track);
            }
        }
        if (leading.isEmpty()) {
            leading.addAll(trailing);
            trailing.clear();
        }
    }

    /** Where the next access unit of {@code track} is put together. */
    public AccessUnitBuffer buffer(int track) {
        return tracks[track].buffer;
    }

    /** What comes next does not follow what came last. A new session explains all that is lost. */
    public void interrupted(Interruption by) {
        if (next != Interruption.NEW_SESSION) {
            next = by;
        }
    }

    /**
     * The access unit in {@link #buffer} is complete. Decoding times are worked out here, from the
     * format's reorder depth. Samples before the first key frame of the video track are dropped.
     *
     * @param ptsTicks presentation time on the stream's timeline, in the track's timescale
     * @param wallClockMicros when it was taken, microseconds since the epoch
     */
    public void complete(int track, long ptsTicks, long wallClockMicros, boolean keyFrame) {
        ChunkTrack completed = tracks[track];
        if (completed.buffer.unitSize() == 0) {
            return;
        }
        if (completed == pacing) {
            completePacing(ptsTicks, wallClockMicros, keyFrame);
        } else if (started) {
            completed.complete(ptsTicks, wallClockMicros, keyFrame);
            closeIfPacingIsOverdue(completed);
        } else {
            completed.buffer.discard();
        }
    }

    private void completePacing(long ptsTicks, long wallClockMicros, boolean keyFrame) {
        SampleRun run = pacing.run;
        if (keyFrame && !run.isEmpty() && !run.allSync()) {
            cut(true);
        }
        if (!pacing.complete(ptsTicks, wallClockMicros, keyFrame)) {
            return;
        }
        if (run.count == 1) {
            interruption = next;
        }
        next = Interruption.NONE;
        if (!started) {
            started = true;
            startOthers(pacing.micros(ptsTicks));
        }
        tellProgress(pacing.micros(ptsTicks + pacing.frameTicks()));
        // A quarter of a frame of grace: timestamps jitter, chunks should not.
        long span = pacing.micros(pacing.spanTicks() + pacing.frameTicks() / 4);
        if (span >= targetMicros
                || run.count >= MAX_SAMPLES
                || pacing.buffer.payloadSize() >= MAX_PAYLOAD_BYTES) {
            cut(false);
        }
    }

    private void startOthers(long micros) {
        for (ChunkTrack track : tracks) {
            if (track != pacing && track instanceof AudioTrack audio) {
                audio.startAt(audio.ticks(micros));
            }
        }
    }

    private void tellProgress(long micros) {
        for (ChunkTrack track : tracks) {
            if (track != pacing && track instanceof AudioTrack audio) {
                audio.videoReached(audio.ticks(micros));
            }
        }
    }

    /** Audio is not held back for a camera whose picture stands still. */
    private void closeIfPacingIsOverdue(ChunkTrack completed) {
        SampleRun run = completed.run;
        if (!run.isEmpty()
                && completed instanceof AudioTrack
                && completed.micros(run.endTicks) > endMicros + OVERDUE_MICROS
                && completed.micros(completed.spanTicks()) > OVERDUE_MICROS) {
            cut(false);
        }
    }

    /** Closes the chunk under construction, if it holds anything. */
    public void close() {
        cut(false);
    }

    private void cut(boolean beforeKeyFrame) {
        boolean paced = !pacing.run.isEmpty();
        if (paced) {
            pacing.finishRun();
            fillSilence();
        }
        ChunkTrack reference = paced ? pacing : anyWithSamples();
        if (reference.run.isEmpty()) {
            return;
        }
        for (ChunkTrack track : tracks) {
            if (track != pacing && !track.run.isEmpty()) {
                track.finishRun();
            }
        }
        publish(reference, beforeKeyFrame);
    }

    private void publish(ChunkTrack reference, boolean beforeKeyFrame) {
        SampleRun run = reference.run;
        boolean startsGop = reference == pacing && run.sync[0];
        sizes.observe(startsGop, leading.getFirst().buffer.payloadSize());
        // Audio alone may begin a little before the end of the picture; chunks do not overlap.
        long startTicks = Math.max(run.startTicks, reference.ticks(endMicros));
        long startMicros = reference.micros(startTicks);
        long durationMicros = Math.max(0, reference.micros(run.endTicks) - startMicros);
        // The first frame's clock, taken back to where the chunk's presentation begins.
        long wallClockMicros =
                run.wallClockMicros - (reference.micros(run.ptsTicks[0]) - startMicros);
        int videoFrames = pacing instanceof VideoTrack ? pacing.run.count : 0;
        ChunkPreamble preamble =
                new ChunkPreamble(
                        reference.id(),
                        startTicks,
                        wallClockMicros,
                        durationMicros,
                        startsGop,
                        discontinuity,
                        interruption == Interruption.PACKETS_LOST,
                        videoFrames);
        ByteBuffer bytes =
                layout.write(sequence, leading, trailing, preamble, sizes.expected(beforeKeyFrame));
        ChunkInfo info =
                new ChunkInfo(
                        sequence++,
                        init,
                        startsGop,
                        discontinuity,
                        interruption,
                        startMicros,
                        durationMicros,
                        wallClockMicros,
                        videoFrames,
                        bytes.remaining(),
                        layout.playableBytes());
        discontinuity = false;
        interruption = Interruption.NONE;
        endMicros = info.endMicros();
        for (ChunkTrack track : tracks) {
            track.run.clear();
        }
        output.accept(Chunk.recyclable(info, bytes, arrays));
    }

    private void fillSilence() {
        long videoEnd = pacing.micros(pacing.run.endTicks);
        for (ChunkTrack track : tracks) {
            if (track != pacing && track instanceof AudioTrack audio) {
                audio.fillUntil(audio.ticks(videoEnd), pacing.run.wallClockMicros);
            }
        }
    }

    private ChunkTrack anyWithSamples() {
        for (ChunkTrack track : tracks) {
            if (!track.run.isEmpty()) {
                return track;
            }
        }
        return pacing;
    }

    /** Sequence number that the next chunk will get. */
    public long nextSequence() {
        return sequence;
    }
}
