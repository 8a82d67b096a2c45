package io.sightline.media.cmaf;

import io.sightline.media.bits.Parsed;
import io.sightline.media.bits.Parsed.Malformed;
import io.sightline.media.bits.Parsed.Valid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the samples of our own chunks back: header, then pairs of {@code moof} and {@code mdat}.
 * Whether the bytes are those that were written, {@link ChunkHeader#intact} tells.
 */
public final class ChunkParser {

    /** Covers the boxes of an ordinary chunk: header, {@code moof}, {@code mdat} header. */
    static final int HEAD_READ_BYTES = 2 << 10;

    private static final int BOX_HEADER_BYTES = 8;
    private static final int MAX_MOOF_BYTES = 2 << 20;

    /** Chunks have one or two. */
    private static final int MAX_FRAGMENTS = 2;

    /** Where a chunk's bytes are read from. */
    @FunctionalInterface
    interface Bytes {

        /** {@code length} bytes from {@code offset} in the chunk; fewer when there are no more. */
        ByteBuffer read(int offset, int length) throws IOException;
    }

    private ChunkParser() {}

    /**
     * Reads a chunk that lies in memory.
     *
     * @param chunk begins with the chunk and may be longer; its position does not move
     */
    public static Parsed<ParsedChunk> parse(ByteBuffer chunk) {
        ByteBuffer whole = chunk.slice();
        try {
            return parse(
                    (offset, length) -> {
                        int from = Math.min(offset, whole.limit());
                        return whole.slice(from, Math.min(length, whole.limit() - from));
                    },
                    whole.limit());
        } catch (IOException e) {
            throw new AssertionError("memory does not fail", e);
        }
    }

    /** Reads a chunk without its payload. */
    static Parsed<ParsedChunk> parse(Bytes bytes, long available) throws IOException {
        ByteBuffer head = bytes.read(0, HEAD_READ_BYTES);
        if (!(ChunkHeader.read(head) instanceof Valid<ChunkHeader>(ChunkHeader header))) {
            return new Malformed<>("no chunk header", 0);
        }
        if (header.sizeBytes() > available) {
            return new Malformed<>("cut within a chunk", 8 * available);
        }
        List<TrackRun> runs = new ArrayList<>();
        int at = ChunkHeader.SIZE_BYTES;
        for (int i = 0; i < MAX_FRAGMENTS && at < header.sizeBytes(); i++) {
            int moofBytes = boxSize(bytes, at, BoxTypes.MOOF, header.sizeBytes());
            if (moofBytes < 0 || moofBytes > MAX_MOOF_BYTES) {
                return new Malformed<>("no whole moof in the chunk", 8L * at);
            }
            BoxReader moof =
                    new BoxReader(bytes.read(at + BOX_HEADER_BYTES, moofBytes - BOX_HEADER_BYTES));
            List<TrackRun> found = FragmentReader.read(moof, at);
            if (moof.failed()) {
                long bits = 8L * (at + BOX_HEADER_BYTES) + moof.failureBits();
                return new Malformed<>(moof.failure(), bits);
            }
            int mdatAt = at + moofBytes;
            int mdatBytes = boxSize(bytes, mdatAt, BoxTypes.MDAT, header.sizeBytes());
            if (mdatBytes < 0 || !lieWithin(found, mdatAt, mdatBytes)) {
                return new Malformed<>("no mdat that holds the samples", 8L * mdatAt);
            }
            runs.addAll(found);
            at = mdatAt + mdatBytes;
        }
        return at == header.sizeBytes()
                ? new Valid<>(new ParsedChunk(header, runs))
                : new Malformed<>("chunk of another size than its header says", 8L * at);
    }

    /** Size of the box, which must be of this type and end within the chunk; else −1. */
    private static int boxSize(Bytes bytes, int at, int type, int chunkBytes) throws IOException {
        if (chunkBytes - at < BOX_HEADER_BYTES) {
            return -1;
        }
        ByteBuffer header = bytes.read(at, BOX_HEADER_BYTES);
        if (header.remaining() < BOX_HEADER_BYTES || header.getInt(4) != type) {
            return -1;
        }
        int size = header.getInt(0);
        return size < BOX_HEADER_BYTES || size > chunkBytes - at ? -1 : size;
    }

    private static boolean lieWithin(List<TrackRun> runs, int mdatAt, int mdatBytes) {
        for (TrackRun run : runs) {
            int from = run.dataOffset();
            if (from < mdatAt + BOX_HEADER_BYTES || from + run.dataBytes() > mdatAt + mdatBytes) {
                return false;
            }
        }
        return true;
    }
}
