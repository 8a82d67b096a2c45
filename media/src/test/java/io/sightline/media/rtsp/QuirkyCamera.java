package io.sightline.media.rtsp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A small RTSP camera on the loopback interface. It keeps to the book unless a test replaces how it
 * answers a method; then it does what real cameras do.
 */
final class QuirkyCamera implements AutoCloseable {

    static final int SSRC = 0x5157_0001;
    private static final long FRAME_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** How one request is answered. */
    @FunctionalInterface
    interface Step {
        void answer(Request request, Peer peer) throws IOException;
    }

    record Request(String method, String url, RtspHeaders headers) {
        String sequence() {
            return headers.first("CSeq").orElse("");
        }
    }

    private final ServerSocket server;
    private final Map<String, Step> steps = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile String sdp = TestVideo.sdp();
    private volatile boolean closed;

    QuirkyCamera() {
        this(listen(0));
    }

    QuirkyCamera(ServerSocket server) {
        this.server = server;
        steps.put(
                "OPTIONS",
                (request, peer) ->
                        peer.ok(
                                request,
                                "Public",
                                "OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN, GET_PARAMETER"));
        steps.put("DESCRIBE", (request, peer) -> peer.described(request, sdp));
        steps.put("SETUP", (request, peer) -> peer.setUp(request));
        steps.put(
                "PLAY",
                (request, peer) -> {
                    peer.ok(request, "Session", "12345678");
                    peer.startMedia();
                });
        steps.put("GET_PARAMETER", (request, peer) -> peer.ok(request, "Session", "12345678"));
        steps.put(
                "TEARDOWN",
                (request, peer) -> {
                    peer.ok(request);
                    peer.close();
                });
        Thread.ofVirtual().name("quirky-camera").start(this::accept);
    }

    static ServerSocket listen(int port) {
        try {
            return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException("cannot listen on loopback", e);
        }
    }

    QuirkyCamera on(String method, Step step) {
        steps.put(method, step);
        return this;
    }

    Step step(String method) {
        return Objects.requireNonNull(steps.get(method), method);
    }

    QuirkyCamera describing(String text) {
        sdp = text;
        return this;
    }

    int port() {
        return server.getLocalPort();
    }

    String url() {
        return url("/live");
    }

    String url(String target) {
        return "rtsp://127.0.0.1:" + port() + target;
    }

    int connections() {
        return connections.get();
    }

    List<Request> requests(String method) {
        return requests.stream().filter(request -> request.method().equals(method)).toList();
    }

