package io.sightline.simulator.rtp;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * What H.264 and H.265 have in common: small NAL units travel together, middling ones alone, large
 * ones in fragments. They differ in the headers.
 */
abstract sealed class NalPacketiser implements Packetiser permits H264Packetiser, H265Packetiser {

    /** In the fragmentation header: first and last fragment (RFC 6184 §5.8, RFC 7798 §4.4.3). */
    private static final int START = 0x80;

    private static final int END = 0x40;

    private final int payloadType;

    /** Of a NAL unit, and of the packets that stand in for it. */
    private final int headerBytes;

    NalPacketiser(int payloadType, int headerBytes) {
        this.payloadType = payloadType;
        this.headerBytes = headerBytes;
    }

    /** Writes the header of a packet that holds all of these. */
    abstract void aggregationHeader(List<ByteBuffer> nals, RtpUnit.Builder out);

    /** Writes the header of a fragment of this one, and the fragmentation header. */
    abstract void fragmentHeader(ByteBuffer nal, int flags, RtpUnit.Builder out);

    @Override
    public final RtpUnit packetise(List<ByteBuffer> parts, boolean keyFrame) {
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

    private int fittingTogether(List<ByteBuffer> parts, int from) {
        int size = headerBytes;
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

    private void aggregate(List<ByteBuffer> nals, RtpUnit.Builder out) {
        out.beginPacket();
        aggregationHeader(nals, out);
        for (ByteBuffer nal : nals) {
            out.putShort(nal.remaining());
            out.put(nal, nal.position(), nal.remaining());
        }
        out.endPacket();
    }

    private void fragment(ByteBuffer nal, RtpUnit.Builder out) {
        int room = MAX_PAYLOAD_BYTES - headerBytes - 1;
        int at = nal.position() + headerBytes;
        int flags = START;
        while (at < nal.limit()) {
            int length = Math.min(room, nal.limit() - at);
            if (at + length == nal.limit()) {
                flags = END;
            }
            out.beginPacket();
            fragmentHeader(nal, flags, out);
            out.put(nal, at, length);
            out.endPacket();
            at += length;
            flags = 0;
        }
    }
}
