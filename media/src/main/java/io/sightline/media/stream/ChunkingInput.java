package io.sightline.media.stream;

import io.sightline.media.cmaf.AccessUnitBuffer;
import io.sightline.media.cmaf.Chunk;
import io.sightline.media.cmaf.ChunkSettings;
import io.sightline.media.cmaf.Chunker;
import io.sightline.media.cmaf.InitSegment;
import io.sightline.media.cmaf.Interruption;
import io.sightline.media.codec.TrackFormat;
import io.sightline.media.codec.VideoFormat;
import io.sightline.media.loop.MediaLoop;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a stream's source sees of it: takes access units and makes the stream's chunks of them, each
 * session's on the stream's one timeline.
 *
 * <p>For the stream's media loop only, but for {@link #tracks}.
 */
final class ChunkingInput implements StreamInput {

    private static final Logger log = LoggerFactory.getLogger(ChunkingInput.class);

    private final Stream stream;
    private final ChunkSettings settings;
    private final StreamMeter meter;
    private final List<FrameListener> frameListeners;
    private final Timeline timeline = new Timeline();
    private volatile List<TrackFormat> tracks = List.of();
    private @Nullable Chunker chunker;
    private List<TrackFormat> formats = List.of();
    private int initVersion;

    /**
     * @param meter counts what comes in
     * @param frameListeners may change on any thread
     */
    ChunkingInput(
            Stream stream,
            ChunkSettings settings,
            StreamMeter meter,
            List<FrameListener> frameListeners) {
        this.stream = stream;
        this.settings = settings;
        this.meter = meter;
        this.frameListeners = frameListeners;
    }

    /** Of the last session that was begun; for any thread. */
    List<TrackFormat> tracks() {
        return tracks;
    }

    @Override
    public MediaLoop loop() {
        return stream.loop();
    }

    @Override
    public void connecting() {
        stream.connecting();
    }

    @Override
    public void beginSession(List<TrackFormat> newFormats) {
        endSession();
        formats = new ArrayList<>(newFormats);
        long now = System.nanoTime();
        meter.sessionStarted(now);
        boolean continued = timeline.continueAt(now);
        startChunker(continued);
        if (continued) {
            chunker().interrupted(Interruption.NEW_SESSION);
        }
    }

    private void startChunker(boolean discontinuity) {
        InitSegment init = Chunker.init(++initVersion, formats);
        tracks = List.copyOf(formats);
        chunker =
                new Chunker(
                        init,
                        stream.nextSequence(),
                        discontinuity,
                        settings,
                        stream.loop().arrays(),
                        this::chunkMade);
    }

    private void chunkMade(Chunk chunk) {
        timeline.reached(chunk.info().endMicros());
        stream.publish(chunk);
    }

    /** Completes the chunk under construction ahead of its time. */
    void cutChunk() {
        if (chunker != null) {
            chunker.close();
        }
    }

    /** Leaves what was begun, which nobody reads. */
    void discard() {
        chunker = null;
    }

    /** Completes what was begun; what comes next needs a session of its own. */
    void endSession() {
        if (chunker != null) {
            chunker.close();
            chunker = null;
        }
        meter.sessionEnded();
    }

    private Chunker chunker() {
        if (chunker == null) {
            throw new IllegalStateException("no session is open on stream " + stream.name());
        }
        return chunker;
    }

    @Override
    public AccessUnitBuffer buffer(int track) {
        return chunker().buffer(track);
    }

    @Override
    public void publish(int track, long ptsTicks, long wallClockMicros, boolean keyFrame) {
        Chunker current = chunker();
        TrackFormat format = formats.get(track);
        long streamTicks = timeline.ticks(ptsTicks, format.timescaleHz());
        AccessUnitBuffer unit = current.buffer(track);
        long now = System.nanoTime();
        if (format instanceof VideoFormat) {
            long mediaMicros = streamTicks * 1_000_000 / format.timescaleHz();
            meter.video(unit.unitSize(), keyFrame, mediaMicros, now);
            stream.live();
        } else {
            meter.audio(unit.unitSize(), now);
        }
        if (!frameListeners.isEmpty()) {
            tellFrameListeners(track, streamTicks, wallClockMicros, keyFrame, unit.unit());
        }
        current.complete(track, streamTicks, wallClockMicros, keyFrame);
    }

    /** With a copy: in the chunk under construction, the bytes may still move. */
    private void tellFrameListeners(
            int track, long ptsTicks, long wallClockMicros, boolean keyFrame, ByteBuffer unit) {
        ByteBuffer data = ByteBuffer.allocate(unit.remaining()).put(unit).flip();
        TrackFormat format = formats.get(track);
        Frame frame =
                new Frame(
                        track,
                        format,
                        ptsTicks,
                        wallClockMicros,
                        keyFrame,
                        data.asReadOnlyBuffer());
        frameListeners.forEach(listener -> listener.frame(frame));
    }

    @Override
    public void changeFormat(int track, TrackFormat format) {
        if (formats.get(track).equals(format)) {
            return;
        }
        log.info(
                "[stream:{}] track {} changes from {} to {}",
                stream.name(),
                track,
                formats.get(track).codecString(),
                format.codecString());
        Chunker before = chunker();
        before.close();
        formats.set(track, format);
        startChunker(true);
        carryOver(before, track);
        meter.discontinuity();
    }

    /** The access unit whose parameter sets brought the change is begun already. */
    private void carryOver(Chunker before, int track) {
        ByteBuffer begun = before.buffer(track).unit();
        if (begun.hasRemaining()) {
            buffer(track).append(begun);
        }
    }

    @Override
    public void discontinuity(String reason) {
        log.info("[stream:{}] discontinuity: {}", stream.name(), reason);
        meter.discontinuity();
        chunker().close();
        timeline.continueAt(System.nanoTime());
        startChunker(true);
    }

    @Override
    public void accessUnitDiscarded(int track) {
        meter.accessUnitDiscarded();
    }

    @Override
    public void packetsLost(long count) {
        meter.packetsLost(count);
        if (chunker != null) {
            chunker.interrupted(Interruption.PACKETS_LOST);
        }
    }

    @Override
    public void packetsReordered(long count) {
        meter.packetsReordered(count);
    }

    @Override
    public void clockDrift(double ppm) {
        meter.clockDrift(ppm);
    }

    @Override
    public void failed(StreamFailure failure, Duration retryIn) {
        endSession();
        stream.failed(failure, retryIn);
    }
}
