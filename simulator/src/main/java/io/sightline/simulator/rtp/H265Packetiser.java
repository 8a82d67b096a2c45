package io.sightline.simulator.rtp;

import java.nio.ByteBuffer;
import java.util.List;

/** RFC 7798: aggregation packets, single NAL units, fragmentation units. */
public final class H265Packetiser extends NalPacketiser {

    private static final int AGGREGATION = 48;
    private static final int FRAGMENTATION = 49;
    private static final int TYPE_MASK = 0x3F;

    /** Layer 0, temporal id 1 (RFC 7798 §1.1.4). */
    private static final int SECOND_HEADER_BYTE = 1;

    public H265Packetiser(int payloadType) {
        super(payloadType, 2);
    }

    /** RFC 7798 §4.4.2. */
    @Override
    void aggregationHeader(List<ByteBuffer> nals, RtpUnit.Builder out) {
        out.put(AGGREGATION << 1);
        out.put(SECOND_HEADER_BYTE);
    }

    /** RFC 7798 §4.4.3. */
    @Override
    void fragmentHeader(ByteBuffer nal, int flags, RtpUnit.Builder out) {
        out.put(FRAGMENTATION << 1);
        out.put(nal.get(nal.position() + 1));
        out.put(flags | ((nal.get(nal.position()) >> 1) & TYPE_MASK));
    }
}
