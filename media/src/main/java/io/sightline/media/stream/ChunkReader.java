package io.sightline.media.stream;

import io.sightline.media.cmaf.Chunk;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One reader's place in a stream. Each has its own cursor; one that falls behind the ring jumps to
 * the next key frame and the jump is counted. While a stream has readers, its source runs.
 *
 * <p>To be polled by one thread at a time, any thread.
 */
public final class ChunkReader implements AutoCloseable {

    /** Where a reader begins. */
    public enum JoinAt {
        /** At the newest key frame in the ring: a picture at once. */
        CACHED_GOP,
        /** At the oldest key frame in the ring. */
        OLDEST,
        /** At the next key frame to come. */
        NEXT_GOP
    }

    private final Stream stream;
    private final ChunkRing ring;
    private final ReaderInfo info;
    private long next;
    private boolean needsKeyFrame = true;
    private boolean joined;
    private final AtomicLong skippedChunks = new AtomicLong();

    ChunkReader(Stream stream, ChunkRing ring, ReaderInfo info, long next) {
        this.stream = stream;
        this.ring = ring;
        this.info = info;
        this.next = next;
    }

    /** The next chunk, or empty when there is none yet. */
    public Optional<Chunk> poll() {
        Chunk chunk;
        while ((chunk = ring.atOrAfter(next)) != null) {
            long sequence = chunk.info().sequence();
            if (sequence > next) {
                countSkipped(sequence - next);
                needsKeyFrame = true;
            }
            next = sequence + 1;
            if (!needsKeyFrame || chunk.info().startsGop()) {
                needsKeyFrame = false;
                joined = true;
                return Optional.of(chunk);
            }
            countSkipped(1);
        }
        return Optional.empty();
    }

    /** What passes before the first chunk was taken is not missed. */
    private void countSkipped(long count) {
        if (joined) {
            skippedChunks.addAndGet(count);
        }
    }

    /** Chunks that this reader missed because it was too slow. */
    public long skippedChunks() {
        return skippedChunks.get();
    }

    public ReaderInfo info() {
        return info;
    }

    /** Leaves the stream; the last reader's leaving stops the source after the close delay. */
    @Override
    public void close() {
        stream.leave(this);
    }
}
