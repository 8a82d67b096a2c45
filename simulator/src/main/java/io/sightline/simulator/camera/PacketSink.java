package io.sightline.simulator.camera;

import io.sightline.simulator.rtp.RtpUnit;
import io.sightline.simulator.rtp.SenderReport;

/** The way of one track to one receiver. Used on the farm's loop only; never blocks. */
public interface PacketSink {

    /** Interleaved channel of RTP; that of RTCP follows. Of no meaning over UDP. */
    int channel();

    /**
     * Sends a unit that is addressed already.
     *
     * @param packetLoss probability with which each packet is left out
     * @return false when the receiver is too slow and the unit was dropped whole
     */
    boolean send(RtpUnit unit, double packetLoss);

    void send(SenderReport report);
}
