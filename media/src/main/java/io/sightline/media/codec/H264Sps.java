package io.sightline.media.codec;

import io.sightline.media.bits.BitReader;
import io.sightline.media.bits.EmulationPrevention;
import io.sightline.media.bits.Parsed;
import java.nio.ByteBuffer;

/**
 * What we need of an H.264 sequence parameter set (ITU-T H.264 §7.3.2.1.1).
 *
 * @param id seq_parameter_set_id, 0…31
 * @param chromaFormatIdc 0 monochrome, 1 4:2:0, 2 4:2:2, 3 4:4:4
 * @param widthPixels after cropping
 * @param heightPixels after cropping
 * @param interlaced whether pictures may be fields (frame_mbs_only_flag is 0)
 * @param reorderDepth max_num_reorder_frames, or what the profile and the kind of picture order
 *     count imply; 0 when nothing says
 * @param reorderDepthKnown whether something says
 */
public record H264Sps(
        int profileIdc,
        int constraintFlags,
        int levelIdc,
        int id,
        int chromaFormatIdc,
        int bitDepthLuma,
        int bitDepthChroma,
        int widthPixels,
        int heightPixels,
        boolean interlaced,
        int reorderDepth,
        boolean reorderDepthKnown) {

    public static final int NAL_UNIT_TYPE = 7;

    /** Level 6.2 ends at 139,264 macroblocks a frame (table A-1). */
    private static final int MAX_MACROBLOCKS = 139_264;

    private static final int MAX_ID = 31;
    private static final int MAX_BIT_DEPTH_OFFSET = 6;
    private static final int MAX_LOG2_OFFSET = 12;
    private static final int MAX_REF_FRAMES_IN_CYCLE = 255;
    private static final int MACROBLOCK_PIXELS = 16;
    private static final int PROFILE_BASELINE = 66;
    private static final int CONSTRAINT_SET3 = 0x10;

    /**
     * Reads a NAL unit, header byte included. A broken VUI is left aside: cameras cut it off.
     *
     * @param nalUnit its position does not move
     */
    public static Parsed<H264Sps> parse(ByteBuffer nalUnit) {
        if (nalUnit.remaining() < 4) {
            return new Parsed.Malformed<>("H.264 SPS shorter than its profile and level", 0);
        }
        if ((nalUnit.get(nalUnit.position()) & 0x1F) != NAL_UNIT_TYPE) {
            return new Parsed.Malformed<>("not an H.264 sequence parameter set", 0);
        }
        BitReader in = new BitReader(EmulationPrevention.remove(nalUnit));
        in.skip(8);
        return new Reading(in).sequenceParameterSet();
    }

    /** One pass over the bits; collects what later fields depend on. */
    private static final class Reading {
        private final BitReader in;
        private int chromaFormatIdc = 1;
        private boolean separateColourPlanes;
        private int bitDepthLuma = 8;
        private int bitDepthChroma = 8;

        Reading(BitReader in) {
            this.in = in;
        }

        Parsed<H264Sps> sequenceParameterSet() {
            int profileIdc = (int) in.u(8);
            int constraintFlags = (int) in.u(8);
            int levelIdc = (int) in.u(8);
            long id = in.ue();
            if (id > MAX_ID) {
                return malformed("seq_parameter_set_id beyond 31");
            }
            if (hasChromaFormat(profileIdc) && !chromaAndScaling()) {
                return malformed("chroma format or bit depth out of range");
            }
            if (in.ue() > MAX_LOG2_OFFSET) {
                return malformed("log2_max_frame_num_minus4 beyond 12");
            }
            long pictureOrderCountType = in.ue();
            if (!pictureOrderCount(pictureOrderCountType)) {
                return malformed("picture order count out of range");
            }
            in.ue(); // max_num_ref_frames
            in.skip(1); // gaps_in_frame_num_value_allowed_flag
            long widthMacroblocks = in.ue() + 1;
            long heightMapUnits = in.ue() + 1;
            boolean framesOnly = in.flag();
            if (!framesOnly) {
                in.skip(1); // mb_adaptive_frame_field_flag
            }
            in.skip(1); // direct_8x8_inference_flag
            long heightMacroblocks = heightMapUnits * (framesOnly ? 1 : 2);
            if (in.failed()) {
                return malformed("H.264 SPS ends before the picture size");
            }
            if (widthMacroblocks > MAX_MACROBLOCKS
                    || heightMacroblocks > MAX_MACROBLOCKS
                    || widthMacroblocks * heightMacroblocks > MAX_MACROBLOCKS) {
                return malformed("picture larger than any level allows");
            }
            long width = widthMacroblocks * MACROBLOCK_PIXELS;
            long height = heightMacroblocks * MACROBLOCK_PIXELS;
            if (in.flag()) {
                width -= cropUnitX() * (in.ue() + in.ue());
                height -= cropUnitY(framesOnly) * (in.ue() + in.ue());
            }
            if (in.failed() || width <= 0 || height <= 0) {
                return malformed("cropping leaves no picture");
            }
            int reorderDepth = H264Vui.UNKNOWN;
            if (in.flag()) {
                reorderDepth = H264Vui.reorderDepth(in);
            }
            if (reorderDepth == H264Vui.UNKNOWN
                    && neverReorders(profileIdc, constraintFlags, pictureOrderCountType)) {
                reorderDepth = 0;
            }
            return new Parsed.Valid<>(
                    new H264Sps(
                            profileIdc,
                            constraintFlags,
                            levelIdc,
                            (int) id,
                            chromaFormatIdc,
                            bitDepthLuma,
                            bitDepthChroma,
                            (int) width,
                            (int) height,
                            !framesOnly,
                            Math.max(0, reorderDepth),
                            reorderDepth != H264Vui.UNKNOWN));
        }

        private boolean chromaAndScaling() {
            chromaFormatIdc = (int) in.ue();
            if (chromaFormatIdc < 0 || chromaFormatIdc > 3) {
                return false;
            }
            if (chromaFormatIdc == 3) {
                separateColourPlanes = in.flag();
            }
            long luma = in.ue();
            long chroma = in.ue();
            if (luma > MAX_BIT_DEPTH_OFFSET || chroma > MAX_BIT_DEPTH_OFFSET) {
                return false;
            }
            bitDepthLuma = 8 + (int) luma;
            bitDepthChroma = 8 + (int) chroma;
            in.skip(1); // qpprime_y_zero_transform_bypass_flag
            if (in.flag()) {
                int lists = chromaFormatIdc == 3 ? 12 : 8;
                for (int i = 0; i < lists; i++) {
                    if (in.flag()) {
                        skipScalingList(i < 6 ? 16 : 64);
                    }
                }
            }
            return true;
        }

        /** §7.3.2.1.1.1 */
        private void skipScalingList(int size) {
            long last = 8;
            for (int i = 0; i < size; i++) {
                long next = last + in.se() & 0xFF;
                if (next == 0) {
                    return;
                }
                last = next;
            }
        }

        private boolean pictureOrderCount(long type) {
            if (type == 0) {
                return in.ue() <= MAX_LOG2_OFFSET;
            }
            if (type == 1) {
                in.skip(1); // delta_pic_order_always_zero_flag
                in.se(); // offset_for_non_ref_pic
                in.se(); // offset_for_top_to_bottom_field
                long framesInCycle = in.ue();
                for (int i = 0; i < framesInCycle && i < MAX_REF_FRAMES_IN_CYCLE; i++) {
                    in.se();
                }
                return framesInCycle <= MAX_REF_FRAMES_IN_CYCLE;
            }
            return type == 2;
        }

        /** Equations 7-19 … 7-22. */
        private int cropUnitX() {
            return !monochrome() && chromaFormatIdc != 3 ? 2 : 1;
        }

        private int cropUnitY(boolean framesOnly) {
            int unit = !monochrome() && chromaFormatIdc == 1 ? 2 : 1;
            return framesOnly ? unit : 2 * unit;
        }

        /** ChromaArrayType of 0 (§7.4.2.1.1). */
        private boolean monochrome() {
            return chromaFormatIdc == 0 || separateColourPlanes;
        }

        private <T> Parsed<T> malformed(String reason) {
            return new Parsed.Malformed<>(reason, in.position());
        }
    }

    private static boolean hasChromaFormat(int profileIdc) {
        return switch (profileIdc) {
            case 100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135 -> true;
            default -> false;
        };
    }

    /**
     * Picture order count type 2 means output order is decoding order (§8.2.1.3); Baseline has no B
     * slices (§A.2.1); intra profiles need no reordering (§E.2.1, max_num_reorder_frames).
     */
    private static boolean neverReorders(
            int profileIdc, int constraintFlags, long pictureOrderCountType) {
        if (pictureOrderCountType == 2 || profileIdc == PROFILE_BASELINE) {
            return true;
        }
        return switch (profileIdc) {
            case 44 -> true;
            case 86, 100, 110, 122, 244 -> (constraintFlags & CONSTRAINT_SET3) != 0;
            default -> false;
        };
    }
}
