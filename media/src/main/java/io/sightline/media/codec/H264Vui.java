package io.sightline.media.codec;

import io.sightline.media.bits.BitReader;

/** Video usability information (ITU-T H.264 §E.1.1), read for its bitstream restriction only. */
final class H264Vui {

    /** No bitstream restriction, or one that can't be right. */
    static final int UNKNOWN = -1;

    private static final int EXTENDED_SAR = 255;
    private static final int MAX_CODED_PICTURE_BUFFERS = 32;
    private static final int MAX_REORDER_FRAMES = 16;

    private H264Vui() {}

    /** max_num_reorder_frames, or {@link #UNKNOWN}. */
    static int reorderDepth(BitReader in) {
        if (in.flag() && in.u(8) == EXTENDED_SAR) {
            in.skip(32);
        }
        if (in.flag()) {
            in.skip(1); // overscan_appropriate_flag
        }
        if (in.flag()) {
            in.skip(4); // video_format, video_full_range_flag
            if (in.flag()) {
                in.skip(24); // colour description
            }
        }
        if (in.flag()) {
            in.ue(); // chroma_sample_loc_type_top_field
            in.ue(); // chroma_sample_loc_type_bottom_field
        }
        if (in.flag()) {
            in.skip(65); // num_units_in_tick, time_scale (0 in some cameras), fixed_frame_rate_flag
        }
        boolean nalHrd = in.flag();
        if (nalHrd && !skipHrdParameters(in)) {
            return UNKNOWN;
        }
        boolean vclHrd = in.flag();
        if (vclHrd && !skipHrdParameters(in)) {
            return UNKNOWN;
        }
        if (nalHrd || vclHrd) {
            in.skip(1); // low_delay_hrd_flag
        }
        in.skip(1); // pic_struct_present_flag
        if (!in.flag()) {
            return UNKNOWN;
        }
        in.skip(1); // motion_vectors_over_pic_boundaries_flag
        for (int i = 0; i < 4; i++) {
            in.ue(); // max_bytes…, max_bits…, log2_max_mv_length_horizontal, …_vertical
        }
        long reorderFrames = in.ue();
        long decodedFrames = in.ue();
        boolean plausible =
                !in.failed()
                        && reorderFrames <= decodedFrames
                        && decodedFrames <= MAX_REORDER_FRAMES;
        return plausible ? (int) reorderFrames : UNKNOWN;
    }

    /** §E.1.2 */
    private static boolean skipHrdParameters(BitReader in) {
        long buffers = in.ue() + 1;
        if (buffers > MAX_CODED_PICTURE_BUFFERS) {
            return false;
        }
        in.skip(8); // bit_rate_scale, cpb_size_scale
        for (int i = 0; i < buffers; i++) {
            in.ue();
            in.ue();
            in.skip(1);
        }
        in.skip(20); // lengths of delays and time offset
        return !in.failed();
    }
}
