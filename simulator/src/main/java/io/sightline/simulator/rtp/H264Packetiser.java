package io.sightline.simulator.rtp;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * RFC 6184, packetization-mode 1: small NAL units together (STAP-A), middling ones alone, large
 * ones in fragments (FU-A).
 */
public final class H264Packetiser implements Packetiser {

    private static final int STAP_A = 24;
    private static final int FU_A = 28;
    private static final int NRI_MASK = 0x60;
    private static final int TYPE_MASK = 0x1F;
    private static final int START = 0x80;
    private static final int END = 0x40;

    private final int payloadType;

    public H264Packetiser(int payloadType) {
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
        int size = 1;
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

    /** RFC 6184 §5.7.1; NRI is the largest of those inside. */
    private static void aggregate(List<ByteBuffer> nals, RtpUnit.Builder out) {
        int nri = 0;
        for (ByteBuffer nal : nals) {
            nri = Math.max(nri, nal.get(nal.position()) & NRI_MASK);
        }
        out.beginPacket();
        out.put(nri | STAP_A);
        for (ByteBuffer nal : nals) {
            out.putShort(nal.remaining());
            out.put(nal, nal.position(), nal.remaining());
        }
        out.endPacket();
    }

    /** RFC 6184 §5.8. */
    private static void fragment(ByteBuffer nal, RtpUnit.Builder out) {
        int header = nal.get(nal.position());
        int at = nal.position() + 1;
        int flags = START;
        while (at < nal.limit()) {
            int length = Math.min(MAX_PAYLOAD_BYTES - 2, nal.limit() - at);
            if (at + length == nal.limit()) {
                flags = END;
            }
            out.beginPacket();
            out.put((header & ~TYPE_MASK) | FU_A);
            out.put(flags | (header & TYPE_MASK));
            out.put(nal, at, length);
            out.endPacket();
            at += length;
            flags = 0;
        }
    }
}
