package io.sightline.media.rtsp;

import io.sightline.media.rtsp.RtspMessage.ServerRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Writes the requests of one connection: numbers them and signs them. */
final class RequestWriter {

    private static final String USER_AGENT = "Sightline";
    private static final Set<String> HARMLESS_REQUESTS =
            Set.of("OPTIONS", "GET_PARAMETER", "SET_PARAMETER", "ANNOUNCE", "REDIRECT");

    private final Authenticator authenticator;
    private int sequence;

    RequestWriter(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    Authenticator authenticator() {
        return authenticator;
    }

    /**
     * @param headers pairs of name and value
     */
    ByteBuffer request(String method, String url, String... headers) {
        StringBuilder text = new StringBuilder(256);
        text.append(method).append(' ').append(url).append(" RTSP/1.0\r\n");
        text.append("CSeq: ").append(++sequence).append("\r\n");
        text.append("User-Agent: ").append(USER_AGENT).append("\r\n");
        authenticator
                .authorization(method, url)
                .ifPresent(value -> text.append("Authorization: ").append(value).append("\r\n"));
        for (int i = 0; i + 1 < headers.length; i += 2) {
            text.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        text.append("\r\n");
        return StandardCharsets.UTF_8.encode(text.toString());
    }

    /** Servers ask whether the client is alive; whatever else they ask for is not done. */
    static ByteBuffer answerTo(ServerRequest request) {
        String status =
                HARMLESS_REQUESTS.contains(request.method()) ? "200 OK" : "501 Not Implemented";
        String sequence = request.sequence().map(String::valueOf).orElse("0");
        return StandardCharsets.UTF_8.encode(
                "RTSP/1.0 " + status + "\r\nCSeq: " + sequence + "\r\n\r\n");
    }
}
