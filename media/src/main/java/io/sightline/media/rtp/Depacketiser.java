package io.sightline.media.rtp;

import org.jspecify.annotations.Nullable;

/**
 * Puts the payloads of one track's packets together into access units, which it leaves with its
 * {@link TrackWriter}. Packets come in the order of their sequence numbers.
 */
sealed interface Depacketiser
        permits H264Depacketiser,
                H265Depacketiser,
                AacDepacketiser,
                OneFramePerPacket,
                MjpegDepacketiser {

    /**
     * Takes a packet's payload, consuming it.
     *
     * @return null when it was used or could be left aside without harm
     */
    @Nullable Rejected packet(RtpPacket packet, long arrivalNanos);

    /** One packet or more is missing before the next one. */
    void packetsLost();

    /** Forgets the access unit under construction: its buffer is gone. */
    void abandon();
}
