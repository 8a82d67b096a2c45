package io.sightline.media.rtsp;

import io.sightline.media.rtsp.MessageParser.Parsed;
import java.nio.ByteBuffer;

/**
 * Takes an RTSP connection apart: binary frames ({@code $}, channel, 16-bit length, RFC 2326
 * §10.12) and messages, as they come. Frames are handed on in place: nothing is copied or allocated
 * for them.
 */
final class InterleavedReader {

    /**
     * Bytes passed over in search of the next frame or message before the connection is given up.
     */
    static final int MAX_GARBAGE_BYTES = 64 << 10;

    private static final int FRAME_HEADER_BYTES = 4;

    /** Takes what is found. */
    interface Sink {
        /** The frame's payload is what remains in {@code frame}, during this call only. */
        void frame(int channel, ByteBuffer frame);

        void message(RtspMessage message);

        /** Whether frames are expected on {@code channel}. */
        boolean knows(int channel);

        /** Whether what follows is still wanted; asked after each frame and message. */
        boolean open();
    }

    /** The connection carries something that is not RTSP. */
    static final class NotRtspException extends Exception {
        private static final long serialVersionUID = 1L;

        NotRtspException(String message) {
            super(message);
        }
    }

    private final boolean tolerant;
    private int garbageBytes;
    private boolean searching;

    /**
     * @param tolerant whether bytes that belong to nothing are passed over, as far as a limit; a
     *     connection that begins with them is not to RTSP at all
     */
    InterleavedReader(boolean tolerant) {
        this.tolerant = tolerant;
    }

    /**
     * Hands on everything that is whole. Leaves the buffer's position at the first byte of what is
     * not yet whole.
     */
    void read(ByteBuffer buffer, Sink sink) throws NotRtspException {
        while (sink.open() && buffer.hasRemaining()) {
            byte first = buffer.get(buffer.position());
            boolean taken;
            if (searching) {
                taken = search(buffer, sink);
            } else if (first == '$') {
                taken = frame(buffer, sink);
            } else if (first == '\r' || first == '\n' || first == 0) {
                // Blank lines behind a message or a frame.
                buffer.get();
                taken = true;
            } else {
                taken = message(buffer, sink);
            }
            if (!taken) {
                return;
            }
        }
    }

    private boolean frame(ByteBuffer buffer, Sink sink) {
        if (buffer.remaining() < FRAME_HEADER_BYTES) {
            return false;
        }
        int start = buffer.position();
        int channel = buffer.get(start + 1) & 0xFF;
        int length = buffer.getShort(start + 2) & 0xFFFF;
        int end = start + FRAME_HEADER_BYTES + length;
        int limit = buffer.limit();
        if (end > limit) {
            return false;
        }
        garbageBytes = 0;
        buffer.limit(end).position(start + FRAME_HEADER_BYTES);
        sink.frame(channel, buffer);
        buffer.limit(limit).position(end);
        return true;
    }

    private boolean message(ByteBuffer buffer, Sink sink) throws NotRtspException {
        return switch (MessageParser.parse(buffer)) {
            case Parsed.Whole(RtspMessage message) -> {
                garbageBytes = 0;
                sink.message(message);
                yield true;
            }
            case Parsed.Incomplete _ -> false;
            case Parsed.Rejected(String reason) -> {
                if (!tolerant) {
                    throw new NotRtspException(reason);
                }
                buffer.get();
                garbageBytes++;
                searching = true;
                yield true;
            }
        };
    }

    /**
     * Goes on to the next byte that may begin an answer, or a frame on a channel in use: one byte
     * of garbage in 256 is a {@code $}.
     *
     * @return false when that cannot be said yet
     */
    private boolean search(ByteBuffer buffer, Sink sink) throws NotRtspException {
        while (buffer.hasRemaining()) {
            int at = buffer.position();
            byte next = buffer.get(at);
            if (next == '$' && buffer.remaining() == 1) {
                return false;
            }
            if (next == 'R' || (next == '$' && sink.knows(buffer.get(at + 1) & 0xFF))) {
                searching = false;
                return true;
            }
            buffer.get();
            if (++garbageBytes > MAX_GARBAGE_BYTES) {
                throw new NotRtspException("not RTSP");
            }
        }
        return true;
    }
}
