package io.sightline.media.mse;

import io.sightline.media.cmaf.Chunk;
import io.sightline.media.cmaf.InitSegment;
import io.sightline.media.codec.TrackFormat;
import io.sightline.media.stream.ChunkReader;
import io.sightline.media.stream.ChunkReader.JoinAt;
import io.sightline.media.stream.ReaderInfo;
import io.sightline.media.stream.Stream;
import io.sightline.media.stream.StreamFailure;
import io.sightline.media.stream.StreamState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes one stream to one viewer: a status when the stream's state changes, {@code init} text and
 * initialization segment at the start and whenever formats or times break, then chunk after chunk.
 *
 * <p>There is no queue of its own: the place in the stream's ring is the queue. A message is taken
 * when the one before has left; a viewer that is slower than the stream falls out of the ring, goes
 * on at the next key frame, and what it missed is counted by its reader.
 *
 * <p>The media loop only schedules. Messages are made on {@code executor}, by one task at a time.
 */
public final class MseViewer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MseViewer.class);

    /** What a viewer was told last about the stream's state. */
    private record Told(
            StreamState state, Optional<StreamFailure> failure, Optional<Instant> retryAt) {}

    private sealed interface Message {
        record Text(String json) implements Message {}

        record Binary(ByteBuffer bytes) implements Message {}
    }

    private final Stream stream;
    private final MessageSink sink;
    private final Executor executor;
    private final InstantSource clock;
    private final ChunkReader reader;

    /** Begins at one: nothing is sent before the constructor is through. */
    private final AtomicInteger pending = new AtomicInteger(1);

    // Owned by the pumping task.
    private final ArrayDeque<Message> next = new ArrayDeque<>(3);
    private @Nullable Told told;
    private @Nullable InitSegment announced;
    private @Nullable InitSegment unplayable;
    private long skippedBefore;

    private volatile boolean writing;
    private volatile boolean closed;

    private MseViewer(
            Stream stream,
            ReaderInfo info,
            MessageSink sink,
            Executor executor,
            InstantSource clock) {
        this.stream = stream;
        this.sink = sink;
        this.executor = executor;
        this.clock = clock;
        this.reader = stream.open(info, JoinAt.CACHED_GOP, this::schedule);
    }

    /** Joins {@code stream} at its cached GOP. */
    public static MseViewer join(
            Stream stream,
            ReaderInfo info,
            MessageSink sink,
            Executor executor,
            InstantSource clock) {
        MseViewer viewer = new MseViewer(stream, info, sink, executor, clock);
        executor.execute(viewer::pump);
        return viewer;
    }

    /** Chunks that this viewer missed because it was too slow. */
    public long skippedChunks() {
        return reader.skippedChunks();
    }

    public ReaderInfo info() {
        return reader.info();
    }

    /** Leaves the stream. The connection is the caller's to close. */
    @Override
    public void close() {
        closed = true;
        reader.close();
    }

    private void schedule() {
        if (pending.getAndIncrement() == 0) {
            executor.execute(this::pump);
        }
    }

    private void pump() {
        int seen;
        do {
            seen = pending.get();
            try {
                sendNext();
            } catch (IOException | RuntimeException e) {
                log.warn(
                        "[stream:{}] viewer {} dropped: {}",
                        stream.name(),
                        reader.info().id(),
                        e.toString());
                closed = true;
                sink.fail("media could not be read");
            }
        } while (pending.addAndGet(-seen) != 0);
    }

    private void sendNext() throws IOException {
        if (closed || writing) {
            return;
        }
        if (next.isEmpty()) {
            tellStatus();
        }
        if (next.isEmpty()) {
            takeChunk();
        }
        Message message = next.poll();
        if (message != null) {
            writing = true;
            switch (message) {
                case Message.Text text -> sink.text(text.json(), this::written);
                case Message.Binary binary -> sink.binary(binary.bytes(), this::written);
            }
        }
    }

    /**
     * On whatever thread completed the write. When that was the pumping task itself, the write was
     * complete at once, and its loop sees the new demand.
     */
    private void written() {
        writing = false;
        schedule();
    }

    private void tellStatus() {
        Stream.Progress status = stream.progress();
        StreamState state =
                status.state() == StreamState.IDLE ? StreamState.CONNECTING : status.state();
        Optional<StreamFailure> failure =
                state == StreamState.LIVE ? Optional.empty() : status.failure();
        Told now = new Told(state, failure, status.retryAt());
        boolean joinedLive = told == null && state == StreamState.LIVE;
        if (!now.equals(told) && !joinedLive) {
            next.add(new Message.Text(MseMessages.status(state, failure, status.retryAt())));
        }
        told = now;
    }

    private void takeChunk() throws IOException {
        Optional<Chunk> polled = reader.poll();
        while (polled.isPresent()) {
            Chunk chunk = polled.get();
            if (add(chunk)) {
                return;
            }
            polled = reader.poll();
        }
    }

    /** Puts the messages for {@code chunk} in line; false when there are none. */
    private boolean add(Chunk chunk) throws IOException {
        InitSegment init = chunk.info().init();
        Optional<TrackFormat> obstacle = init.unplayable();
        if (obstacle.isPresent()) {
            if (init == unplayable) {
                return false;
            }
            unplayable = init;
            next.add(new Message.Text(MseMessages.unplayable(obstacle.get().displayName())));
            return true;
        }
        boolean jumped = reader.skippedChunks() != skippedBefore;
        skippedBefore = reader.skippedChunks();
        if (init != announced || chunk.info().discontinuity() || jumped) {
            announced = init;
            long serverMicros = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
            next.add(new Message.Text(MseMessages.init(chunk.info(), serverMicros)));
            next.add(new Message.Binary(init.playable().asBuffer()));
        }
        if (chunk.info().playableBytes() > 0) {
            ByteBuffer bytes = chunk.read();
            next.add(new Message.Binary(bytes.limit(chunk.info().playableBytes()).slice()));
        }
        return !next.isEmpty();
    }
}
