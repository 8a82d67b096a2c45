package io.sightline.simulator.onvif;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on the ports of many devices with one thread; each connection is a virtual thread, which
 * may sleep for as long as its device is slow.
 */
final class HttpListener implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HttpListener.class);
    private static final int BACKLOG = 64;

    /** Has one connection of a device; closes it. */
    @FunctionalInterface
    interface Handler {
        void handle(SocketChannel connection) throws IOException;
    }

    private record Port(ServerSocketChannel channel, Handler handler) {}

    private final Selector selector;
    private final Queue<Port> added = new ConcurrentLinkedQueue<>();
    private final Thread thread;

    HttpListener() throws IOException {
        selector = Selector.open();
        thread = Thread.ofPlatform().daemon().name("onvif-farm").start(this::run);
    }

    /** Returns the port; connections are taken from now on. */
    int listen(InetSocketAddress address, Handler handler) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.bind(address, BACKLOG);
            channel.configureBlocking(false);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        added.add(new Port(channel, handler));
        selector.wakeup();
        return channel.socket().getLocalPort();
    }

    private void run() {
        try {
            while (selector.isOpen()) {
                selector.select();
                for (Port port = added.poll(); port != null; port = added.poll()) {
                    port.channel.register(selector, SelectionKey.OP_ACCEPT, port.handler);
                }
                for (SelectionKey key : selector.selectedKeys()) {
                    accept((ServerSocketChannel) key.channel(), (Handler) key.attachment());
                }
                selector.selectedKeys().clear();
            }
        } catch (java.nio.channels.ClosedSelectorException e) {
            // Closed while it was selecting.
        } catch (IOException e) {
            log.error("[onvif-farm] no longer listens: {}", e.toString());
        }
    }

    private static void accept(ServerSocketChannel channel, Handler handler) {
        try {
            SocketChannel connection = channel.accept();
            if (connection != null) {
                Thread.ofVirtual().start(() -> handle(connection, handler));
            }
        } catch (IOException e) {
            log.debug("[onvif-farm] {}", e.toString());
        }
    }

    private static void handle(SocketChannel connection, Handler handler) {
        try (connection) {
            handler.handle(connection);
        } catch (IOException | RuntimeException e) {
            log.debug("[onvif-farm] {}", e.toString());
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
        try {
            thread.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
