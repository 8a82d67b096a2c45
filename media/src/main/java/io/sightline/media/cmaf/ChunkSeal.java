package io.sightline.media.cmaf;

import java.util.zip.CRC32C;

/**
 * The seal of a chunk, in a {@code free} box (ISO/IEC 14496-12 §8.1.2) that players pass over: how
 * many bytes of the chunk follow, how long it lasts, and a CRC32C (RFC 3720 appendix B.4).
 *
 * <pre>
 *   size = 24 | "free" | "SLck" | CRC32C of all that follows | bytes after this box | µs
 * </pre>
 *
 * One seal covers all that follows it in the chunk, both {@code moof}+{@code mdat} pairs where
 * there are two: a chunk is whole or it is not.
 */
final class ChunkSeal {

    static final int SIZE_BYTES = 24;
    static final int MAGIC = BoxTypes.of("SLck");

    /** From the start of the box. */
    static final int CRC_AT = 12;

    /** The first byte that the CRC covers. */
    static final int LENGTH_AT = 16;

    private ChunkSeal() {}

    /** Length and CRC come with {@link #close}. */
    static void write(BoxWriter out, long durationMicros) {
        out.begin(BoxTypes.FREE).u32(MAGIC).u32(0).u32(0).u32(durationMicros).end();
    }

    /** Fills in the seal that begins at {@code at}, over everything behind it up to {@code end}. */
    static void close(byte[] chunk, int at, int end, CRC32C crc) {
        BoxTypes.INT.set(chunk, at + LENGTH_AT, end - at - SIZE_BYTES);
        crc.reset();
        crc.update(chunk, at + LENGTH_AT, end - at - LENGTH_AT);
        BoxTypes.INT.set(chunk, at + CRC_AT, (int) crc.getValue());
    }
}
