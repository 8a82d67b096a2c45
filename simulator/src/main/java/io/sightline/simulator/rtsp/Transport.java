package io.sightline.simulator.rtsp;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * One way of sending that a client proposed in a Transport header (RFC 2326 §12.39).
 *
 * @param first interleaved channel over TCP, client port over UDP; −1 when the client left it open
 */
record Transport(boolean tcp, int first) {

    private static final int LEFT_OPEN = -1;

    /** The first proposal that is unicast and allowed. */
    static Optional<Transport> choose(String header, boolean tcpAllowed, boolean udpAllowed) {
        return Arrays.stream(header.split(","))
                .map(Transport::parse)
                .flatMap(Optional::stream)
                .filter(transport -> transport.tcp() ? tcpAllowed : udpAllowed)
                .findFirst();
    }

    private static Optional<Transport> parse(String proposal) {
        String[] parts = proposal.trim().split(";");
        String protocol = parts[0].trim().toUpperCase(Locale.ROOT);
        boolean tcp = protocol.equals("RTP/AVP/TCP");
        boolean udp = protocol.equals("RTP/AVP") || protocol.equals("RTP/AVP/UDP");
        boolean multicast = Arrays.stream(parts).anyMatch(part -> part.trim().equals("multicast"));
        int first = number(parts, tcp ? "interleaved=" : "client_port=");
        if (multicast || !(tcp || (udp && first > 0))) {
            return Optional.empty();
        }
        return Optional.of(new Transport(tcp, first));
    }

    private static int number(String[] parts, String key) {
        return Arrays.stream(parts)
                .map(String::trim)
                .filter(part -> part.matches(key + "\\d{1,5}(-\\d{1,5})?"))
                .map(part -> part.substring(key.length()).split("-")[0])
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(LEFT_OPEN);
    }

    /** The channel asked for, or the usual one for this track. */
    int channel(int track) {
        return first == LEFT_OPEN ? 2 * track : first;
    }
}
