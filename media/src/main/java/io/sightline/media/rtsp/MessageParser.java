package io.sightline.media.rtsp;

import io.sightline.media.rtsp.RtspHeaders.Field;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads RTSP messages (RFC 2326 §4, RFC 822 headers) out of a buffer. Tolerates bare line feeds,
 * blanks around names and values, folded lines and a missing reason phrase.
 */
final class MessageParser {

    /** Longest start line with headers. */
    static final int MAX_HEAD_BYTES = 32 << 10;

    /** Longest body; a session description has one or two thousand bytes. */
    static final int MAX_BODY_BYTES = 256 << 10;

    private static final int MAX_FIELDS = 200;
    private static final Pattern STATUS_LINE =
            Pattern.compile("RTSP/\\d\\.\\d\\s+(\\d{3})(?:\\s+(.*))?", Pattern.CASE_INSENSITIVE);
    private static final Pattern REQUEST_LINE =
            Pattern.compile("([A-Z_]{3,20})\\s+\\S+\\s+RTSP/\\d\\.\\d\\s*");

    /** What one look at the buffer found. */
    sealed interface Parsed {
        /** A whole message, taken out of the buffer. */
        record Whole(RtspMessage message) implements Parsed {}

        /** The beginning of a message; nothing was taken. */
        record Incomplete() implements Parsed {}

        /** No message; nothing was taken. */
        record Rejected(String reason) implements Parsed {}
    }

    /** RFC 2326 §10: the methods that a server may use, and the answer. */
    private static final List<String> STARTS =
            List.of(
                    "RTSP/",
                    "OPTIONS ",
                    "GET_PARAMETER ",
                    "SET_PARAMETER ",
                    "ANNOUNCE ",
                    "REDIRECT ",
                    "DESCRIBE ",
                    "TEARDOWN ",
                    "PLAY_NOTIFY ");

    private static final Parsed INCOMPLETE = new Parsed.Incomplete();

    private MessageParser() {}

    /** Looks at what remains in {@code buffer}; its position moves past a whole message only. */
    static Parsed parse(ByteBuffer buffer) {
        if (!plausibleStart(buffer)) {
            return new Parsed.Rejected("not RTSP: " + excerpt(buffer));
        }
        int headEnd = endOfHead(buffer);
        if (headEnd < 0) {
            return buffer.remaining() > MAX_HEAD_BYTES
                    ? new Parsed.Rejected("headers longer than " + MAX_HEAD_BYTES + " bytes")
                    : INCOMPLETE;
        }
        int headLength = headEnd - buffer.position();
        if (headLength > MAX_HEAD_BYTES) {
            return new Parsed.Rejected("headers longer than " + MAX_HEAD_BYTES + " bytes");
        }
        String head = text(buffer, buffer.position(), headLength);
        String[] lines = head.split("\r?\n");
        Matcher status = STATUS_LINE.matcher(lines[0].strip());
        Matcher request = REQUEST_LINE.matcher(lines[0].strip());
        boolean isResponse = status.matches();
        if (!isResponse && !request.matches()) {
            return new Parsed.Rejected("not RTSP: " + excerpt(buffer));
        }
        if (lines.length > MAX_FIELDS) {
            return new Parsed.Rejected("more than " + MAX_FIELDS + " header fields");
        }
        RtspHeaders headers = headers(lines);
        int bodyLength = bodyLength(headers);
        if (bodyLength < 0) {
            return new Parsed.Rejected("Content-Length out of range");
        }
        if (buffer.limit() - headEnd < bodyLength) {
            return INCOMPLETE;
        }
        String body = text(buffer, headEnd, bodyLength);
        buffer.position(headEnd + bodyLength);
        return new Parsed.Whole(
                isResponse
                        ? response(status, headers, body)
                        : new RtspMessage.ServerRequest(request.group(1), headers));
    }

    private static RtspMessage response(Matcher status, RtspHeaders headers, String body) {
        String reason = status.group(2) == null ? "" : status.group(2);
        return new RtspMessage.Response(
                Integer.parseInt(status.group(1)), printable(reason.strip()), headers, body);
    }

    /** Index behind the empty line that ends the head, or −1 while it is not there. */
    private static int endOfHead(ByteBuffer buffer) {
        int lineStart = buffer.position();
        int end = Math.min(buffer.limit(), buffer.position() + MAX_HEAD_BYTES + 2);
        for (int i = lineStart; i < end; i++) {
            if (buffer.get(i) == '\n') {
                int length = i - lineStart;
                if (length == 0 || (length == 1 && buffer.get(lineStart) == '\r')) {
                    return i + 1;
                }
                lineStart = i + 1;
            }
        }
        return -1;
    }

    /** Whether the bytes so far can be the start of an answer or of a server's request. */
    private static boolean plausibleStart(ByteBuffer buffer) {
        for (String start : STARTS) {
            int compared = Math.min(start.length(), buffer.remaining());
            int same = 0;
            while (same < compared && upperCase(buffer, same) == start.charAt(same)) {
                same++;
            }
            if (same == compared) {
                return true;
            }
        }
        return false;
    }

    private static int upperCase(ByteBuffer buffer, int offset) {
        return Character.toUpperCase(buffer.get(buffer.position() + offset) & 0xFF);
    }

    private static RtspHeaders headers(String[] lines) {
        List<Field> fields = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            String line = lines[i];
            boolean folded = line.startsWith(" ") || line.startsWith("\t");
            int colon = line.indexOf(':');
            if (folded && !fields.isEmpty()) {
                Field last = fields.removeLast();
                fields.add(new Field(last.name(), last.value() + " " + line.strip()));
            } else if (colon > 0) {
                fields.add(
                        new Field(
                                line.substring(0, colon).strip(),
                                line.substring(colon + 1).strip()));
            }
        }
        return new RtspHeaders(fields);
    }

    /** Length of the body, or −1 for one that no camera means. */
    private static int bodyLength(RtspHeaders headers) {
        String text = headers.first("Content-Length").orElse("0").replace(";", "").strip();
        if (text.isEmpty()) {
            return 0;
        }
        try {
            int length = Integer.parseInt(text);
            return length > MAX_BODY_BYTES ? -1 : length;
        } catch (NumberFormatException _) {
            return -1;
        }
    }

    /** The first bytes, for a log line or a person. */
    private static String excerpt(ByteBuffer buffer) {
        int length = Math.min(buffer.remaining(), 40);
        String start = text(buffer, buffer.position(), length);
        int lineEnd = start.indexOf('\n');
        return '"' + printable(lineEnd < 0 ? start : start.substring(0, lineEnd)) + '"';
    }

    private static String printable(String text) {
        return text.replaceAll("[^\\x20-\\x7E]", "?");
    }

    private static String text(ByteBuffer buffer, int index, int length) {
        byte[] bytes = new byte[length];
        buffer.get(index, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
