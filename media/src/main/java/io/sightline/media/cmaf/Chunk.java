package io.sightline.media.cmaf;

import io.sightline.media.bits.ByteArrays;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One CMAF chunk, the unit that is recorded, served by HLS and pushed to MSE: a {@code prft} with
 * its wall-clock, a checksum in a {@code free} box, {@code moof} and {@code mdat}.
 *
 * <p>Its bytes are immutable. They lie on the heap until the recorder has {@linkplain #storedAt
 * stored} them; then the hub lets go of the heap copy and readers take them back from the file,
 * which is the page cache. A heap copy that no reader ever looked at is used again for another
 * chunk. Safe for use by any thread.
 */
public final class Chunk {

    /** Where a stored chunk lies. */
    public record Location(Path file, long offset) {}

    private final ChunkInfo info;
    private final Runnable recycle;
    private volatile @Nullable ByteBuffer memory;
    private volatile @Nullable Location location;

    /** Whether a reader may hold a view of the heap copy; guarded by this. */
    private boolean lent;

    /** Takes ownership of {@code bytes}, whose remaining bytes are the chunk. */
    public Chunk(ChunkInfo info, ByteBuffer bytes) {
        this(info, bytes, () -> {});
    }

    private Chunk(ChunkInfo info, ByteBuffer bytes, Runnable recycle) {
        if (bytes.remaining() != info.sizeBytes()) {
            throw new IllegalArgumentException("size differs from the bytes given");
        }
        this.info = info;
        this.recycle = recycle;
        this.memory = bytes.slice().asReadOnlyBuffer();
    }

    /** A chunk in an array that goes back to {@code arrays}, should no reader ever look at it. */
    static Chunk recyclable(ChunkInfo info, ByteBuffer bytes, ByteArrays arrays) {
        if (bytes.arrayOffset() != 0) {
            throw new IllegalArgumentException("an array goes back whole");
        }
        byte[] array = bytes.array();
        return new Chunk(info, bytes, () -> arrays.give(array));
    }

    public ChunkInfo info() {
        return info;
    }

    /** The heap copy, while there is one: a view of its own for each caller. */
    public synchronized Optional<ByteBuffer> inMemory() {
        ByteBuffer held = memory;
        lent |= held != null;
        return held == null ? Optional.empty() : Optional.of(held.duplicate());
    }

    /**
     * The heap copy for the recorder, which is done with the view before it says {@link #storedAt}.
     *
     * @throws IllegalStateException when it was let go already
     */
    public ByteBuffer untilStored() {
        ByteBuffer held = memory;
        if (held == null) {
            throw new IllegalStateException("stored already");
        }
        return held.duplicate();
    }

    /** Where the recorder stored it, if it did. */
    public Optional<Location> location() {
        return Optional.ofNullable(location);
    }

    /** Told by the recorder once the bytes can be read back from {@code file} at {@code offset}. */
    public void storedAt(Path file, long offset) {
        location = new Location(file, offset);
    }

    /** Lets go of the heap copy of a stored chunk; does nothing for one that is not stored. */
    public synchronized void releaseMemory() {
        if (location == null || memory == null) {
            return;
        }
        memory = null;
        if (!lent) {
            recycle.run();
        }
    }

    /** Bytes on the heap now: the size, or 0 when the chunk lies in a file only. */
    public int heapBytes() {
        return memory == null ? 0 : info.sizeBytes();
    }

    /**
     * The bytes, from the heap or else read from the file (blocking, from the page cache as a
     * rule).
     *
     * @throws IOException when the file is gone or shorter than it was
     */
    public ByteBuffer read() throws IOException {
        Optional<ByteBuffer> held = inMemory();
        if (held.isPresent()) {
            return held.get();
        }
        Location stored = location;
        if (stored == null) {
            throw new IllegalStateException("neither in memory nor stored");
        }
        ByteBuffer bytes = ByteBuffer.allocate(info.sizeBytes());
        try (FileChannel channel = FileChannel.open(stored.file(), StandardOpenOption.READ)) {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, stored.offset() + bytes.position()) < 0) {
                    throw new EOFException(
                            "chunk %d lies beyond the end of its file".formatted(info.sequence()));
                }
            }
        }
        return bytes.flip();
    }
}
