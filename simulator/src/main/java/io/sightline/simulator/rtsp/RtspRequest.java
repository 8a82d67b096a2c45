package io.sightline.simulator.rtsp;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request of a client.
 *
 * @param headers by name in lower case
 */
record RtspRequest(String method, String url, Map<String, String> headers) {

    RtspRequest {
        headers = Map.copyOf(headers);
    }

    /** Empty when the head is not that of a request. */
    static Optional<RtspRequest> parse(byte[] head) {
        String[] lines = new String(head, StandardCharsets.UTF_8).split("\r?\n");
        String[] requestLine = lines[0].trim().split(" +");
        if (requestLine.length != 3 || !requestLine[2].startsWith("RTSP/1.")) {
            return Optional.empty();
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.put(
                        lines[i].substring(0, colon).trim().toLowerCase(Locale.ROOT),
                        lines[i].substring(colon + 1).trim());
            }
        }
        return Optional.of(new RtspRequest(requestLine[0], requestLine[1], headers));
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    String cseq() {
        return headers.getOrDefault("cseq", "0");
    }

    /** What follows the host: {@code camera1} or {@code camera1/track0}. */
    String path() {
        String withoutScheme = url.replaceFirst("^[a-zA-Z]+://[^/]*", "");
        return withoutScheme.replaceFirst("^/+", "").replaceFirst("/+$", "");
    }
}
