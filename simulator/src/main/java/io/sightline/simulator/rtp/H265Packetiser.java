package io.sightline.simulator.rtp;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * RFC 7798: small NAL units together (aggregation packets), middling ones alone, large ones in
 * fragmentation units.
 */
public final class H265Packetiser implements Packetiser {

    private static final int AGGREGATION = 48;
    private static final int FRAGMENTATION = 49;
    private static final int START = 0x80;
    private static final int END = 0x40;

    /** Layer 0, temporal id 1 (RFC 7798 §1.1.4). */
    private static final int SECOND_HEADER_BYTE = 1;

    private final int payloadType;

    public H265Packetiser(int payloadType) {
        this.payloadType = payloadType;
    }

    @Override
    public RtpUnit packetise(List<ByteBuffer> parts, boolean keyFrame) {
        RtpUnit.Builder out = new RtpUnit.Builder(payloadType);
        int next = 0;
        while (next < parts.size()) {
            int together = fittingTogether(parts, next);
            ByteBuffer nal = parts.get(next);
            if (together > 1) {
                aggregate(parts.subList(next, next + together), out);
                next += together;
            } else if (nal.remaining() <= MAX_PAYLOAD_BYTES) {
                out.beginPacket();
                out.put(nal, nal.position(), nal.remaining());
                out.endPacket();
                next++;
            } else {
                fragment(nal, out);
                next++;
            }
        }
        out.markLast();
        return out.build(keyFrame);
    }

    private static int fittingTogether(List<ByteBuffer> parts, int from) {
        int size = 2;
        int count = 0;
        for (ByteBuffer nal : parts.subList(from, parts.size())) {
            size += 2 + nal.remaining();
            if (size > MAX_PAYLOAD_BYTES) {
                break;
            }
            count++;
        }
        return count;
    }

    /** RFC 7798 §4.4.2. */
    private static void aggregate(List<ByteBuffer> nals, RtpUnit.Builder out) {
        out.beginPacket();
        out.put(AGGREGATION << 1);
        out.put(SECOND_HEADER_BYTE);
        for (ByteBuffer nal : nals) {
            out.putShort(nal.remaining());
            out.put(nal, nal.position(), nal.remaining());
        }
        out.endPacket();
    }

    /** RFC 7798 §4.4.3. */
    private static void fragment(ByteBuffer nal, RtpUnit.Builder out) {
        int type = (nal.get(nal.position()) >> 1) & 0x3F;
        int second = nal.get(nal.position() + 1);
        int at = nal.position() + 2;
        int flags = START;
        while (at < nal.limit()) {
            int length = Math.min(MAX_PAYLOAD_BYTES - 3, nal.limit() - at);
            if (at + length == nal.limit()) {
                flags = END;
            }
            out.beginPacket();
            out.put(FRAGMENTATION << 1);
            out.put(second);
            out.put(flags | type);
            out.put(nal, at, length);
            out.endPacket();
            at += length;
            flags = 0;
        }
    }
}
