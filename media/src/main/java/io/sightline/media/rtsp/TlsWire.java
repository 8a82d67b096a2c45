package io.sightline.media.rtsp;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * TLS over TCP: an engine between, so that the same socket serves the conversation and the loop.
 */
final class TlsWire implements Wire {

    /** Several TLS records (16 KiB) in one read of the socket. */
    private static final int RECEIVED_BYTES = 64 << 10;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final TcpWire tcp;
    private final SSLEngine engine;

    /** Encrypted bytes not yet unwrapped; always ready to be read from. */
    private final ByteBuffer received = ByteBuffer.allocate(RECEIVED_BYTES).limit(0);

    /** Encrypted bytes not yet sent; always ready to be read from. */
    private final ByteBuffer outgoing;

    /** Decrypted bytes for which the caller had no room; always ready to be read from. */
    private final ByteBuffer decrypted;

    private boolean mayHaveMore;

    TlsWire(TcpWire tcp, SSLEngine engine) {
        this.tcp = tcp;
        this.engine = engine;
        outgoing = ByteBuffer.allocate(2 * engine.getSession().getPacketBufferSize()).limit(0);
        decrypted = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize()).limit(0);
    }

    /** Blocks until the peer is known and keys are agreed on, or the deadline has passed. */
    void handshake() throws IOException {
        engine.beginHandshake();
        while (engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) {
            switch (engine.getHandshakeStatus()) {
                case NEED_WRAP -> wrap(NOTHING.duplicate());
                case NEED_TASK -> runTasks();
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    if (unwrap() == SSLEngineResult.Status.BUFFER_UNDERFLOW && receive() < 0) {
                        throw new EOFException("closed during the TLS handshake");
                    }
                }
                case NOT_HANDSHAKING, FINISHED -> {}
            }
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int start = target.position();
        boolean socketAsked = false;
        while (true) {
            drain(target);
            int length = target.position() - start;
            if (!target.hasRemaining()) {
                mayHaveMore = true;
                return length;
            }
            switch (unwrap()) {
                case OK -> answerHandshake();
                case CLOSED -> {
                    mayHaveMore = false;
                    return length > 0 ? length : -1;
                }
                case BUFFER_UNDERFLOW -> {
                    if (length > 0) {
                        mayHaveMore = !socketAsked || tcp.mayHaveMore();
                        return length;
                    }
                    int got = receive();
                    socketAsked = true;
                    if (got <= 0) {
                        mayHaveMore = false;
                        return got;
                    }
                }
                case BUFFER_OVERFLOW -> throw new SSLException("a record larger than agreed on");
            }
        }
    }

    private void drain(ByteBuffer target) {
        int length = Math.min(target.remaining(), decrypted.remaining());
        if (length > 0) {
            target.put(target.position(), decrypted, decrypted.position(), length);
            target.position(target.position() + length);
            decrypted.position(decrypted.position() + length);
        }
    }

    /** Decrypts one record. Called with {@link #decrypted} used up. */
    private SSLEngineResult.Status unwrap() throws SSLException {
        decrypted.clear();
        SSLEngineResult result = engine.unwrap(received, decrypted);
        decrypted.flip();
        return result.getStatus();
    }

    /** A key update or a new session ticket in mid-stream. */
    private void answerHandshake() throws IOException {
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
            runTasks();
        }
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            wrap(NOTHING.duplicate());
        }
    }

    private int receive() throws IOException {
        received.compact();
        try {
            return tcp.read(received);
        } finally {
            received.flip();
        }
    }

    private void runTasks() {
        Runnable task;
        while ((task = engine.getDelegatedTask()) != null) {
            task.run();
        }
    }

    @Override
    public boolean mayHaveMore() {
        return mayHaveMore;
    }

    @Override
    public boolean write(ByteBuffer source) throws IOException {
        do {
            if (!flush()) {
                return false;
            }
            if (source.hasRemaining()) {
                wrap(source);
            }
        } while (source.hasRemaining());
        return flush();
    }

    private void wrap(ByteBuffer source) throws IOException {
        outgoing.compact();
        SSLEngineResult result = engine.wrap(source, outgoing);
        outgoing.flip();
        if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
            throw new EOFException("TLS connection closed");
        }
        flush();
    }

    private boolean flush() throws IOException {
        return !outgoing.hasRemaining() || tcp.write(outgoing);
    }

    @Override
    public void deadline(long nanoTime) {
        tcp.deadline(nanoTime);
    }

    @Override
    public void switchToLoop() throws IOException {
        tcp.switchToLoop();
    }

    @Override
    public SocketChannel channel() {
        return tcp.channel();
    }

    @Override
    public void close() {
        tcp.close();
    }
}
