package io.sightline.simulator.rtp;

import java.nio.ByteBuffer;
import java.util.List;

/** Cuts access units of one codec into RTP packets. */
public interface Packetiser {

    /** Largest RTP payload: fits an Ethernet frame with every header around it. */
    int MAX_PAYLOAD_BYTES = 1400;

    /**
     * @param parts NAL units without start codes for H.264 and H.265, else the one whole frame;
     *     their positions do not move
     */
    RtpUnit packetise(List<ByteBuffer> parts, boolean keyFrame);
}
