package io.sightline.simulator.rtp;

import java.nio.ByteBuffer;
import java.util.List;

/** RFC 3640 §3.3.6, AAC-hbr: one frame a packet behind a 16-bit AU header. */
public final class AacPacketiser implements Packetiser {

    private static final int AU_HEADER_BITS = 16;
    private static final int INDEX_BITS = 3;

    private final int payloadType;

    public AacPacketiser(int payloadType) {
        this.payloadType = payloadType;
    }

    @Override
    public RtpUnit packetise(List<ByteBuffer> parts, boolean keyFrame) {
        ByteBuffer frame = parts.getFirst();
        RtpUnit.Builder out = new RtpUnit.Builder(payloadType);
        out.beginPacket();
        out.putShort(AU_HEADER_BITS);
        out.putShort(frame.remaining() << INDEX_BITS);
        out.put(frame, frame.position(), frame.remaining());
        out.endPacket();
        out.markLast();
        return out.build(keyFrame);
    }
}
