package io.sightline.media.rtsp;

/** By what way media travels. */
public enum TransportPolicy {
    /** Interleaved in the RTSP connection; UDP where the camera refuses that (461). */
    TCP_PREFERRED(true, true),
    /** UDP; interleaved where the camera refuses it, or where nothing arrives. */
    UDP_PREFERRED(false, true),
    /** Interleaved in the RTSP connection only. */
    TCP_ONLY(true, false),
    /** UDP only. */
    UDP_ONLY(false, false);

    private final boolean tcpFirst;
    private final boolean fallsBack;

    TransportPolicy(boolean tcpFirst, boolean fallsBack) {
        this.tcpFirst = tcpFirst;
        this.fallsBack = fallsBack;
    }

    boolean tcpFirst() {
        return tcpFirst;
    }

    boolean fallsBack() {
        return fallsBack;
    }
}
