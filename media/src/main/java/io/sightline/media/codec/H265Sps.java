package io.sightline.media.codec;

import io.sightline.media.bits.BitReader;
import io.sightline.media.bits.EmulationPrevention;
import io.sightline.media.bits.Parsed;
import java.nio.ByteBuffer;

/**
 * What we need of an H.265 sequence parameter set (ITU-T H.265 §7.3.2.2.1).
 *
 * @param id sps_seq_parameter_set_id, 0…15
 * @param maxSubLayers temporal sub-layers, 1…7
 * @param chromaFormatIdc 0 monochrome, 1 4:2:0, 2 4:2:2, 3 4:4:4
 * @param widthPixels within the conformance window
 * @param heightPixels within the conformance window
 * @param reorderDepth sps_max_num_reorder_pics of the highest sub-layer
 */
public record H265Sps(
        int id,
        int maxSubLayers,
        boolean temporalIdNested,
        H265ProfileTierLevel profileTierLevel,
        int chromaFormatIdc,
        int bitDepthLuma,
        int bitDepthChroma,
        int widthPixels,
        int heightPixels,
        int reorderDepth) {

    public static final int NAL_UNIT_TYPE = 33;

    /** √(8 × MaxLumaPs) of level 6.2 (table A.8). */
    private static final int MAX_SIDE_PIXELS = 16_888;

    private static final int MAX_ID = 15;
    private static final int MAX_SUB_LAYERS_MINUS1 = 6;
    private static final int MAX_BIT_DEPTH_OFFSET = 8;
    private static final int MAX_LOG2_OFFSET = 12;
    private static final int MAX_REORDER_PICTURES = 16;

    /**
     * Reads a NAL unit, its two header bytes included.
     *
     * @param nalUnit its position does not move
     */
    public static Parsed<H265Sps> parse(ByteBuffer nalUnit) {
        if (nalUnit.remaining() < 3 || H265NalUnit.type(nalUnit) != NAL_UNIT_TYPE) {
            return new Parsed.Malformed<>("not an H.265 sequence parameter set", 0);
        }
        BitReader in = new BitReader(EmulationPrevention.remove(nalUnit));
        in.skip(16 + 4); // NAL unit header, sps_video_parameter_set_id
        int maxSubLayersMinus1 = (int) in.u(3);
        if (maxSubLayersMinus1 > MAX_SUB_LAYERS_MINUS1) {
            return new Parsed.Unsupported<>("H.265 multilayer extension");
        }
        boolean temporalIdNested = in.flag();
        H265ProfileTierLevel profile = H265ProfileTierLevel.read(in, maxSubLayersMinus1);
        long id = in.ue();
        long chroma = in.ue();
        if (id > MAX_ID || chroma > 3) {
            return malformed(in, "sps_seq_parameter_set_id or chroma_format_idc out of range");
        }
        boolean separateColourPlanes = chroma == 3 && in.flag();
        long width = in.ue();
        long height = in.ue();
        if (in.failed()
                || width < 1
                || height < 1
                || width > MAX_SIDE_PIXELS
                || height > MAX_SIDE_PIXELS) {
            return malformed(in, "picture size out of range");
        }
        if (in.flag()) {
            boolean subsampledX = (chroma == 1 || chroma == 2) && !separateColourPlanes;
            boolean subsampledY = chroma == 1 && !separateColourPlanes;
            width -= (subsampledX ? 2 : 1) * (in.ue() + in.ue());
            height -= (subsampledY ? 2 : 1) * (in.ue() + in.ue());
        }
        long luma = in.ue();
        long chromaDepth = in.ue();
        boolean depthsInRange = luma <= MAX_BIT_DEPTH_OFFSET && chromaDepth <= MAX_BIT_DEPTH_OFFSET;
        if (in.ue() > MAX_LOG2_OFFSET || !depthsInRange || width <= 0 || height <= 0) {
            return malformed(in, "conformance window, bit depth or picture order count");
        }
        long reorderPictures = reorderPictures(in, maxSubLayersMinus1);
        if (in.failed() || reorderPictures > MAX_REORDER_PICTURES) {
            return malformed(in, "sub-layer ordering info");
        }
        return new Parsed.Valid<>(
                new H265Sps(
                        (int) id,
                        maxSubLayersMinus1 + 1,
                        temporalIdNested,
                        profile,
                        (int) chroma,
                        8 + (int) luma,
                        8 + (int) chromaDepth,
                        (int) width,
                        (int) height,
                        (int) reorderPictures));
    }

    private static long reorderPictures(BitReader in, int maxSubLayersMinus1) {
        boolean each = in.flag(); // sps_sub_layer_ordering_info_present_flag
        long reorderPictures = 0;
        for (int i = each ? 0 : maxSubLayersMinus1; i <= maxSubLayersMinus1; i++) {
            in.ue(); // sps_max_dec_pic_buffering_minus1
            reorderPictures = in.ue();
            in.ue(); // sps_max_latency_increase_plus1
        }
        return reorderPictures;
    }

    private static Parsed<H265Sps> malformed(BitReader in, String reason) {
        return new Parsed.Malformed<>(reason, in.position());
    }
}
