package io.sightline.media.rtsp;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** TCP in the clear. */
final class TcpWire implements Wire {

    private static final int BLOCKING_READ_BYTES = 16 << 10;
    private static final Logger log = LoggerFactory.getLogger(TcpWire.class);

    private final SocketChannel channel;
    private boolean blocking = true;
    private long deadlineNanos;
    private boolean mayHaveMore;

    TcpWire(SocketChannel channel) {
        this.channel = channel;
    }

    void connect(InetSocketAddress address, Duration timeout) throws IOException {
        // The receive buffer is left to the kernel: setting it would end its growing on demand.
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        channel.socket().connect(address, Math.toIntExact(timeout.toMillis()));
        deadline(System.nanoTime() + timeout.toNanos());
    }

    @Override
    public void deadline(long nanoTime) {
        deadlineNanos = nanoTime;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (blocking) {
            return readBeforeDeadline(target);
        }
        int length = channel.read(target);
        mayHaveMore = length > 0 && !target.hasRemaining();
        return length;
    }

    /** Only the socket's stream knows time-outs; the channel's own read would wait for ever. */
    private int readBeforeDeadline(ByteBuffer target) throws IOException {
        long millis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
        if (millis <= 0) {
            throw new SocketTimeoutException("no answer in time");
        }
        channel.socket().setSoTimeout(Math.toIntExact(Math.min(millis, Integer.MAX_VALUE)));
        byte[] bytes = new byte[Math.min(target.remaining(), BLOCKING_READ_BYTES)];
        InputStream input = channel.socket().getInputStream();
        int length = input.read(bytes);
        if (length > 0) {
            target.put(bytes, 0, length);
        }
        return length;
    }

    @Override
    public boolean mayHaveMore() {
        return mayHaveMore;
    }

    @Override
    public boolean write(ByteBuffer source) throws IOException {
        channel.write(source);
        return !source.hasRemaining();
    }

    @Override
    public void switchToLoop() throws IOException {
        channel.configureBlocking(false);
        blocking = false;
    }

    @Override
    public SocketChannel channel() {
        return channel;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            log.debug("closing a connection: {}", e.toString());
        }
    }
}
