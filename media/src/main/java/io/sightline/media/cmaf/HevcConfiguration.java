package io.sightline.media.cmaf;

import io.sightline.media.bits.ByteSequence;
import io.sightline.media.codec.H265Format;
import java.util.List;

/** HEVCDecoderConfigurationRecord, ISO/IEC 14496-15 §8.3.3.1. */
final class HevcConfiguration {

    private static final int VPS = 32;
    private static final int SPS = 33;
    private static final int PPS = 34;

    /** NAL unit header, then vps id, sub-layers and nesting: the profile follows at once. */
    private static final int PROFILE_AT = 3;

    /** general_profile_space … general_level_idc, ITU-T H.265 §7.3.3. */
    private static final int PROFILE_BYTES = 12;

    private HevcConfiguration() {}

    static void write(BoxWriter out, H265Format format) {
        byte[] sps = unescaped(format.sequenceParameterSets().getFirst());
        out.begin(BoxTypes.HVCC).u8(1);
        for (int i = 0; i < PROFILE_BYTES; i++) {
            out.u8(PROFILE_AT + i < sps.length ? sps[PROFILE_AT + i] : 0);
        }
        out.u16(0xF000).u8(0xFC); // min_spatial_segmentation, parallelismType: not known
        out.u8(0xFC | 1).u8(0xF8).u8(0xF8); // 4:2:0, 8 bit luma and chroma
        int subLayers = (sps[2] >> 1 & 7) + 1;
        int nested = sps[2] & 1;
        out.u16(0).u8(subLayers << 3 | nested << 2 | 3); // frame rate not known; 4-byte lengths
        out.u8(3);
        writeSets(out, VPS, format.videoParameterSets());
        writeSets(out, SPS, format.sequenceParameterSets());
        writeSets(out, PPS, format.pictureParameterSets());
        out.end();
    }

    /** One array of NAL units; all of its type are there and none in the samples ({@code hvc1}). */
    private static void writeSets(BoxWriter out, int nalUnitType, List<ByteSequence> sets) {
        out.u8(0x80 | nalUnitType).u16(sets.size());
        sets.forEach(set -> out.u16(set.size()).bytes(set));
    }

    /** Takes the emulation prevention bytes out of the head of a NAL unit (ITU-T H.265 §7.4.2). */
    private static byte[] unescaped(ByteSequence nalUnit) {
        byte[] plain = new byte[Math.min(nalUnit.size(), 64)];
        int length = 0;
        int zeros = 0;
        for (int i = 0; i < plain.length; i++) {
            int value = nalUnit.get(i);
            if (zeros >= 2 && value == 3) {
                zeros = 0;
                continue;
            }
            zeros = value == 0 ? zeros + 1 : 0;
            plain[length++] = (byte) value;
        }
        return java.util.Arrays.copyOf(plain, Math.max(length, PROFILE_AT));
    }
}
