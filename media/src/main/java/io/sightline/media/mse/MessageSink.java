package io.sightline.media.mse;

import java.nio.ByteBuffer;

/** Where an {@link MseViewer}'s messages go: a WebSocket. */
public interface MessageSink {

    /**
     * Sends a text message. One message at a time: the next is given after {@code whenWritten} ran.
     *
     * @param whenWritten run once the message left, on any thread, also before this returns; never
     *     when it failed, for the connection is then over
     */
    void text(String message, Runnable whenWritten);

    /**
     * Sends a binary message.
     *
     * @param message read-only and shared with other viewers; its position may be moved
     */
    void binary(ByteBuffer message, Runnable whenWritten);

    /** Ends the connection because of a fault on our side. */
    void fail(String reason);
}
