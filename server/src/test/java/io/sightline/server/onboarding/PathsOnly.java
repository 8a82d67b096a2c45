package io.sightline.server.onboarding;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/** A device that describes a stream under some paths, and answers 404 under all others. */
final class PathsOnly implements AutoCloseable {

    private static final String SDP =
            """
            v=0\r
            o=- 0 0 IN IP4 127.0.0.1\r
            s=-\r
            t=0 0\r
            m=video 0 RTP/AVP 96\r
            a=rtpmap:96 H264/90000\r
            a=control:track0\r
            """;

    private final LoopbackServer server;
    private final Predicate<String> known;
    final Queue<String> described = new ConcurrentLinkedQueue<>();

    PathsOnly(Predicate<String> known) throws IOException {
        this.known = known;
        server = new LoopbackServer(this::answer);
    }

    int port() {
        return server.port();
    }

    private void answer(Socket connection) throws IOException {
        try (connection;
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(
                                        connection.getInputStream(), StandardCharsets.UTF_8))) {
            for (String request = in.readLine(); request != null; request = in.readLine()) {
                String sequence = "";
                for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                    sequence = line.startsWith("CSeq") ? line : sequence;
                }
                connection
                        .getOutputStream()
                        .write(answer(request, sequence).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private String answer(String request, String sequence) {
        String path = request.split(" ")[1].replaceFirst("rtsp://[^/]+", "");
        described.add(path);
        return known.test(path)
                ? "RTSP/1.0 200 OK\r\n%s\r\nContent-Type: application/sdp\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(sequence, SDP.length(), SDP)
                : "RTSP/1.0 404 Not Found\r\n" + sequence + "\r\n\r\n";
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
