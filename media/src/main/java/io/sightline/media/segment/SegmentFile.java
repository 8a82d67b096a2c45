package io.sightline.media.segment;

import io.sightline.media.segment.Boxes.DamagedException;
import io.sightline.media.segment.SegmentSummary.State;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a segment file holds, read from the file itself: for a finished one from its first and last
 * bytes, for one that is not by walking over its chunks. Immutable.
 */
public final class SegmentFile {

    /** A file is not a segment of ours, or damaged beyond use. */
    public static final class NotASegmentException extends IOException {
        private static final long serialVersionUID = 1L;

        NotASegmentException(Path path, String reason) {
            super("%s is not a segment: %s".formatted(path, reason));
        }
    }

    private final Path path;
    private final SegmentLayout layout;
    private final List<ChunkEntry> chunks;
    private final State state;
    private final long sizeBytes;

    SegmentFile(
            Path path, SegmentLayout layout, List<ChunkEntry> chunks, State state, long sizeBytes) {
        this.path = path;
        this.layout = layout;
        this.chunks = List.copyOf(chunks);
        this.state = state;
        this.sizeBytes = sizeBytes;
    }

    /**
     * Reads what {@code path} says of itself; an unfinished file ends with its last whole chunk.
     *
     * @throws NotASegmentException when it is something else, or holds not one whole chunk
     */
    public static SegmentFile read(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            long size = channel.size();
            SegmentLayout layout = layout(channel, path);
            Optional<List<ChunkEntry>> index = index(channel, layout, size);
            if (index.isPresent()) {
                return new SegmentFile(path, layout, index.get(), State.CLOSED, size);
            }
            ChunkLog found = ChunkWalk.walk(channel, size, layout, 0, null);
            if (found.count() == 0) {
                throw new NotASegmentException(path, "no whole chunk in it");
            }
            return new SegmentFile(path, layout, found.snapshot(), State.OPEN, size);
        } catch (DamagedException e) {
            throw new NotASegmentException(path, String.valueOf(e.getMessage()));
        }
    }

    /** Whether nothing need be done to the file. */
    static boolean finished(FileChannel channel, Path path) throws IOException {
        return index(channel, layout(channel, path), channel.size()).isPresent();
    }

    static SegmentLayout layout(FileChannel channel, Path path) throws IOException {
        try {
            int length = SegmentLayout.FIRST_READ_BYTES;
            while (true) {
                int available = (int) Math.min(length, channel.size());
                Optional<SegmentLayout> layout = SegmentLayout.read(readAt(channel, 0, available));
                if (layout.isPresent()) {
                    return layout.get();
                }
                if (available < length || length >= SegmentLayout.MAX_BYTES) {
                    throw new NotASegmentException(path, "its beginning is cut short");
                }
                length *= 4;
            }
        } catch (DamagedException e) {
            throw new NotASegmentException(path, String.valueOf(e.getMessage()));
        }
    }

    /** The index of a finished file; empty when the file is not finished. */
    private static Optional<List<ChunkEntry>> index(
            FileChannel channel, SegmentLayout layout, long size) throws IOException {
        int length = (int) Math.min(size, IndexBox.TAIL_READ_BYTES);
        ByteBuffer tail = readAt(channel, size - length, length);
        int box = IndexBox.sizeBytes(tail);
        if (box == 0 || box > size) {
            return Optional.empty();
        }
        ByteBuffer whole = box <= length ? tail : readAt(channel, size - box, box);
        return IndexBox.read(whole).filter(layout::finishedWith);
    }

    static ByteBuffer readAt(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        readFully(channel, bytes, position);
        return bytes.flip();
    }

    static void readFully(FileChannel channel, ByteBuffer target, long position)
            throws IOException {
        long at = position;
        while (target.hasRemaining()) {
            int length = channel.read(target, at);
            if (length < 0) {
                throw new EOFException("file ends at %d".formatted(at));
            }
            at += length;
        }
    }

    public Path path() {
        return path;
    }

    public SegmentHeader header() {
        return layout.header();
    }

    public State state() {
        return state;
    }

    public long sizeBytes() {
        return sizeBytes;
    }

    /** One or more, oldest first. */
    public List<ChunkEntry> chunks() {
        return chunks;
    }

    /**
     * The header that decoders need before the chunks.
     *
     * @param playable without the tracks that browsers don't take; empty when that leaves none
     */
    public ByteBuffer init(boolean playable) {
        return InitBoxes.of(layout, playable);
    }

    /**
     * The chunk that begins at {@code offset}.
     *
     * @return its place among the chunks, or empty when no chunk begins there
     */
    public OptionalInt chunkAt(long offset) {
        int low = 0;
        int high = chunks.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long found = chunks.get(middle).offset();
            if (found == offset) {
                return OptionalInt.of(middle);
            }
            if (found < offset) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return OptionalInt.empty();
    }

    /** What an index holds of it. */
    public SegmentSummary summary(String volume, SegmentId id) {
        return new SegmentSummary(
                id,
                volume,
                state,
                chunks.getFirst().wallClockMicros(),
                chunks.getLast().wallClockEndMicros(),
                sizeBytes,
                layout.header(),
                Hole.in(chunks));
    }
}
