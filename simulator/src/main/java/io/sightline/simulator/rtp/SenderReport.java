package io.sightline.simulator.rtp;

import java.nio.ByteBuffer;

/**
 * An RTCP sender report with the mandatory CNAME (RFC 3550 §6.4.1, §6.5.1), as an interleaved
 * block: the four bytes before the packet are for TCP only.
 *
 * @param wallClockMicros microseconds since the Unix epoch at {@code rtpTimestamp}
 */
public record SenderReport(
        int ssrc, long wallClockMicros, int rtpTimestamp, int packets, int payloadBytes) {

    private static final int SENDER_REPORT = 200;
    private static final int SOURCE_DESCRIPTION = 202;
    private static final int CNAME = 1;

    /** Seconds from 1900 to 1970. */
    private static final long NTP_OFFSET_SECONDS = 2_208_988_800L;

    private static final byte[] NAME = {'s', 'i', 'm', 'u', 'l', 'a', 't', 'o', 'r'};
    private static final int REPORT_BYTES = 28;
    private static final int DESCRIPTION_BYTES = 20;

    public ByteBuffer interleaved(int channel) {
        ByteBuffer block =
                ByteBuffer.allocateDirect(
                        RtpUnit.INTERLEAVED_HEADER_BYTES + REPORT_BYTES + DESCRIPTION_BYTES);
        block.put((byte) '$').put((byte) channel);
        block.putShort((short) (REPORT_BYTES + DESCRIPTION_BYTES));
        block.put((byte) 0x80).put((byte) SENDER_REPORT);
        block.putShort((short) (REPORT_BYTES / 4 - 1));
        block.putInt(ssrc);
        block.putInt((int) (wallClockMicros / 1_000_000 + NTP_OFFSET_SECONDS));
        block.putInt((int) ((wallClockMicros % 1_000_000 << 32) / 1_000_000));
        block.putInt(rtpTimestamp).putInt(packets).putInt(payloadBytes);
        block.put((byte) 0x81).put((byte) SOURCE_DESCRIPTION);
        block.putShort((short) (DESCRIPTION_BYTES / 4 - 1));
        block.putInt(ssrc);
        block.put((byte) CNAME).put((byte) NAME.length).put(NAME);
        // An item list ends with a zero, then zeros to a multiple of four bytes.
        return block.position(block.capacity()).flip();
    }

    /** The packet alone, for UDP. */
    public ByteBuffer packet() {
        return interleaved(0).position(RtpUnit.INTERLEAVED_HEADER_BYTES).slice();
    }
}
