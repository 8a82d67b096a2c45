package io.sightline.simulator.rtsp;

import io.sightline.simulator.camera.Camera;
import io.sightline.simulator.camera.Credentials;
import io.sightline.simulator.camera.Fault.Quirk;
import io.sightline.simulator.camera.PacketSink;
import io.sightline.simulator.camera.Receiver;
import io.sightline.simulator.rtsp.RequestReader.MalformedRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client: its requests, its session and what is sent to it. On the farm's loop only. */
final class RtspConnection {

    private static final Logger log = LoggerFactory.getLogger(RtspConnection.class);

    private static final String METHODS =
            "OPTIONS, DESCRIBE, SETUP, PLAY, PAUSE, GET_PARAMETER, SET_PARAMETER, TEARDOWN";
    private static final int SESSION_TIMEOUT_SECONDS = 60;

    private final RtspServer server;
    private final SocketChannel channel;
    private final RandomGenerator random = new SplittableRandom(System.nanoTime());
    private final Authenticator authenticator =
            new Authenticator(HexFormat.of().toHexDigits(random.nextLong()));
    private final String session = HexFormat.of().toHexDigits(random.nextInt());
    private final RequestReader requests = new RequestReader();
    private final OutgoingBytes out;
    private @Nullable Camera camera;
    private @Nullable Receiver receiver;

    private RtspConnection(RtspServer server, SocketChannel channel) throws IOException {
        this.server = server;
        this.channel = channel;
        SelectionKey key =
                server.loop().register(channel, SelectionKey.OP_READ, this::readyOrClose);
        this.out = new OutgoingBytes(channel, key);
    }

    /**
     * The kernel's send buffer is left to grow by itself (tcp_wmem): set by hand it stays below a
     * key frame's size on an ordinary Linux.
     */
    static void begin(RtspServer server, SocketChannel accepted) throws IOException {
        accepted.configureBlocking(false);
        accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
        new RtspConnection(server, accepted);
    }

    private void readyOrClose(SelectionKey key) {
        try {
            if (key.isWritable()) {
                out.flush();
            }
            if (key.isReadable()) {
                read();
            }
        } catch (MalformedRequest e) {
            log.debug("[rtsp:{}] {}", server.port(), e.getMessage());
            close();
        } catch (IOException e) {
            close();
        }
    }

    private void read() throws IOException, MalformedRequest {
        ByteBuffer bytes = server.loop().readBuffer();
        if (channel.read(bytes) < 0) {
            close();
            return;
        }
        if (camera != null && camera.state().stalled()) {
            return;
        }
        requests.append(bytes.flip());
        Optional<RtspRequest> request = requests.next();
        while (request.isPresent() && channel.isOpen()) {
            answer(request.get());
            request = requests.next();
        }
    }

    private void answer(RtspRequest request) throws IOException {
        String[] path = request.path().split("/");
        Optional<Camera> found = server.camera(path[0]).or(() -> Optional.ofNullable(camera));
        if (request.method().equals("OPTIONS")) {
            reply(request, 200, "OK", "Public: " + METHODS + "\r\n", "");
            return;
        }
        if (found.isEmpty()) {
            reply(request, 404, "Not Found", "", "");
            return;
        }
        Camera wanted = found.get();
        camera = wanted;
        Optional<Credentials> required = wanted.credentials();
        if (required.isPresent() && !authenticator.accepts(request, required.get())) {
            String challenge = authenticator.challenge(required.get());
            reply(request, 401, "Unauthorized", "WWW-Authenticate: " + challenge + "\r\n", "");
            return;
        }
        switch (request.method()) {
            case "DESCRIBE" -> describe(request, wanted);
            case "SETUP" -> setUp(request, wanted, path[path.length - 1]);
            case "PLAY" -> play(request, wanted);
            case "PAUSE" -> pause(request);
            case "GET_PARAMETER", "SET_PARAMETER" -> reply(request, 200, "OK", "", "");
            case "TEARDOWN" -> {
                reply(request, 200, "OK", "", "");
                close();
            }
            default -> reply(request, 405, "Method Not Allowed", "Allow: " + METHODS + "\r\n", "");
        }
    }

