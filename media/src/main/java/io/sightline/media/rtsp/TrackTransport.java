package io.sightline.media.rtsp;

import java.net.InetAddress;
import java.util.Optional;

/** How one track's packets come. */
sealed interface TrackTransport {

    /** Within the RTSP connection, on two channels. */
    record Interleaved(TransportHeader.Pair channels) implements TrackTransport {}

    /**
     * As datagrams.
     *
     * @param camera address they must come from
     * @param serverPorts where receiver reports go, if the camera said so
     */
    record Datagrams(UdpPorts ports, InetAddress camera, Optional<TransportHeader.Pair> serverPorts)
            implements TrackTransport {}

    default void close() {
        if (this instanceof Datagrams(UdpPorts ports, _, _)) {
            ports.close();
        }
    }
}
