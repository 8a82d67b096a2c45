package io.sightline.server.onboarding;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Listens on a free port of this machine; each connection is spoken with on a virtual thread, and
 * ends with this at the latest.
 */
final class LoopbackServer implements AutoCloseable {

    /** What is said to one connection, which stays open unless this closes it. */
    @FunctionalInterface
    interface Talk {
        void with(Socket connection) throws IOException;
    }

    private final ServerSocket listening;
    private final Talk talk;
    private final Queue<Socket> connections = new ConcurrentLinkedQueue<>();

    LoopbackServer(Talk talk) throws IOException {
        this.talk = talk;
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    String address() {
        return "127.0.0.1:" + port();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = listening.accept();
                connections.add(connection);
                Thread.ofVirtual().start(() -> speak(connection));
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private void speak(Socket connection) {
        try {
            talk.with(connection);
        } catch (IOException _) {
            // The other end has heard enough.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
