package io.sightline.simulator.rtp;

import java.nio.ByteBuffer;
import java.util.List;

/** RFC 6184, packetization-mode 1: STAP-A, single NAL units, FU-A. */
public final class H264Packetiser extends NalPacketiser {

    private static final int STAP_A = 24;
    private static final int FU_A = 28;
    private static final int NRI_MASK = 0x60;
    private static final int TYPE_MASK = 0x1F;

    public H264Packetiser(int payloadType) {
        super(payloadType, 1);
    }

    /** RFC 6184 §5.7.1; NRI is the largest of those inside. */
    @Override
    void aggregationHeader(List<ByteBuffer> nals, RtpUnit.Builder out) {
        int nri = 0;
        for (ByteBuffer nal : nals) {
            nri = Math.max(nri, nal.get(nal.position()) & NRI_MASK);
        }
        out.put(nri | STAP_A);
    }

    /** RFC 6184 §5.8. */
    @Override
    void fragmentHeader(ByteBuffer nal, int flags, RtpUnit.Builder out) {
        int header = nal.get(nal.position());
        out.put((header & ~TYPE_MASK) | FU_A);
        out.put(flags | (header & TYPE_MASK));
    }
}
