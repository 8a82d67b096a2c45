package io.sightline.media.rtp;

import java.nio.ByteBuffer;

/**
 * A view of one RTP packet (RFC 3550 §5.1), moved from packet to packet. Holds the fields of the
 * header; the payload stays in the buffer, which is narrowed to it.
 */
final class RtpPacket {
    static final int MIN_HEADER_BYTES = 12;

    private static final int VERSION = 2;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private ByteBuffer payload = NOTHING;
    private boolean marker;
    private int payloadType;
    private int sequenceNumber;
    private int timestamp;
    private int ssrc;

    /**
     * Reads the header of the packet that is all that remains in {@code packet} and narrows the
     * buffer to the payload.
     *
     * @return false, with the buffer as it was, when this is no RTP packet
     */
    boolean wrap(ByteBuffer packet) {
        int start = packet.position();
        int end = packet.limit();
        if (end - start < MIN_HEADER_BYTES) {
            return false;
        }
        int flags = packet.get(start) & 0xFF;
        if (flags >> 6 != VERSION) {
            return false;
        }
        int payloadStart = start + MIN_HEADER_BYTES + 4 * (flags & 0x0F);
        if ((flags & 0x10) != 0) {
            if (payloadStart + 4 > end) {
                return false;
            }
            payloadStart += 4 + 4 * (packet.getShort(payloadStart + 2) & 0xFFFF);
        }
        int payloadEnd = end;
        if ((flags & 0x20) != 0 && payloadStart < end) {
            payloadEnd -= packet.get(end - 1) & 0xFF;
        }
        if (payloadStart > payloadEnd) {
            return false;
        }
        int markerAndType = packet.get(start + 1);
        marker = (markerAndType & 0x80) != 0;
        payloadType = markerAndType & 0x7F;
        sequenceNumber = packet.getShort(start + 2) & 0xFFFF;
        timestamp = packet.getInt(start + 4);
        ssrc = packet.getInt(start + 8);
        payload = packet.limit(payloadEnd).position(payloadStart);
        return true;
    }

    /** What remains is the payload; a depacketiser may consume it. */
    ByteBuffer payload() {
        return payload;
    }

    boolean marker() {
        return marker;
    }

    int payloadType() {
        return payloadType;
    }

    /** 0…65,535. */
    int sequenceNumber() {
        return sequenceNumber;
    }

    /** 32 bits that wrap. */
    int timestamp() {
        return timestamp;
    }

    int ssrc() {
        return ssrc;
    }
}
