package io.sightline.media.rtsp;

import java.util.Locale;
import java.util.Optional;

/**
 * What of a {@code Transport} header (RFC 2326 §12.39) is needed.
 *
 * @param datagrams whether it says UDP, and not TCP
 * @param channels of interleaved frames
 * @param serverPorts from which the camera sends
 * @param source from which it sends, when that is not its RTSP address
 */
record TransportHeader(
        boolean datagrams,
        Optional<Pair> channels,
        Optional<Pair> serverPorts,
        Optional<String> source) {

    /** For RTP and for RTCP. */
    record Pair(int rtp, int rtcp) {}

    static TransportHeader parse(String value) {
        boolean datagrams = false;
        Optional<Pair> channels = Optional.empty();
        Optional<Pair> serverPorts = Optional.empty();
        Optional<String> source = Optional.empty();
        String first = value.split(",", 2)[0];
        for (String part : first.split(";")) {
            String text = part.strip();
            int equals = text.indexOf('=');
            String key = (equals < 0 ? text : text.substring(0, equals)).toLowerCase(Locale.ROOT);
            String argument = equals < 0 ? "" : text.substring(equals + 1).strip();
            switch (key.strip()) {
                case "rtp/avp", "rtp/avp/udp", "rtp/avpf", "rtp/avpf/udp" -> datagrams = true;
                case "interleaved" -> channels = pair(argument, 255);
                case "server_port" -> serverPorts = pair(argument, 65_535);
                case "source" -> source = Optional.of(argument);
                default -> {}
            }
        }
        return new TransportHeader(datagrams && channels.isEmpty(), channels, serverPorts, source);
    }

    /** {@code 4-5}, or {@code 4} alone: the other one follows. */
    private static Optional<Pair> pair(String text, int max) {
        String[] ends = text.split("-", 2);
        int rtp = number(ends[0], max);
        int rtcp = ends.length == 2 ? number(ends[1], max) : rtp + 1;
        return rtp < 0 || rtcp < 0 || rtcp > max
                ? Optional.empty()
                : Optional.of(new Pair(rtp, rtcp));
    }

    private static int number(String text, int max) {
        String digits = text.strip();
        if (!digits.matches("[0-9]{1,5}")) {
            return -1;
        }
        int value = Integer.parseInt(digits);
        return value <= max ? value : -1;
    }
}
