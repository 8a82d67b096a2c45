package io.sightline.media.cmaf;

import io.sightline.media.bits.Parsed;
import io.sightline.media.bits.Parsed.Malformed;
import io.sightline.media.bits.Parsed.Valid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Walks over the chunks of a file, reading {@value ChunkHeader#SIZE_BYTES} bytes of each. Stops
 * before the first thing that is not a whole chunk: the end, what comes behind the chunks, or what
 * a crash left. Not for several threads.
 */
public final class ChunkScanner {

    private static final int CHECK_BYTES = 256 << 10;

    private final FileChannel file;
    private final long end;
    private final ByteBuffer header = ByteBuffer.allocate(ChunkHeader.SIZE_BYTES);
    private long at;
    private String stopReason = "end of file";

    /** A chunk in the file. */
    public record Located(long offset, ChunkHeader header) {

        /** Where the next chunk begins. */
        public long endOffset() {
            return offset + header.sizeBytes();
        }
    }

    /**
     * @param from where the first chunk begins
     * @param end where chunks end at the latest
     */
    public ChunkScanner(FileChannel file, long from, long end) {
        this.file = file;
        this.at = from;
        this.end = end;
    }

    /** The next whole chunk by its header; its checksum is not looked at. */
    public Optional<Located> next() throws IOException {
        if (at >= end) {
            return Optional.empty();
        }
        header.clear();
        readFully(header, at);
        return switch (ChunkHeader.read(header.flip())) {
            case Valid<ChunkHeader>(ChunkHeader found) when found.sizeBytes() <= end - at -> {
                Located located = new Located(at, found);
                at = located.endOffset();
                yield Optional.of(located);
            }
            case Valid<ChunkHeader> _ -> {
                stopReason = "cut within a chunk";
                yield Optional.empty();
            }
            case Malformed<ChunkHeader>(String reason, long _) -> {
                stopReason = reason;
                yield Optional.empty();
            }
            case Parsed.Unsupported<ChunkHeader>(String reason) -> {
                stopReason = reason;
                yield Optional.empty();
            }
        };
    }

    /** Behind the last chunk found. */
    public long offset() {
        return at;
    }

    /** Why {@link #next} found no more. */
    public String stopReason() {
        return stopReason;
    }

    /** Reads the whole chunk and compares its checksum. */
    public boolean intact(Located chunk) throws IOException {
        CRC32C crc = new CRC32C();
        long position = chunk.offset() + ChunkHeader.CHECKED_FROM;
        ByteBuffer buffer = ByteBuffer.allocate(Math.min(CHECK_BYTES, chunk.header().sizeBytes()));
        while (position < chunk.endOffset()) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), chunk.endOffset() - position));
            readFully(buffer, position);
            if (buffer.hasRemaining()) {
                return false;
            }
            position += buffer.position();
            crc.update(buffer.flip());
        }
        return (int) crc.getValue() == chunk.header().crc32c();
    }

    /** The chunk's samples; reads its boxes only. */
    public Parsed<ParsedChunk> samples(Located chunk) throws IOException {
        return samples(file, chunk.offset(), chunk.header().sizeBytes());
    }

    /**
     * The samples of the chunk that lies at {@code offset} of {@code file}; reads its boxes only.
     */
    public static Parsed<ParsedChunk> samples(FileChannel file, long offset, int sizeBytes)
            throws IOException {
        ByteBuffer head = ByteBuffer.allocate(Math.min(ChunkParser.HEAD_READ_BYTES, sizeBytes));
        readFully(file, head, offset);
        head.flip();
        return ChunkParser.parse(
                (from, length) -> {
                    int most = Math.min(length, Math.max(0, sizeBytes - from));
                    if (from + most <= head.limit()) {
                        return head.slice(from, most);
                    }
                    ByteBuffer more = ByteBuffer.allocate(most);
                    readFully(file, more, offset + from);
                    return more.flip();
                },
                sizeBytes);
    }

    private void readFully(ByteBuffer target, long position) throws IOException {
        readFully(file, target, position);
    }

    /** Leaves room in {@code target} when the file ends. */
    private static void readFully(FileChannel file, ByteBuffer target, long position)
            throws IOException {
        long from = position;
        while (target.hasRemaining()) {
            int length = file.read(target, from);
            if (length < 0) {
                return;
            }
            from += length;
        }
    }
}
