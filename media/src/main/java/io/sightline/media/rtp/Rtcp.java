package io.sightline.media.rtp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** RTCP packets (RFC 3550 §6): sender reports and good-byes in, receiver reports out. */
final class Rtcp {
    static final int SENDER_REPORT = 200;
    static final int RECEIVER_REPORT = 201;
    static final int SOURCE_DESCRIPTION = 202;
    static final int GOODBYE = 203;
    static final int LAST_TYPE = 207;

    private static final int VERSION_BITS = 0x80;
    private static final int HEADER_BYTES = 4;
    private static final int SENDER_INFO_END = 28;
    private static final int CNAME = 1;
    private static final byte[] CANONICAL_NAME = "sightline".getBytes(StandardCharsets.US_ASCII);

    private Rtcp() {}

    /** What a compound packet may contain for us. */
    interface Visitor {
        void senderReport(int ssrc, long ntp, int rtpTimestamp);

        void goodbye();
    }

    /**
     * Reads a compound packet, consuming it.
     *
     * @return false when it broke off or was none; what came before was visited
     */
    static boolean read(ByteBuffer in, Visitor visitor) {
        while (in.remaining() >= HEADER_BYTES) {
            int start = in.position();
            int type = in.get(start + 1) & 0xFF;
            int length = HEADER_BYTES + 4 * (in.getShort(start + 2) & 0xFFFF);
            if ((in.get(start) & 0xC0) != VERSION_BITS || length > in.remaining()) {
                in.position(in.limit());
                return false;
            }
            if (type == SENDER_REPORT && length >= SENDER_INFO_END) {
                visitor.senderReport(
                        in.getInt(start + 4), in.getLong(start + 8), in.getInt(start + 16));
            } else if (type == GOODBYE) {
                visitor.goodbye();
            }
            in.position(start + length);
        }
        boolean whole = !in.hasRemaining();
        in.position(in.limit());
        return whole;
    }

    /** Whether a packet on the RTP channel is RTCP (RFC 5761 §4). */
    static boolean isRtcp(ByteBuffer packet) {
        if (packet.remaining() < 2 * HEADER_BYTES) {
            return false;
        }
        int type = packet.get(packet.position() + 1) & 0xFF;
        return type >= SENDER_REPORT && type <= LAST_TYPE;
    }

    /** A receiver report with one block, or none before the first packet, and our CNAME. */
    static void writeReceiverReport(
            ByteBuffer out, int ownSsrc, ReceptionStatistics statistics, long nowNanos) {
        int blocks = statistics.any() ? 1 : 0;
        out.put((byte) (VERSION_BITS | blocks)).put((byte) RECEIVER_REPORT);
        out.putShort((short) (1 + 6 * blocks)).putInt(ownSsrc);
        if (blocks > 0) {
            out.putInt(statistics.ssrc());
            out.putInt((statistics.fractionLost() << 24) | statistics.cumulativeLost());
            out.putInt(statistics.extendedHighestSequence());
            out.putInt(statistics.jitterTicks());
            out.putInt(statistics.lastSenderReport());
            out.putInt(statistics.delaySinceLastSenderReport(nowNanos));
        }
        // SDES: one chunk of SSRC, CNAME, and zeros up to a multiple of four (RFC 3550 §6.5)
        int chunkBytes = (4 + 2 + CANONICAL_NAME.length + 1 + 3) & ~3;
        out.put((byte) (VERSION_BITS | 1)).put((byte) SOURCE_DESCRIPTION);
        out.putShort((short) (chunkBytes / 4)).putInt(ownSsrc);
        out.put((byte) CNAME).put((byte) CANONICAL_NAME.length).put(CANONICAL_NAME);
        for (int i = 4 + 2 + CANONICAL_NAME.length; i < chunkBytes; i++) {
            out.put((byte) 0);
        }
    }
}
