package io.sightline.onvif.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one HTTP/1.x answer (RFC 9112), as cameras write it: lines may end with LF alone, the
 * reason phrase may be missing, lines without a colon are skipped.
 */
final class ReplyReader {

    private static final int MAX_LINE_BYTES = 8 << 10;
    private static final int MAX_HEADERS = 100;
    private static final int MAX_INTERIM_REPLIES = 4;
    private static final int BLOCK_BYTES = 8 << 10;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.([01]) +([1-5][0-9]{2})\\b.*");

    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    /** A chunk's size, perhaps with extensions behind it (RFC 9112 §7.1.1). */
    private static final Pattern CHUNK = Pattern.compile("([0-9a-fA-F]{1,8})(?:[; \t].*)?");

    private final InputStream in;
    private final int maxBodyBytes;

    /** Of HTTP 1: from version 1.1 on connections persist unless somebody says otherwise. */
    private int minorVersion;

    private boolean cutShort;
    private boolean persistent;

    ReplyReader(InputStream in, int maxBodyBytes) {
        this.in = in;
        this.maxBodyBytes = maxBodyBytes;
    }

    HttpReply read() throws IOException {
        for (int i = 0; i <= MAX_INTERIM_REPLIES; i++) {
            int status = status(line());
            Map<String, List<String>> headers = headers();
            if (status >= 200) {
                ByteArrayOutputStream body = new ByteArrayOutputStream();
                boolean whole = status == 204 || status == 304 || body(headers, body);
                persistent =
                        whole
                                && !cutShort
                                && !endsWithConnection(status, headers)
                                && staysOpen(headers);
                return new HttpReply(status, headers, body.toByteArray(), whole);
            }
        }
        throw new HttpFailure(HttpFailure.Kind.NOT_HTTP, "interim answers without end");
    }

    /**
     * Whether the connection may be used for another request (RFC 9112 §9.3), once this is read.
     */
    boolean persistent() {
        return persistent;
    }

    private boolean staysOpen(Map<String, List<String>> headers) {
        List<String> options = headers.getOrDefault("connection", List.of());
        return minorVersion > 0 ? !names(options, "close") : names(options, "keep-alive");
    }

    private static boolean names(List<String> values, String word) {
        return values.stream().anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(word));
    }

    /** A body of unknown length ends where the connection does (RFC 9112 §6.3). */
    private static boolean endsWithConnection(int status, Map<String, List<String>> headers) {
        return status != 204 && status != 304 && !chunked(headers) && contentLength(headers) < 0;
    }

    private static boolean chunked(Map<String, List<String>> headers) {
        return names(headers.getOrDefault("transfer-encoding", List.of()), "chunked");
    }

    private int status(String line) throws HttpFailure {
        Matcher matcher = STATUS.matcher(line);
        if (!matcher.matches()) {
            throw new HttpFailure(HttpFailure.Kind.NOT_HTTP, "the answer is not HTTP");
        }
        minorVersion = Integer.parseInt(matcher.group(1));
        return Integer.parseInt(matcher.group(2));
    }

    private Map<String, List<String>> headers() throws IOException {
        Map<String, List<String>> headers = new HashMap<>();
        for (int i = 0; i < MAX_HEADERS; i++) {
            String line = line();
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.computeIfAbsent(
                                line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                                _ -> new ArrayList<>())
                        .add(line.substring(colon + 1).strip());
            }
        }
        throw new HttpFailure(HttpFailure.Kind.NOT_HTTP, "headers without end");
    }

    /** Without its end. */
    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        while (true) {
            int b = in.read();
            if (b < 0) {
                throw new HttpFailure(
                        HttpFailure.Kind.CUT_OFF, "the connection was closed without an answer");
            }
            if (b == '\n') {
                String text = line.toString(StandardCharsets.ISO_8859_1);
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
            if (line.size() == MAX_LINE_BYTES) {
                throw new HttpFailure(HttpFailure.Kind.NOT_HTTP, "a line without end");
            }
            line.write(b);
        }
    }

    /** Whether all of it came. */
    private boolean body(Map<String, List<String>> headers, ByteArrayOutputStream body)
            throws IOException {
        if (chunked(headers)) {
            return chunks(body);
        }
        long length = contentLength(headers);
        if (length > maxBodyBytes) {
            throw tooLarge();
        }
        return length < 0 ? untilClosed(body) : bytes(length, body);
    }

    /** −1 if there is none, or none that makes sense. */
    private static long contentLength(Map<String, List<String>> headers) {
        List<String> values = headers.getOrDefault("content-length", List.of());
        if (values.isEmpty() || !LENGTH.matcher(values.getFirst()).matches()) {
            return -1;
        }
        return Long.parseLong(values.getFirst());
    }

    private boolean chunks(ByteArrayOutputStream body) throws IOException {
        while (true) {
            Matcher size = CHUNK.matcher(line());
            if (!size.matches()) {
                throw new HttpFailure(HttpFailure.Kind.NOT_HTTP, "a chunk without size");
            }
            long length = Long.parseLong(size.group(1), 16);
            if (length == 0) {
                skipTrailer();
                return true;
            }
            if (!bytes(length, body)) {
                return false;
            }
            line();
        }
    }

    /** Who leaves it out, or the empty line at its end, has still sent all there is to know. */
    private void skipTrailer() {
        try {
            headers();
        } catch (IOException _) {
            cutShort = true;
        }
    }

    private boolean bytes(long length, ByteArrayOutputStream body) throws IOException {
        byte[] block = new byte[BLOCK_BYTES];
        long missing = length;
        while (missing > 0) {
            int read = readSome(block, (int) Math.min(block.length, missing));
            if (read < 0) {
                return false;
            }
            append(block, read, body);
            missing -= read;
        }
        return true;
    }

    private boolean untilClosed(ByteArrayOutputStream body) throws IOException {
        byte[] block = new byte[BLOCK_BYTES];
        int read = readSome(block, block.length);
        while (read >= 0) {
            append(block, read, body);
            read = readSome(block, block.length);
        }
        return true;
    }

    /** A connection that is reset is one that ended: some cameras do no better. */
    private int readSome(byte[] block, int length) throws IOException {
        try {
            return in.read(block, 0, length);
        } catch (SocketException e) {
            return -1;
        }
    }

    private void append(byte[] block, int length, ByteArrayOutputStream body) throws HttpFailure {
        if (body.size() + length > maxBodyBytes) {
            throw tooLarge();
        }
        body.write(block, 0, length);
    }

    private HttpFailure tooLarge() {
        return new HttpFailure(
                HttpFailure.Kind.TOO_LARGE, "an answer of more than " + maxBodyBytes + " bytes");
    }
}
