package io.sightline.media.segment;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The last box of a finished file: a {@code uuid} box (ISO/IEC 14496-12 §11.1) with the chunks of
 * the file, found from the file's end, so that playback needs one small read and no other file.
 *
 * <pre>
 * size 32, 'uuid' 32, user type 128,
 * version 16, reserved 16, entries 32, offset of the first chunk 64,
 * its media time 64, its wall clock 64, entries as in {@link ChunkLog},
 * CRC32C of all before 32, size of the box 32, magic 32
 * </pre>
 */
final class IndexBox {

    /** Enough for an hour of ordinary chunks: one read gets the whole box. */
    static final int TAIL_READ_BYTES = 48 << 10;

    static final int TRAILER_BYTES = 12;

    private static final int UUID = 0x75756964;
    private static final long TYPE_HIGH = 0x53696768746C696EL; // "Sightlin"
    private static final long TYPE_LOW = 0x652D696E6465783AL; // "e-index:"
    private static final int MAGIC = 0x534C6978; // "SLix"
    private static final int VERSION = 1;
    private static final int HEADER_BYTES = 8 + 16 + 8 + 24;
    private static final int MAX_BOX_BYTES = 32 << 20;

    private IndexBox() {}

    static ByteBuffer write(ChunkLog chunks) {
        ChunkEntry first = chunks.first().orElseThrow();
        int size = HEADER_BYTES + chunks.sizeBytes() + TRAILER_BYTES;
        ByteBuffer box = ByteBuffer.allocate(size);
        box.putInt(size).putInt(UUID).putLong(TYPE_HIGH).putLong(TYPE_LOW);
        box.putShort((short) VERSION).putShort((short) 0).putInt(chunks.count());
        box.putLong(first.offset()).putLong(first.startMicros()).putLong(first.wallClockMicros());
        chunks.copyTo(box);
        box.putInt(checksum(box.duplicate().flip()));
        return box.putInt(size).putInt(MAGIC).flip();
    }

    /**
     * How long the box at the end of {@code tail}, the last bytes of a file, says it is.
     *
     * @return 0 when the file does not end with such a box
     */
    static int sizeBytes(ByteBuffer tail) {
        if (tail.remaining() < TRAILER_BYTES || tail.getInt(tail.limit() - 4) != MAGIC) {
            return 0;
        }
        int size = tail.getInt(tail.limit() - 8);
        return size < HEADER_BYTES + TRAILER_BYTES || size > MAX_BOX_BYTES ? 0 : size;
    }

    /**
     * Reads the box that {@code tail} ends with, all of which must be there.
     *
     * @return empty when it is damaged
     */
    static Optional<List<ChunkEntry>> read(ByteBuffer tail) {
        int size = sizeBytes(tail);
        if (size == 0 || size > tail.remaining()) {
            return Optional.empty();
        }
        ByteBuffer box = tail.slice(tail.limit() - size, size);
        int checked = size - TRAILER_BYTES;
        if (box.getInt(checked) != checksum(box.slice(0, checked))
                || box.getInt() != size
                || box.getInt() != UUID
                || box.getLong() != TYPE_HIGH
                || box.getLong() != TYPE_LOW
                || box.getShort() != VERSION) {
            return Optional.empty();
        }
        box.getShort();
        int count = box.getInt();
        if (count < 1 || count > ChunkLog.MAX_ENTRIES || count > checked) {
            return Optional.empty();
        }
        long offset = box.getLong();
        long start = box.getLong();
        long wallClock = box.getLong();
        return ChunkLog.decode(box.limit(checked), count, offset, start, wallClock);
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
