package io.sightline.media.codec;

import io.sightline.media.bits.BitReader;
import java.util.Locale;

/**
 * The general part of profile_tier_level (ITU-T H.265 §7.3.3), as it also stands in {@code hvcC}
 * (ISO/IEC 14496-15 §8.3.3.1.2).
 *
 * @param profileSpace 0…3
 * @param highTier general_tier_flag
 * @param compatibilityFlags general_profile_compatibility_flag[0] is the highest of 32 bits
 * @param constraintFlags the 48 bits from general_progressive_source_flag on
 * @param levelIdc 30 × the level
 */
public record H265ProfileTierLevel(
        int profileSpace,
        boolean highTier,
        int profileIdc,
        int compatibilityFlags,
        long constraintFlags,
        int levelIdc) {

    private static final int CONSTRAINT_BYTES = 6;
    private static final int SUB_LAYER_PROFILE_BITS = 88;
    private static final int SUB_LAYER_LEVEL_BITS = 8;

    /** Reads profile_tier_level(1, maxSubLayersMinus1), sub-layers included. */
    static H265ProfileTierLevel read(BitReader in, int maxSubLayersMinus1) {
        H265ProfileTierLevel general =
                new H265ProfileTierLevel(
                        (int) in.u(2),
                        in.flag(),
                        (int) in.u(5),
                        (int) in.u(32),
                        (in.u(24) << 24) | in.u(24),
                        (int) in.u(8));
        int subLayerBits = 0;
        for (int i = 0; i < maxSubLayersMinus1; i++) {
            subLayerBits += in.flag() ? SUB_LAYER_PROFILE_BITS : 0;
            subLayerBits += in.flag() ? SUB_LAYER_LEVEL_BITS : 0;
        }
        if (maxSubLayersMinus1 > 0) {
            in.skip(2 * (8 - maxSubLayersMinus1)); // reserved_zero_2bits
        }
        in.skip(subLayerBits);
        return general;
    }

    /** ISO/IEC 14496-15 annex E.3, e.g. {@code hvc1.1.6.L93.B0}. */
    public String codecString(String sampleEntry) {
        StringBuilder text = new StringBuilder(sampleEntry).append('.');
        if (profileSpace > 0) {
            text.append((char) ('A' + profileSpace - 1));
        }
        text.append(profileIdc).append('.');
        text.append(hex(Integer.toUnsignedLong(Integer.reverse(compatibilityFlags))));
        text.append('.').append(highTier ? 'H' : 'L').append(levelIdc);
        int last = CONSTRAINT_BYTES - 1;
        while (last >= 0 && constraintByte(last) == 0) {
            last--;
        }
        for (int i = 0; i <= last; i++) {
            text.append('.').append(hex(constraintByte(i)));
        }
        return text.toString();
    }

    private int constraintByte(int index) {
        return (int) (constraintFlags >> (8 * (CONSTRAINT_BYTES - 1 - index))) & 0xFF;
    }

    private static String hex(long value) {
        return Long.toHexString(value).toUpperCase(Locale.ROOT);
    }
}
