package io.sightline.media.rtsp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.ArrayDeque;

/**
 * What waits to be written to a camera that does not read at the moment. A few requests and reports
 * at most: beyond that the newest is not sent, for the camera will not answer the older ones
 * either.
 *
 * <p>Owned by the media loop.
 */
final class Outbox {

    private static final int MAX_WAITING = 16;

    private final Wire wire;
    private final ArrayDeque<ByteBuffer> waiting = new ArrayDeque<>();

    Outbox(Wire wire) {
        this.wire = wire;
    }

    /**
     * Sends {@code message} now or as soon as the camera reads. The buffer belongs to the outbox.
     */
    void send(ByteBuffer message, SelectionKey key) throws IOException {
        if (waiting.size() < MAX_WAITING) {
            waiting.add(message);
            flush(key);
        }
    }

    /** Goes on writing; asks the selector to tell when the socket takes more. */
    void flush(SelectionKey key) throws IOException {
        while (!waiting.isEmpty() && wire.write(waiting.getFirst())) {
            waiting.removeFirst();
        }
        int wanted =
                waiting.isEmpty()
                        ? SelectionKey.OP_READ
                        : SelectionKey.OP_READ | SelectionKey.OP_WRITE;
        if (key.interestOps() != wanted) {
            key.interestOps(wanted);
        }
    }
}
