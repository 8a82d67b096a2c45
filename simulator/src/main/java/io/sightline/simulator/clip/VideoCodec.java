package io.sightline.simulator.clip;

/** What a clip's pictures are encoded as. */
public enum VideoCodec {
    H264,
    /** H.264 whose decoding order differs from its presentation order. */
    H264_B_FRAMES,
    H265,
    MJPEG
}
