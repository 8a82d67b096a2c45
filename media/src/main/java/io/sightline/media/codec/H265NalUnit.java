package io.sightline.media.codec;

import java.nio.ByteBuffer;

/** The two-byte header of an H.265 NAL unit (ITU-T H.265 §7.3.1.2). */
public final class H265NalUnit {
    public static final int HEADER_BYTES = 2;
    public static final int FIRST_IRAP = 16;
    public static final int LAST_IRAP = 23;
    public static final int LAST_VCL = 31;
    public static final int VPS = 32;
    public static final int SPS = 33;
    public static final int PPS = 34;
    public static final int PREFIX_SEI = 39;
    public static final int SUFFIX_SEI = 40;

    private H265NalUnit() {}

    /** nal_unit_type of the unit that begins at the buffer's position. */
    public static int type(ByteBuffer nalUnit) {
        return type(nalUnit.get(nalUnit.position()));
    }

    /** nal_unit_type from the first header byte. */
    public static int type(int firstHeaderByte) {
        return firstHeaderByte >> 1 & 0x3F;
    }

    /** Intra random access point pictures and the reserved types next to them (table 7-1). */
    public static boolean isIrap(int type) {
        return type >= FIRST_IRAP && type <= LAST_IRAP;
    }

    public static boolean isVcl(int type) {
        return type <= LAST_VCL;
    }
}
