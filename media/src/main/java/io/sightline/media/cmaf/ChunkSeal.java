package io.sightline.media.cmaf;

import java.util.zip.CRC32C;

/**
 * The seal of a chunk: a {@code free} box (ISO/IEC 14496-12 §8.1.2), which players pass over, with
 * what an index has to know and a CRC32C (RFC 3720 appendix B.4) over everything behind the CRC.
 *
 * <pre>
 *   size = 32 | "free" | "SLck" | CRC32C | bytes of the chunk behind this box | playable bytes
 *             | duration in µs | flags (16) | video frames (16)
 * </pre>
 *
 * One seal covers all of the chunk, both {@code moof}+{@code mdat} pairs where there are two: a
 * chunk is whole or it is not. {@link ChunkHeader} reads it back.
 */
final class ChunkSeal {

    static final int SIZE_BYTES = 32;
    static final int MAGIC = BoxTypes.of("SLck");
    static final int STARTS_GOP = 1;
    static final int DISCONTINUITY = 2;
    static final int AFTER_LOSS = 4;
    static final int MAX_VIDEO_FRAMES = 0xFFFF;

    // Places from the start of the box.
    static final int CRC_AT = 12;
    static final int CHECKED_FROM = 16;
    static final int LENGTH_AT = 16;
    static final int PLAYABLE_AT = 20;

    private ChunkSeal() {}

    /** CRC and lengths come with {@link #close}. */
    static void write(BoxWriter out, long durationMicros, int flags, int videoFrames) {
        out.begin(BoxTypes.FREE).u32(MAGIC).u32(0).u32(0).u32(0).u32(durationMicros);
        out.u16(flags).u16(Math.min(videoFrames, MAX_VIDEO_FRAMES)).end();
    }

    /** Fills in the seal that begins at {@code at} of a chunk that ends at {@code end}. */
    static void close(byte[] chunk, int at, int end, int playableBytes, CRC32C crc) {
        BoxTypes.INT.set(chunk, at + LENGTH_AT, end - at - SIZE_BYTES);
        BoxTypes.INT.set(chunk, at + PLAYABLE_AT, playableBytes);
        crc.reset();
        crc.update(chunk, at + CHECKED_FROM, end - at - CHECKED_FROM);
        BoxTypes.INT.set(chunk, at + CRC_AT, (int) crc.getValue());
    }
}