    private void describe(RtspRequest request, Camera wanted) throws IOException {
        Optional<Integer> status = wanted.state().describeStatus();
        if (status.isPresent()) {
            reply(request, status.get(), "As Ordered", "", "");
            return;
        }
        String sdp =
                SessionDescription.of(wanted.name(), wanted.descriptions(), wanted.state().quirk());
        String headers =
                "Content-Base: %s\r\nContent-Type: application/sdp\r\n"
                        .formatted(server.url(wanted) + "/");
        reply(request, 200, "OK", headers, sdp);
    }

    private void setUp(RtspRequest request, Camera wanted, String control) throws IOException {
        int track = control.matches("track\\d") ? control.charAt(5) - '0' : 0;
        if (track >= wanted.descriptions().size()) {
            reply(request, 404, "Not Found", "", "");
            return;
        }
        Optional<Transport> transport =
                Transport.choose(
                        request.header("transport").orElse(""),
                        server.tcpAllowed(),
                        server.udpAllowed());
        if (transport.isEmpty()) {
            reply(request, 461, "Unsupported Transport", "", "");
            return;
        }
        if (receiver == null) {
            receiver = wanted.receiver(this::close);
        }
        Transport chosen = transport.get();
        receiver.setUp(track, sink(chosen, track));
        reply(request, 200, "OK", "Transport: " + describe(chosen, track) + "\r\n", "");
    }

    private PacketSink sink(Transport transport, int track) throws IOException {
        if (transport.tcp()) {
            return new InterleavedSink(out, transport.channel(track), random, this::close);
        }
        InetSocketAddress client = (InetSocketAddress) channel.getRemoteAddress();
        return server.udp().sink(client.getAddress(), transport.first(), random);
    }

    private String describe(Transport transport, int track) throws IOException {
        if (transport.tcp()) {
            int first = transport.channel(track);
            return "RTP/AVP/TCP;unicast;interleaved=%d-%d".formatted(first, first + 1);
        }
        int port = server.udp().firstPort();
        return "RTP/AVP;unicast;client_port=%d-%d;server_port=%d-%d"
                .formatted(transport.first(), transport.first() + 1, port, port + 1);
    }

    private void play(RtspRequest request, Camera wanted) throws IOException {
        if (receiver == null || !receiver.hasTracks()) {
            reply(request, 455, "Method Not Valid in This State", "", "");
            return;
        }
        String info = String.join(",", receiver.rtpInfo(server.url(wanted) + "/"));
        reply(request, 200, "OK", "Range: npt=now-\r\nRTP-Info: " + info + "\r\n", "");
        receiver.play(System.nanoTime());
    }

    private void pause(RtspRequest request) throws IOException {
        if (receiver != null) {
            receiver.pause();
        }
        reply(request, 200, "OK", "", "");
    }

    private void reply(RtspRequest request, int status, String reason, String headers, String body)
            throws IOException {
        Optional<Quirk> quirk = camera == null ? Optional.empty() : camera.state().quirk();
        if (quirk.equals(Optional.of(Quirk.GIBBERISH))) {
            out.write(ascii("\u0001\u0002 HTTP? no. 🤖\r\nnothing: of: this\r\n\r\n"));
            return;
        }
        boolean wrongCseq = quirk.equals(Optional.of(Quirk.WRONG_CSEQ));
        StringBuilder text = new StringBuilder();
        text.append("RTSP/1.0 ").append(status).append(' ').append(reason).append("\r\n");
        text.append("CSeq: ").append(wrongCseq ? "987654" : request.cseq()).append("\r\n");
        if (receiver != null) {
            text.append("Session: ").append(session);
            text.append(";timeout=").append(SESSION_TIMEOUT_SECONDS).append("\r\n");
        }
        text.append(headers);
        if (!body.isEmpty()) {
            text.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        text.append("\r\n").append(body);
        out.write(ascii(text.toString()));
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void close() {
        if (receiver != null) {
            receiver.pause();
        }
        try {
            channel.close();
        } catch (IOException e) {
            log.debug("[rtsp:{}] closing: {}", server.port(), e.toString());
        }
    }
}
