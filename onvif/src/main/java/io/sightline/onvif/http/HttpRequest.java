package io.sightline.onvif.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * A request.
 *
 * @param repeatable whether it only asks: it may share a connection with others, and be sent once
 *     more if that breaks
 * @param contentType of the body, empty without one
 * @param body not copied: belongs to the request
 * @param authorization the header's value
 * @param readTimeout for the next byte: longer than usual where the device may let us wait
 */
@SuppressWarnings("ArrayRecordComponent")
public record HttpRequest(
        String method,
        DeviceAddress to,
        boolean repeatable,
        String contentType,
        byte[] body,
        Optional<String> authorization,
        Duration readTimeout,
        int maxBodyBytes) {

    HttpRequest with(Optional<String> otherAuthorization) {
        return new HttpRequest(
                method,
                to,
                repeatable,
                contentType,
                body,
                otherAuthorization,
                readTimeout,
                maxBodyBytes);
    }

    /** What the digest and the request line name: path and query. */
    String target() {
        return to.path().isEmpty() ? "/" : to.path();
    }

    byte[] head() {
        StringBuilder head = new StringBuilder(256);
        head.append(method).append(' ').append(target()).append(" HTTP/1.1\r\n");
        head.append("Host: ").append(to.hostHeader()).append("\r\n");
        head.append("Connection: ").append(repeatable ? "keep-alive" : "close").append("\r\n");
        head.append("User-Agent: Sightline\r\n");
        authorization.ifPresent(
                value -> head.append("Authorization: ").append(value).append("\r\n"));
        if (!contentType.isEmpty()) {
            head.append("Content-Type: ").append(contentType).append("\r\n");
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }
}
