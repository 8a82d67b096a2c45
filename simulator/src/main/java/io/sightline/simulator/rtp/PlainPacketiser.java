package io.sightline.simulator.rtp;

import java.nio.ByteBuffer;
import java.util.List;

/** A frame is a payload as it stands: G.711 (RFC 3551 §4.5.14) and Opus (RFC 7587 §4.2). */
public final class PlainPacketiser implements Packetiser {

    private final int payloadType;

    public PlainPacketiser(int payloadType) {
        this.payloadType = payloadType;
    }

    @Override
    public RtpUnit packetise(List<ByteBuffer> parts, boolean keyFrame) {
        ByteBuffer frame = parts.getFirst();
        RtpUnit.Builder out = new RtpUnit.Builder(payloadType);
        out.beginPacket();
        out.put(frame, frame.position(), frame.remaining());
        out.endPacket();
        return out.build(keyFrame);
    }
}
