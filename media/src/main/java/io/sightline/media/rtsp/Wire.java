package io.sightline.media.rtsp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * The bytes to and from a camera, in the clear or through TLS. Begins blocking, for the
 * conversation; after {@link #switchToLoop} it belongs to a media loop and never blocks.
 */
sealed interface Wire extends AutoCloseable permits TcpWire, TlsWire {

    /** Until when reads may block; a read beyond it throws a {@code SocketTimeoutException}. */
    void deadline(long nanoTime);

    /**
     * Reads some bytes.
     *
     * @return how many; 0 when there are none now, −1 at the end
     */
    int read(ByteBuffer target) throws IOException;

    /** Whether the last {@link #read} left something that can be read at once. */
    boolean mayHaveMore();

    /**
     * Writes {@code source}, or as much as the peer takes.
     *
     * @return whether all of it went out; what did not remains in {@code source}
     */
    boolean write(ByteBuffer source) throws IOException;

    /** From here on nothing blocks. */
    void switchToLoop() throws IOException;

    SocketChannel channel();

    /** At once, and from any thread. */
    @Override
    void close();
}
