package io.sightline.media.rtsp;

/** Asks a camera what it offers, without pulling it. */
public final class RtspProbe {

    private RtspProbe() {}

    /**
     * Connects, describes and disconnects. Blocks for a few seconds at most; meant for a virtual
     * thread.
     */
    public static ProbeResult probe(RtspAddress address, RtspSettings settings) {
        throw new UnsupportedOperationException("the rtsp package is being written");
    }
}
