package io.sightline.bench.live;

import io.sightline.bench.process.ChildProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The peer: one nginx worker that serves static files by sendfile. */
final class Nginx implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(20);

    private final ChildProcess process;
    private final URI base;

    private Nginx(ChildProcess process, URI base) {
        this.process = process;
        this.base = base;
    }

    /** Serves what lies in {@code root}; its configuration is written to {@code work}. */
    static Nginx start(Path work, Path root) throws IOException, InterruptedException {
        int port = freePort();
        Path configuration = work.resolve("nginx.conf");
        Files.writeString(
                configuration,
                """
                daemon off;
                # One process: its processor time is all there is.
                master_process off;
                pid %1$s/nginx.pid;
                error_log %1$s/nginx-error.log;
                events { worker_connections 1024; }
                http {
                  access_log off;
                  sendfile on;
                  # As Debian ships it: the head in one packet with the file's first bytes.
                  tcp_nopush on;
                  keepalive_requests 100000000;
                  client_body_temp_path %1$s/temp;
                  proxy_temp_path %1$s/temp;
                  fastcgi_temp_path %1$s/temp;
                  uwsgi_temp_path %1$s/temp;
                  scgi_temp_path %1$s/temp;
                  types { video/mp4 m4s; application/vnd.apple.mpegurl m3u8; }
                  server { listen 127.0.0.1:%2$d; root %3$s; }
                }
                """
                        .formatted(work, port, root));
        ChildProcess process =
                ChildProcess.start(
                        "nginx",
                        List.of("nginx", "-c", configuration.toString(), "-p", work.toString()),
                        Map.of(),
                        work.resolve("nginx.out"));
        Nginx nginx = new Nginx(process, URI.create("http://127.0.0.1:" + port + "/"));
        nginx.awaitListening(port);
        return nginx;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitListening(int port) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            process.requireAlive();
            try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (probe.isConnected()) {
                    return;
                }
            } catch (IOException e) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("nginx does not listen:\n" + process.output(), e);
                }
            }
            Thread.sleep(50);
        }
    }

    URI url(String file) {
        return base.resolve(file);
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.close();
    }
}
