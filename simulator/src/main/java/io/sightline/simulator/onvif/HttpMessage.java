package io.sightline.simulator.onvif;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A request as it came. */
record HttpMessage(String method, String path, Map<String, String> headers, String body) {

    private static final int MAX_HEAD_BYTES = 32 << 10;
    private static final int MAX_BODY_BYTES = 1 << 20;

    /** The next request, which may take its time; empty when there is none any more. */
    static Optional<HttpMessage> read(BufferedInputStream in) throws IOException {
        String head = head(in);
        if (head.isEmpty()) {
            return Optional.empty();
        }
        String[] lines = head.split("\r?\n");
        String[] request = lines[0].split(" ");
        if (request.length < 2) {
            throw new IOException("no request line");
        }
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.put(
                        lines[i].substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        lines[i].substring(colon + 1).strip());
            }
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        if (length > MAX_BODY_BYTES) {
            throw new IOException("too long a body");
        }
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        return Optional.of(new HttpMessage(request[0], request[1], headers, body));
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int ends = 0;
        while (ends < 2) {
            int b = in.read();
            if (b < 0 && head.size() == 0) {
                return "";
            }
            if (b < 0) {
                throw new EOFException("half a request");
            }
            if (head.size() == MAX_HEAD_BYTES) {
                throw new IOException("too long a head");
            }
            head.write(b);
            ends = b == '\n' ? ends + 1 : b == '\r' ? ends : 0;
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    boolean keepsConnection() {
        return !header("connection").equalsIgnoreCase("close");
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }
}
