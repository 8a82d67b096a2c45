package io.sightline.simulator.camera;

import io.sightline.simulator.clip.AudioCodec;
import io.sightline.simulator.clip.VideoCodec;
import io.sightline.simulator.rtp.AacPacketiser;
import io.sightline.simulator.rtp.H264Packetiser;
import io.sightline.simulator.rtp.H265Packetiser;
import io.sightline.simulator.rtp.MjpegPacketiser;
import io.sightline.simulator.rtp.Packetiser;
import io.sightline.simulator.rtp.PlainPacketiser;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * A track as SDP tells it (RFC 4566 §5.14, §6).
 *
 * @param encoding of {@code a=rtpmap}: {@code H264/90000}
 * @param formatParameters of {@code a=fmtp}, empty when there are none
 */
public record TrackDescription(
        Kind kind, int payloadType, String encoding, String formatParameters, int clockHz) {

    /** The media name of SDP's m= line. */
    public enum Kind {
        VIDEO,
        AUDIO
    }

    private static final int VIDEO_CLOCK_HZ = 90_000;
    private static final int VIDEO_PAYLOAD_TYPE = 96;
    private static final int AUDIO_PAYLOAD_TYPE = 97;

    /** Static payload types, RFC 3551 §6. */
    private static final int PCMU_PAYLOAD_TYPE = 0;

    private static final int PCMA_PAYLOAD_TYPE = 8;
    private static final int JPEG_PAYLOAD_TYPE = 26;

    /** AAC-LC, 48 kHz, stereo (ISO/IEC 14496-3 §1.6.2.1). */
    private static final String AAC_CONFIGURATION = "1190";

    /**
     * @param keyFrame NAL units of a key frame with its parameter sets, for H.264 and H.265
     */
    public static TrackDescription ofVideo(VideoCodec codec, List<ByteBuffer> keyFrame) {
        return switch (codec) {
            case H264, H264_B_FRAMES -> h264(keyFrame);
            case H265 -> h265(keyFrame);
            case MJPEG -> video(JPEG_PAYLOAD_TYPE, "JPEG/90000", "");
        };
    }

    private static TrackDescription video(int payloadType, String encoding, String parameters) {
        return new TrackDescription(Kind.VIDEO, payloadType, encoding, parameters, VIDEO_CLOCK_HZ);
    }

    /** RFC 6184 §8.1. */
    private static TrackDescription h264(List<ByteBuffer> nals) {
        ByteBuffer sps = first(nals, 0x1F, 0, 7);
        ByteBuffer pps = first(nals, 0x1F, 0, 8);
        byte[] profile = new byte[3];
        sps.get(sps.position() + 1, profile);
        return video(
                VIDEO_PAYLOAD_TYPE,
                "H264/90000",
                "packetization-mode=1;profile-level-id=%s;sprop-parameter-sets=%s,%s"
                        .formatted(HexFormat.of().formatHex(profile), base64(sps), base64(pps)));
    }

    /** RFC 7798 §7.1. */
    private static TrackDescription h265(List<ByteBuffer> nals) {
        return video(
                VIDEO_PAYLOAD_TYPE,
                "H265/90000",
                "sprop-vps=%s;sprop-sps=%s;sprop-pps=%s"
                        .formatted(
                                base64(first(nals, 0x3F, 1, 32)),
                                base64(first(nals, 0x3F, 1, 33)),
                                base64(first(nals, 0x3F, 1, 34))));
    }

    private static ByteBuffer first(List<ByteBuffer> nals, int mask, int shift, int type) {
        return nals.stream()
                .filter(nal -> ((nal.get(nal.position()) >> shift) & mask) == type)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no NAL unit of type " + type));
    }

    private static String base64(ByteBuffer nal) {
        byte[] bytes = new byte[nal.remaining()];
        nal.get(nal.position(), bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    public static TrackDescription ofAudio(AudioCodec codec) {
        return switch (codec) {
            // RFC 3640 §4.1.
            case AAC ->
                    audio(
                            AUDIO_PAYLOAD_TYPE,
                            "MPEG4-GENERIC/48000/2",
                            "streamtype=5;profile-level-id=1;mode=AAC-hbr;sizelength=13"
                                    + ";indexlength=3;indexdeltalength=3;config="
                                    + AAC_CONFIGURATION,
                            codec);
            case OPUS -> audio(AUDIO_PAYLOAD_TYPE, "opus/48000/2", "sprop-stereo=1", codec);
            case PCMU -> audio(PCMU_PAYLOAD_TYPE, "PCMU/8000", "", codec);
            case PCMA -> audio(PCMA_PAYLOAD_TYPE, "PCMA/8000", "", codec);
            case NONE -> throw new IllegalArgumentException("no audio to describe");
        };
    }

    private static TrackDescription audio(
            int payloadType, String encoding, String parameters, AudioCodec codec) {
        return new TrackDescription(
                Kind.AUDIO, payloadType, encoding, parameters, codec.sampleRateHz());
    }

    Packetiser packetiser(VideoCodec codec) {
        return switch (codec) {
            case H264, H264_B_FRAMES -> new H264Packetiser(payloadType);
            case H265 -> new H265Packetiser(payloadType);
            case MJPEG -> new MjpegPacketiser(payloadType);
        };
    }

    Packetiser packetiser(AudioCodec codec) {
        return switch (codec) {
            case AAC -> new AacPacketiser(payloadType);
            case OPUS, PCMU, PCMA -> new PlainPacketiser(payloadType);
            case NONE -> throw new IllegalArgumentException("no audio to packetise");
        };
    }
}
