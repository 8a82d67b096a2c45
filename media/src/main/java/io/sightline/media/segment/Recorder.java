package io.sightline.media.segment;

import io.sightline.media.cmaf.Chunk;
import io.sightline.media.cmaf.ChunkInfo;
import io.sightline.media.segment.RecorderStatus.State;
import io.sightline.media.stream.ChunkReader;
import io.sightline.media.stream.Stream;
import io.sightline.media.stream.StreamState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records one stream: takes its chunks in batches, cuts them into files and goes on with another
 * volume where one is full. What the disk does not take in time waits in the stream's ring and
 * nowhere else; where that overflows, the recorder goes on at a later key frame and a gap is
 * counted.
 *
 * <p>Driven by the thread of the volume it writes to, one at a time; it moves to the thread of
 * another volume between two files. Status and current file may be asked for by any thread.
 */
public final class Recorder implements AutoCloseable {

    static final Logger log = LoggerFactory.getLogger(Recorder.class);

    /** After a longer hole a key frame begins a file of its own. */
    private static final long MAX_HOLE_MICROS = 1_000_000;

    /** Without a chunk for so long, it is asked whether the camera is still there. */
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(3);

    /** How long the end of a recording waits for its stream to hand over what it has. */
    private static final long CUT_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Archive archive;
    private final Stream stream;
    private final ChunkReader reader;
    private final InstantSource clock;
    private final SegmentListener listener;
    private final Gaps gaps;
    private final long segmentMicros;
    private final long retryNanos;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private volatile boolean closing;
    private volatile boolean cut;
    private volatile long closingSinceNanos;

    // Owned by the thread of the volume, handed over with the recorder.
    private final List<Chunk> batch = new ArrayList<>();
    private int batchBytes;
    private @Nullable Chunk carried;
    private boolean announced;
    private long lastChunkNanos = System.nanoTime();
    private long retryAtNanos = System.nanoTime();

    private volatile @Nullable SegmentWriter segment;
    private volatile State state = State.WAITING;
    private volatile Instant since;
    private final AtomicLong bytes = new AtomicLong();

    Recorder(
            Archive archive,
            Stream stream,
            ChunkReader reader,
            RecordingSettings settings,
            InstantSource clock,
            SegmentListener listener,
            GapReason gapBefore) {
        this.archive = archive;
        this.stream = stream;
        this.reader = reader;
        this.clock = clock;
        this.listener = listener;
        this.gaps = new Gaps(stream, gapBefore);
        this.segmentMicros = settings.segmentDuration().toMillis() * 1000;
        this.retryNanos = settings.retryInterval().toNanos();
        this.since = clock.instant();
    }

    /** Takes what the stream has made since the last round. */
    void round(VolumeWriter volume, ByteBuffer staging) {
        // Asked before the last chunks are taken, so that none is left behind.
        boolean ends = closing && mayEnd();
        takeAll(volume, staging);
        if (ends && carried == null) {
            end(volume);
        }
    }

    /** Once the chunk under construction has been cut, or its stream's loop does not answer. */
    private boolean mayEnd() {
        return cut || System.nanoTime() - closingSinceNanos > CUT_PATIENCE_NANOS;
    }

    private void takeAll(VolumeWriter volume, ByteBuffer staging) {
        Chunk first = carried;
        if (first != null) {
            carried = null;
            take(first, volume, staging);
        }
        Optional<Chunk> next = nextChunk();
        if (next.isEmpty()) {
            lookIntoSilence(volume);
        }
        while (next.isPresent()) {
            take(next.get(), volume, staging);
            next = nextChunk();
        }
        write(volume, staging);
    }

    /**
     * Finishes the file when the camera is gone: what comes after an outage begins a file of its
     * own, and until then nobody should have to wait for this one.
     */
    private void lookIntoSilence(VolumeWriter volume) {
        if (segment == null || System.nanoTime() - lastChunkNanos < SILENCE_NANOS) {
            return;
        }
        lastChunkNanos = System.nanoTime();
        if (stream.progress().state() == StreamState.LIVE) {
            return;
        }
        finish(volume);
        gaps.cameraGone();
        enter(State.WAITING);
    }

    /** Nothing more once the recorder has moved to another volume. */
    private Optional<Chunk> nextChunk() {
        return carried == null ? reader.poll() : Optional.empty();
    }

    /** After a mistake of the program itself: goes on with a new file at the next key frame. */
    void reset(VolumeWriter volume, RuntimeException mistake) {
        batch.clear();
        batchBytes = 0;
        carried = null;
        refused(GapReason.DISK_FAILED, mistake.toString());
        finish(volume);
    }

