package io.sightline.simulator.rtsp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Takes requests, and the RTCP between them, out of a connection's bytes as they come. */
final class RequestReader {

    /** Thrown when what comes is no RTSP or too much. */
    static final class MalformedRequest extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedRequest(String message) {
            super(message);
        }
    }

    private static final int MAX_HEAD_BYTES = 16 << 10;
    private static final int MAX_BODY_BYTES = 64 << 10;
    private static final int INTERLEAVED_HEADER_BYTES = 4;

    private byte[] bytes = new byte[1024];
    private int size;

    /** Bytes of a body or of RTCP that are still to come and of no interest. */
    private int toSkip;

    void append(ByteBuffer source) throws MalformedRequest {
        if (size + source.remaining() > MAX_HEAD_BYTES + MAX_BODY_BYTES) {
            throw new MalformedRequest("request too large");
        }
        if (bytes.length - size < source.remaining()) {
            bytes = Arrays.copyOf(bytes, Math.max(size + source.remaining(), bytes.length * 2));
        }
        int length = source.remaining();
        source.get(bytes, size, length);
        size += length;
    }

    /** The next whole request, if it is there. */
    Optional<RtspRequest> next() throws MalformedRequest {
        while (true) {
            skip();
            if (size > 0 && bytes[0] == '$') {
                if (size < INTERLEAVED_HEADER_BYTES) {
                    return Optional.empty();
                }
                toSkip = INTERLEAVED_HEADER_BYTES + (((bytes[2] & 0xFF) << 8) | (bytes[3] & 0xFF));
                continue;
            }
            int headBytes = headBytes();
            if (headBytes < 0) {
                if (size > MAX_HEAD_BYTES) {
                    throw new MalformedRequest("no end of header");
                }
                return Optional.empty();
            }
            byte[] head = Arrays.copyOf(bytes, headBytes);
            remove(headBytes);
            if (headBytes <= 4
                    && new String(head, java.nio.charset.StandardCharsets.US_ASCII).isBlank()) {
                continue;
            }
            RtspRequest request =
                    RtspRequest.parse(head)
                            .orElseThrow(() -> new MalformedRequest("not an RTSP request"));
            toSkip = bodyBytes(request);
            return Optional.of(request);
        }
    }

    private static int bodyBytes(RtspRequest request) throws MalformedRequest {
        try {
            int length = Integer.parseInt(request.header("content-length").orElse("0"));
            if (length >= 0 && length <= MAX_BODY_BYTES) {
                return length;
            }
        } catch (NumberFormatException e) {
            throw new MalformedRequest("bad Content-Length");
        }
        throw new MalformedRequest("body too large");
    }

    private void skip() {
        int now = Math.min(toSkip, size);
        remove(now);
        toSkip -= now;
    }

    private void remove(int count) {
        System.arraycopy(bytes, count, bytes, 0, size - count);
        size -= count;
    }

    /** Length up to and with the empty line, −1 while it has not come. */
    private int headBytes() {
        for (int i = 3; i < size; i++) {
            if (bytes[i] == '\n'
                    && bytes[i - 1] == '\r'
                    && bytes[i - 2] == '\n'
                    && bytes[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }
}
