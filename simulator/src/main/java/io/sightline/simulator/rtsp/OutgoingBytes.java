package io.sightline.simulator.rtsp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;

/**
 * What is to go out on one TCP connection. Written at once where the kernel has room; else kept, up
 * to a limit, beyond which frames are refused whole.
 */
final class OutgoingBytes {

    /** Half a second of a large stream, or a key frame of a very large one. */
    private static final int MAX_PENDING_BYTES = 2 << 20;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ArrayDeque<ByteBuffer> pending = new ArrayDeque<>();
    private int pendingBytes;

    OutgoingBytes(SocketChannel channel, SelectionKey key) {
        this.channel = channel;
        this.key = key;
    }

    boolean isFull() {
        return pendingBytes > MAX_PENDING_BYTES;
    }

    /** Sends {@code bytes}, copying what must wait. */
    void write(ByteBuffer bytes) throws IOException {
        if (pending.isEmpty()) {
            channel.write(bytes);
        }
        if (bytes.hasRemaining()) {
            ByteBuffer rest = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
            pending.add(rest);
            pendingBytes += rest.remaining();
            key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
    }

    /** The kernel has room again. */
    void flush() throws IOException {
        ByteBuffer next;
        while ((next = pending.peek()) != null) {
            pendingBytes -= channel.write(next);
            if (next.hasRemaining()) {
                return;
            }
            pending.remove();
        }
        key.interestOps(SelectionKey.OP_READ);
    }
}