    private void accept() {
        while (!closed) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> new Peer(socket).serve());
            } catch (IOException e) {
                // Closed; or a TLS client that went away.
                if (server.isClosed()) {
                    return;
                }
            }
        }
    }

    /** Cuts all connections, as a camera does that loses its power. */
    void dropConnections() {
        sockets.forEach(QuirkyCamera::quietly);
        sockets.clear();
    }

    @Override
    public void close() {
        closed = true;
        quietly(server);
        dropConnections();
    }

    private static void quietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** One client's connection, as a step sees it. */
    final class Peer {
        private final Socket socket;
        private final AtomicInteger frames = new AtomicInteger(1);
        private final List<Integer> clientPorts = new ArrayList<>();
        private int channel;
        private int setUps;

        private Peer(Socket socket) {
            this.socket = socket;
        }

        private void serve() {
            try {
                InputStream input = socket.getInputStream();
                while (!closed) {
                    Request request = readRequest(input);
                    requests.add(request);
                    steps.getOrDefault(
                                    request.method(),
                                    (other, peer) -> peer.reply(other, "501 Not Implemented"))
                            .answer(request, this);
                }
            } catch (IOException e) {
                quietly(socket);
            }
        }

        private static Request readRequest(InputStream input) throws IOException {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
                int b = input.read();
                if (b < 0) {
                    throw new IOException("client went away");
                }
                if (b == '$' && head.size() == 0) {
                    int length = ByteBuffer.wrap(input.readNBytes(3)).getShort(1) & 0xFFFF;
                    input.skipNBytes(length);
                } else {
                    head.write(b);
                }
            }
            String[] lines = head.toString(StandardCharsets.UTF_8).split("\r\n");
            String[] words = lines[0].split(" ");
            List<String> fields = new ArrayList<>();
            for (int i = 1; i < lines.length; i++) {
                fields.add(lines[i].substring(0, lines[i].indexOf(':')));
                fields.add(lines[i].substring(lines[i].indexOf(':') + 1).strip());
            }
            return new Request(words[0], words[1], RtspHeaders.of(fields.toArray(String[]::new)));
        }

        void ok(Request request, String... headers) throws IOException {
            reply(request, "200 OK", headers);
        }

        void reply(Request request, String status, String... headers) throws IOException {
            StringBuilder text = new StringBuilder("RTSP/1.0 " + status + "\r\n");
            text.append("CSeq: ").append(request.sequence()).append("\r\n");
            for (int i = 0; i + 1 < headers.length; i += 2) {
                text.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
            }
            raw(text.append("\r\n").toString());
        }

        void described(Request request, String text) throws IOException {
            described(request, text, request.url() + "/");
        }

        void described(Request request, String text, String contentBase) throws IOException {
            raw(
                    "RTSP/1.0 200 OK\r\nCSeq: "
                            + request.sequence()
                            + "\r\nContent-Base: "
                            + contentBase
                            + "\r\nContent-Type: application/sdp\r\nContent-Length: "
                            + text.length()
                            + "\r\n\r\n"
                            + text);
        }

        void setUp(Request request) throws IOException {
            String transport = request.headers().first("Transport").orElse("");
            if (transport.contains("client_port=")) {
                String ports = transport.replaceAll(".*client_port=", "");
                clientPorts.add(Integer.valueOf(ports.replaceAll("-.*", "")));
                ok(request, "Session", "12345678;timeout=60", "Transport", transport);
            } else {
                if (setUps++ == 0) {
                    channel = TransportHeader.parse(transport).channels().orElseThrow().rtp();
                }
                ok(request, "Session", "12345678;timeout=60", "Transport", transport);
            }
        }

        void raw(String text) throws IOException {
            raw(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        void raw(byte[] bytes) throws IOException {
            synchronized (socket) {
                socket.getOutputStream().write(bytes);
                socket.getOutputStream().flush();
            }
        }

        void frame(int onChannel, byte[] payload) throws IOException {
            raw(
                    ByteBuffer.allocate(4 + payload.length)
                            .put((byte) '$')
                            .put((byte) onChannel)
                            .putShort((short) payload.length)
                            .put(payload)
                            .array());
        }

        /** The next video packet, on the channel that was agreed on. */
        void sendFrame() throws IOException {
            frame(channel, nextPacket());
        }

        byte[] nextPacket() {
            return TestVideo.packet(frames.getAndIncrement(), SSRC);
        }

        /** Several packets, framed for channel 0, to be sent in one write. */
        byte[] nextFrames(int count) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (int i = 0; i < count; i++) {
                byte[] packet = nextPacket();
                all.writeBytes(new byte[] {'$', 0, 0, (byte) packet.length});
                all.writeBytes(packet);
            }
            return all.toByteArray();
        }

        /** Sends video until the client goes. */
        void startMedia() {
            startMedia(Integer.MAX_VALUE);
        }

        void startMedia(int count) {
            Thread.ofVirtual()
                    .start(
                            () -> {
                                try {
                                    sendFrames(count);
                                } catch (IOException e) {
                                    quietly(socket);
                                }
                            });
        }

        private void sendFrames(int count) throws IOException {
            try (DatagramSocket udp = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
                for (int i = 0; i < count && !socket.isClosed(); i++) {
                    if (clientPorts.isEmpty()) {
                        sendFrame();
                    } else {
                        byte[] packet = nextPacket();
                        udp.send(
                                new DatagramPacket(
                                        packet,
                                        packet.length,
                                        InetAddress.getLoopbackAddress(),
                                        clientPorts.getFirst()));
                    }
                    LockSupport.parkNanos(FRAME_INTERVAL_NANOS);
                }
            }
        }

        int clientPort() {
            return clientPorts.getFirst();
        }

        void close() {
            quietly(socket);
        }
    }
}
