package io.sightline.media.segment;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a file that is being written, eleven bytes each: ten minutes of 200 ms chunks are
 * 33 kB. Appended to by the volume's thread, read by anybody.
 *
 * <p>Chunks of a file lie one behind the other and nearly always continue each other in time, so an
 * entry holds what differs from that.
 */
final class ChunkLog {

    /** Hours of chunks of 20 ms; more is not an index of ours. */
    static final int MAX_ENTRIES = 2_000_000;

    private static final int STARTS_GOP = 1;
    private static final int WHOLLY_PLAYABLE = 2;
    private static final int AFTER_LOSS = 4;

    private final ByteLog log = new ByteLog();
    private @Nullable ChunkEntry first;
    private @Nullable ChunkEntry last;
    private int count;

    synchronized void add(ChunkEntry entry) {
        if (first == null) {
            first = entry;
        }
        encode(entry, last == null ? origin(entry) : last);
        last = entry;
        count++;
    }

    private void encode(ChunkEntry entry, ChunkEntry before) {
        boolean whole = entry.playableBytes() == entry.sizeBytes();
        log.put(
                (entry.startsGop() ? STARTS_GOP : 0)
                        | (whole ? WHOLLY_PLAYABLE : 0)
                        | (entry.afterLoss() ? AFTER_LOSS : 0));
        log.put(entry.sizeBytes());
        if (!whole) {
            log.put(entry.playableBytes());
        }
        log.putSigned(entry.startMicros() - before.endMicros());
        log.putSigned(entry.durationMicros() - before.durationMicros());
        log.putSigned(entry.wallClockMicros() - before.wallClockEndMicros());
    }

    /**
     * Undoes {@link #encode} for {@code count} entries.
     *
     * @return empty when the bytes are no such entries
     */
    static Optional<List<ChunkEntry>> decode(
            ByteBuffer coded, int count, long offset, long startMicros, long wallClockMicros) {
        ChunkEntry before =
                new ChunkEntry(offset, 0, 0, true, false, startMicros, 0, wallClockMicros);
        List<ChunkEntry> entries = new ArrayList<>(count);
        try {
            for (int i = 0; i < count; i++) {
                before = decodeOne(coded, before);
                entries.add(before);
            }
        } catch (BufferUnderflowException | ArithmeticException e) {
            return Optional.empty();
        }
        return Optional.of(entries);
    }

    private static ChunkEntry decodeOne(ByteBuffer coded, ChunkEntry before) {
        long flags = ByteLog.get(coded);
        int size = Math.toIntExact(ByteLog.get(coded));
        int playable = (flags & WHOLLY_PLAYABLE) != 0 ? size : Math.toIntExact(ByteLog.get(coded));
        if (size <= 0 || playable < 0 || playable > size) {
            throw new ArithmeticException("chunk of an impossible size");
        }
        long start = before.endMicros() + ByteLog.getSigned(coded);
        long duration = before.durationMicros() + ByteLog.getSigned(coded);
        long wallClock = before.wallClockEndMicros() + ByteLog.getSigned(coded);
        return new ChunkEntry(
                before.endOffset(),
                size,
                playable,
                (flags & STARTS_GOP) != 0,
                (flags & AFTER_LOSS) != 0,
                start,
                duration,
                wallClock);
    }

    /** What the first entry is told apart from: an empty chunk in its place. */
    private static ChunkEntry origin(ChunkEntry first) {
        return new ChunkEntry(
                first.offset(), 0, 0, true, false, first.startMicros(), 0, first.wallClockMicros());
    }

    synchronized int count() {
        return count;
    }

    synchronized int sizeBytes() {
        return log.sizeBytes();
    }

    synchronized Optional<ChunkEntry> first() {
        return Optional.ofNullable(first);
    }

    synchronized Optional<ChunkEntry> last() {
        return Optional.ofNullable(last);
    }

    synchronized void copyTo(ByteBuffer target) {
        log.copyTo(target);
    }

    /** What has been added so far. */
    List<ChunkEntry> snapshot() {
        ByteBuffer coded;
        ChunkEntry from;
        int entries;
        synchronized (this) {
            if (first == null) {
                return List.of();
            }
            coded = log.toBuffer();
            from = first;
            entries = count;
        }
        return decode(coded, entries, from.offset(), from.startMicros(), from.wallClockMicros())
                .orElseThrow();
    }
}
