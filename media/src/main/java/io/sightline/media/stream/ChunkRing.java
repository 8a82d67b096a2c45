package io.sightline.media.stream;

import io.sightline.media.cmaf.Chunk;
import io.sightline.media.stream.ChunkReader.JoinAt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The recent past of a stream. Bounded by duration and, for what is not yet stored in a file, by
 * bytes; the overflow policy is to drop the oldest. Safe for use by any thread; every operation is
 * a few steps under one lock that is held by nobody for long.
 */
final class ChunkRing {

    private final long windowMicros;
    private final long maxHeapBytes;
    private final ArrayDeque<Chunk> chunks = new ArrayDeque<>();

    ChunkRing(long windowMicros, long maxHeapBytes) {
        this.windowMicros = windowMicros;
        this.maxHeapBytes = maxHeapBytes;
    }

    synchronized void add(Chunk chunk) {
        chunks.addLast(chunk);
        long horizon = chunk.info().endMicros() - windowMicros;
        while (chunks.size() > 1 && chunks.getFirst().info().endMicros() < horizon) {
            chunks.removeFirst();
        }
        dropBeyondHeapLimit();
    }

    private void dropBeyondHeapLimit() {
        long heapBytes = 0;
        for (Chunk held : chunks) {
            heapBytes += held.heapBytes();
        }
        while (heapBytes > maxHeapBytes && chunks.size() > 1) {
            heapBytes -= chunks.removeFirst().heapBytes();
        }
    }

    /**
     * Lets go of heap copies of stored chunks, except those of the newest {@code keepMicros}, which
     * live viewers are about to ask for.
     */
    synchronized void releaseStored(long keepMicros) {
        if (chunks.isEmpty()) {
            return;
        }
        long horizon = chunks.getLast().info().endMicros() - keepMicros;
        for (Chunk held : chunks) {
            if (held.info().endMicros() > horizon) {
                break;
            }
            held.releaseMemory();
        }
    }

    /** The chunk with this sequence number, or the oldest one after it, or null when none is. */
    synchronized @Nullable Chunk atOrAfter(long sequence) {
        Chunk newest = chunks.peekLast();
        if (newest == null || newest.info().sequence() < sequence) {
            return null;
        }
        if (newest.info().sequence() == sequence) {
            return newest;
        }
        for (Chunk chunk : chunks) {
            if (chunk.info().sequence() >= sequence) {
                return chunk;
            }
        }
        return null;
    }

    /** Sequence number at which a new reader begins. */
    synchronized long joinSequence(JoinAt at, long nextSequence) {
        return switch (at) {
            case NEXT_GOP -> nextSequence;
            case OLDEST -> chunks.isEmpty() ? nextSequence : chunks.getFirst().info().sequence();
            case CACHED_GOP -> {
                long found = nextSequence;
                for (Chunk chunk : chunks) {
                    if (chunk.info().startsGop()) {
                        found = chunk.info().sequence();
                    }
                }
                yield found;
            }
        };
    }

    /** Everything held, oldest first. */
    synchronized List<Chunk> snapshot() {
        return new ArrayList<>(chunks);
    }

    synchronized void clear() {
        chunks.clear();
    }
}