    private void take(Chunk chunk, VolumeWriter volume, ByteBuffer staging) {
        ChunkInfo info = chunk.info();
        SegmentWriter current = segment;
        if (current != null && !continues(current, info, volume)) {
            write(volume, staging);
            gaps.fileEndsBefore(info);
            finish(volume);
            current = null;
        }
        if (current != null) {
            gaps.fileContinues(info);
        } else if (!begin(chunk, volume)) {
            return;
        }
        batch.add(chunk);
        batchBytes += info.sizeBytes();
        lastChunkNanos = System.nanoTime();
        if (batchBytes >= staging.capacity()) {
            write(volume, staging);
        }
    }

    private boolean continues(SegmentWriter current, ChunkInfo next, VolumeWriter volume) {
        if (next.init() != current.init() || next.discontinuity() || !gaps.follows(next)) {
            return false;
        }
        if (!next.startsGop()) {
            return true;
        }
        return Math.abs(gaps.microsBefore(next)) <= MAX_HOLE_MICROS
                && period(next) == period(current)
                && volume.ready();
    }

    private long period(ChunkInfo chunk) {
        return Math.floorDiv(chunk.wallClockMicros(), segmentMicros);
    }

    private long period(SegmentWriter current) {
        return Math.floorDiv(
                TimeUnit.MILLISECONDS.toMicros(current.id().start().toEpochMilli()), segmentMicros);
    }

    /**
     * Starts a file with {@code chunk}.
     *
     * @return false when that was not possible here and now
     */
    private boolean begin(Chunk chunk, VolumeWriter volume) {
        if (!chunk.info().startsGop() || System.nanoTime() - retryAtNanos < 0) {
            return false;
        }
        Optional<VolumeWriter> chosen = archive.choose();
        if (chosen.isEmpty()) {
            refused(volume.refusal(), "no volume takes new files: " + volume.problem());
            return false;
        }
        if (chosen.get() != volume) {
            carried = chunk;
            volume.remove(this);
            chosen.get().add(this);
            return false;
        }
        try {
            SegmentHeader header =
                    SegmentHeader.of(stream.name(), gaps.reason(), chunk.info().init().tracks());
            segment = SegmentWriter.create(volume.volume(), header, chunk.info());
        } catch (IOException e) {
            failed(volume, e);
            return false;
        }
        announced = false;
        gaps.fileBegins(chunk.info());
        enter(State.RECORDING);
        return true;
    }

    private void write(VolumeWriter volume, ByteBuffer staging) {
        SegmentWriter current = segment;
        if (batch.isEmpty() || current == null) {
            return;
        }
        try {
            volume.append(current, batch, staging);
            bytes.addAndGet(batchBytes);
            announce(current);
            batch.forEach(stream::stored);
        } catch (IOException e) {
            failed(volume, e);
            finish(volume);
        } finally {
            batch.clear();
            batchBytes = 0;
        }
    }

    private void announce(SegmentWriter current) {
        if (!announced) {
            announced = true;
            listener.opened(current.summary());
        }
    }

    private void failed(VolumeWriter volume, IOException cause) {
        volume.failed(cause);
        log.error(
                "[stream:{}] recording to {} failed: {}", stream.name(), volume, cause.toString());
        refused(
                cause instanceof Disk.FullException ? GapReason.DISK_FULL : GapReason.DISK_FAILED,
                String.valueOf(cause.getMessage()));
    }

    private void refused(GapReason reason, String error) {
        gaps.refused(reason, error);
        retryAtNanos = System.nanoTime() + retryNanos;
        enter(State.FAILED);
    }

    private void finish(VolumeWriter volume) {
        SegmentWriter current = segment;
        if (current != null) {
            segment = null;
            volume.finish(current);
        }
    }

    private void end(VolumeWriter volume) {
        finish(volume);
        enter(State.WAITING);
        volume.remove(this);
        leaveStream();
        archive.closed(this);
        done.complete(null);
    }

    private void enter(State next) {
        if (state != next) {
            state = next;
            since = clock.instant();
        }
    }

    void leaveStream() {
        reader.close();
    }

    public String streamName() {
        return stream.name();
    }

    /** Whether it is this stream that is recorded, and not an earlier one of the same name. */
    public boolean records(Stream candidate) {
        return stream == candidate;
    }

    /** The file being written, if there is one. */
    public Optional<SegmentWriter> current() {
        return Optional.ofNullable(segment);
    }

    public RecorderStatus status() {
        return new RecorderStatus(
                state,
                since,
                current().map(writer -> writer.id().start()),
                bytes.get(),
                gaps.count(),
                reader.skippedChunks(),
                gaps.reason(),
                gaps.lastError());
    }

    /**
     * Asks the recorder to write what the stream has up to now, finish its file and leave the
     * stream.
     */
    @Override
    public void close() {
        if (!closing) {
            closingSinceNanos = System.nanoTime();
            closing = true;
            stream.cutChunk(() -> cut = true);
        }
    }

    /** Completes when a {@link #close} has been carried out; the file is finished after that. */
    public CompletableFuture<Void> done() {
        return done;
    }
}
