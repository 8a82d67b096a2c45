package io.sightline.onvif.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An answer.
 *
 * @param headers names in lower case
 * @param body not copied: belongs to who asked
 * @param whole false if the connection ended before the announced length
 */
@SuppressWarnings("ArrayRecordComponent")
public record HttpReply(int status, Map<String, List<String>> headers, byte[] body, boolean whole) {

    public List<String> headers(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    public boolean successful() {
        return status >= 200 && status < 300;
    }

    public boolean redirects() {
        return status >= 300 && status < 400;
    }
}
