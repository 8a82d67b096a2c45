package io.sightline.simulator.onvif;

import io.sightline.simulator.clip.ClipSpec;
import io.sightline.simulator.clip.VideoCodec;

/**
 * A stream that a device names.
 *
 * @param rtspUrl where it really is
 * @param codec as ONVIF calls it: {@code H264}, {@code H265}, {@code JPEG}
 */
public record StreamSpec(
        String rtspUrl,
        String codec,
        int widthPixels,
        int heightPixels,
        int framesPerSecond,
        int kilobitsPerSecond,
        int gopFrames) {

    /** Of a farm's camera that plays this clip. */
    public static StreamSpec of(String rtspUrl, ClipSpec clip) {
        return new StreamSpec(
                rtspUrl,
                codec(clip.video()),
                clip.widthPixels(),
                clip.heightPixels(),
                clip.framesPerSecond(),
                clip.bitsPerSecond() / 1_000,
                clip.gopFrames());
    }

    private static String codec(VideoCodec video) {
        return switch (video) {
            case H264, H264_B_FRAMES -> "H264";
            case H265 -> "H265";
            case MJPEG -> "JPEG";
        };
    }
}
