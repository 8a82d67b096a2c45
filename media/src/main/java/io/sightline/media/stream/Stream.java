package io.sightline.media.stream;

import io.sightline.media.cmaf.Chunk;
import io.sightline.media.loop.MediaLoop;
import io.sightline.media.stream.ChunkReader.JoinAt;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One live, named flow of tracks: the hub between a {@link Source} and everybody who wants its
 * media. The source runs while there are readers.
 *
 * <p>A stream is owned by one media loop, on which everything enters and chunks are made. Readers
 * come and go on any thread. The media timeline grows from the stream's first session and never
 * goes back: a session after an outage continues it, with the outage as a hole.
 */
public final class Stream {

    private static final Logger log = LoggerFactory.getLogger(Stream.class);

    /** Heap copies of stored chunks kept for live viewers, so that parts are served from memory. */
    private static final long HOT_MICROS = 2_000_000;

    private final String name;
    private final MediaLoop loop;
    private final Source source;
    private final StreamSettings settings;
    private final InstantSource clock;
    private final ChunkRing ring;
    private final StreamMeter meter = new StreamMeter();
    private final ChunkingInput input;
    private final Map<ChunkReader, Runnable> readers = new ConcurrentHashMap<>();
    private final List<FrameListener> frameListeners = new CopyOnWriteArrayList<>();
    private volatile Progress progress;
    private volatile long nextSequence;

    // Owned by the loop.
    private boolean running;
    private boolean closed;
    private MediaLoop.@Nullable Timer closeTimer;

    /**
     * What the source is doing.
     *
     * @param failure why it does not deliver; the last failure while it is LIVE again
     * @param retryAt when it tries again, while RETRYING
     */
    public record Progress(
            StreamState state,
            Instant since,
            Optional<StreamFailure> failure,
            Optional<Instant> retryAt) {}

    public Stream(
            String name,
            MediaLoop loop,
            Source source,
            StreamSettings settings,
            InstantSource clock) {
        this.name = name;
        this.loop = loop;
        this.source = source;
        this.settings = settings;
        this.clock = clock;
        this.ring = new ChunkRing(micros(settings.window()), settings.maxHeapBytes());
        this.progress =
                new Progress(StreamState.IDLE, clock.instant(), Optional.empty(), Optional.empty());
        this.input = new ChunkingInput(this, settings.chunks(), meter, frameListeners);
    }

    public String name() {
        return name;
    }

    public MediaLoop loop() {
        return loop;
    }

    /**
     * Joins as a reader; starts the source if this is the first one.
     *
     * @param onAvailable called on the media loop after each new chunk and each change of the
     *     stream's state; must not block
     */
    public ChunkReader open(ReaderInfo info, JoinAt at, Runnable onAvailable) {
        ChunkReader reader = new ChunkReader(this, ring, info, ring.joinSequence(at, nextSequence));
        readers.put(reader, onAvailable);
        loop.execute(this::reconsiderDemand);
        return reader;
    }

    void leave(ChunkReader reader) {
        if (readers.remove(reader) != null) {
            loop.execute(this::reconsiderDemand);
        }
    }

    /**
     * Told by the recorder that {@code chunk} can be read back from its file. Unless live viewers
     * are about to ask for it, its heap copy goes at once: what dies young is never moved by the
     * collector.
     */
    public void stored(Chunk chunk) {
        if (!hasLiveReaders()) {
            chunk.releaseMemory();
        }
    }

    /** Anybody beside the recorder. */
    private boolean hasLiveReaders() {
        return readers.size() > 1;
    }

    /** Subscribes to the frame bus; does not by itself keep the source running. */
    public void addFrameListener(FrameListener listener) {
        frameListeners.add(listener);
    }

    public void removeFrameListener(FrameListener listener) {
        frameListeners.remove(listener);
    }

    /** Chunks of the recent past, oldest first. */
    public List<Chunk> recentChunks() {
        return ring.snapshot();
    }

    /** The part of {@link #status} that costs nothing to look at. */
    public Progress progress() {
        return progress;
    }

    public StreamStatus status() {
        Progress now = progress;
        return new StreamStatus(
                name,
                now.state(),
                now.since(),
                now.failure(),
                now.retryAt(),
                input.tracks(),
                readers.keySet().stream().map(ChunkReader::info).toList(),
                meter.snapshot());
    }

    /**
     * Closes the chunk under construction ahead of its time, for a reader that is about to leave
     * and wants everything up to now; then runs {@code then}, on the media loop.
     */
    public void cutChunk(Runnable then) {
        loop.execute(
                () -> {
                    input.cutChunk();
                    then.run();
                });
    }

    /** Stops the source at once and for good; readers still get what there is, and no more. */
    public void close() {
        loop.execute(
                () -> {
                    closed = true;
                    if (readers.isEmpty()) {
                        input.discard();
                    }
                    readers.clear();
                    stopSource();
                });
    }

    private void reconsiderDemand() {
        boolean wanted = !readers.isEmpty() && !closed;
        if (wanted) {
            forgetClosing();
        }
        if (wanted && !running) {
            running = true;
            log.info("[stream:{}] wanted, starting its source", name);
            source.start(input);
        } else if (!wanted && running && closeTimer == null) {
            closeTimer = loop.schedule(settings.closeDelay(), this::closeIfStillUnwanted);
        }
    }

    private void forgetClosing() {
        if (closeTimer != null) {
            closeTimer.cancel();
            closeTimer = null;
        }
    }

    private void closeIfStillUnwanted() {
        closeTimer = null;
        if (readers.isEmpty()) {
            stopSource();
        }
    }

    private void stopSource() {
        if (!running) {
            return;
        }
        running = false;
        forgetClosing();
        source.stop();
        input.endSession();
        if (!closed) {
            ring.clear();
        }
        enter(StreamState.IDLE, Optional.empty(), Optional.empty());
        log.info("[stream:{}] no longer wanted, source stopped", name);
    }

    /** On the loop: its source begins to connect. */
    void connecting() {
        enter(StreamState.CONNECTING, progress.failure(), Optional.empty());
    }

    /** On the loop: its source delivers pictures. */
    void live() {
        if (progress.state() != StreamState.LIVE) {
            enter(StreamState.LIVE, progress.failure(), Optional.empty());
            log.info("[stream:{}] live", name);
        }
    }

    /** On the loop: its source delivers no more, and tries again by itself. */
    void failed(StreamFailure failure, Duration retryIn) {
        enter(
                StreamState.RETRYING,
                Optional.of(failure),
                Optional.of(clock.instant().plus(retryIn)));
    }

    private void enter(
            StreamState state, Optional<StreamFailure> failure, Optional<Instant> retryAt) {
        Progress before = progress;
        Instant since = before.state() == state ? before.since() : clock.instant();
        progress = new Progress(state, since, failure, retryAt);
        readers.values().forEach(Runnable::run);
    }

    /** Sequence number of the chunk that is made next. */
    long nextSequence() {
        return nextSequence;
    }

    /** On the loop: a chunk is complete, for whoever reads. */
    void publish(Chunk chunk) {
        ring.add(chunk);
        nextSequence = chunk.info().sequence() + 1;
        ring.releaseStored(hasLiveReaders() ? HOT_MICROS : 0);
        for (Runnable wake : readers.values()) {
            wake.run();
        }
    }

    private static long micros(Duration duration) {
        return TimeUnit.NANOSECONDS.toMicros(duration.toNanos());
    }
}
