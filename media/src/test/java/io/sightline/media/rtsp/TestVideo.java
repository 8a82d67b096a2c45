package io.sightline.media.rtsp;

import java.nio.ByteBuffer;
import java.util.Base64;

/** H.264 video of one grey key frame, 64 × 64 pixels, again and again: a packet a frame. */
final class TestVideo {

    static final int CLOCK_RATE_HZ = 90_000;
    static final int TICKS_PER_FRAME = 3_600;
    static final String PARAMETER_SETS = "Z0LACtkEJsBEAAADAAQAAAMAyDxImSA=,aMuDyyA=";

    private static final byte[] KEY_FRAME =
            Base64.getDecoder().decode("ZYiECvJigAF5OTk6666666666668");
    private static final int RTP_HEADER_BYTES = 12;

    private TestVideo() {}

    static String sdp() {
        return sdp("trackID=1");
    }

    static String sdp(String control) {
        return """
               v=0
               o=- 0 0 IN IP4 127.0.0.1
               s=camera
               t=0 0
               a=control:*
               m=video 0 RTP/AVP 96
               a=rtpmap:96 H264/90000
               a=fmtp:96 packetization-mode=1;sprop-parameter-sets=%s
               a=control:%s
               """
                .formatted(PARAMETER_SETS, control);
    }

    static String withAudio(String sdp) {
        return sdp
                + """
                  m=audio 0 RTP/AVP 0
                  a=rtpmap:0 PCMU/8000
                  a=control:trackID=2
                  """;
    }

    /** The packet of frame {@code number}, RFC 3550 §5.1 with the marker set. */
    static byte[] packet(int number, int ssrc) {
        return rtp(96, number, number * TICKS_PER_FRAME, ssrc, KEY_FRAME);
    }

    static byte[] rtp(int payloadType, int sequence, int timestamp, int ssrc, byte[] payload) {
        return ByteBuffer.allocate(RTP_HEADER_BYTES + payload.length)
                .put((byte) 0x80)
                .put((byte) (0x80 | payloadType))
                .putShort((short) sequence)
                .putInt(timestamp)
                .putInt(ssrc)
                .put(payload)
                .array();
    }

    /** A sender report (RFC 3550 §6.4.1) without blocks. */
    static byte[] senderReport(int ssrc) {
        return ByteBuffer.allocate(28)
                .put((byte) 0x80)
                .put((byte) 200)
                .putShort((short) 6)
                .putInt(ssrc)
                .putLong(0xE000_0000_0000_0000L)
                .putInt(0)
                .putInt(1)
                .putInt(1)
                .array();
    }
}
