package io.sightline.bench.startup;

import io.sightline.bench.process.ChildProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One start of the server, watched from outside. */
final class ServerStart {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int POLL_MILLIS = 5;
    private static final int CONNECT_MILLIS = 200;
    private static final String ANSWER = "HTTP/1.1 200";

    private ServerStart() {}

    /** Starts it, waits for the first answer, stops it; returns the milliseconds in between. */
    static long measure(List<String> flags, String classPath, Path data)
            throws IOException, InterruptedException {
        Files.createDirectories(data);
        int port = freePort();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath, "io.sightline.server.SightlineServer", "--data"));
        command.addAll(List.of(data.toString(), "--port", Integer.toString(port)));
        long start = System.nanoTime();
        try (ChildProcess server =
                ChildProcess.start("server", command, Map.of(), data.resolve("server.out"))) {
            while (!answers(port)) {
                server.requireAlive();
                if (System.nanoTime() - start > LIMIT.toNanos()) {
                    throw new IOException("no answer within " + LIMIT + ":\n" + server.output());
                }
                Thread.sleep(POLL_MILLIS);
            }
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            InetAddress loopback = InetAddress.getLoopbackAddress();
            socket.connect(new InetSocketAddress(loopback, port), CONNECT_MILLIS);
            socket.setSoTimeout((int) LIMIT.toMillis());
            String request =
                    "GET /api/v1/health/live HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes(ANSWER.length());
            return new String(answer, StandardCharsets.US_ASCII).equals(ANSWER);
        } catch (IOException e) {
            return false;
        }
    }
}
