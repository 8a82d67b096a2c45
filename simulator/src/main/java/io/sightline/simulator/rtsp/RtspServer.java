package io.sightline.simulator.rtsp;

import io.sightline.media.loop.MediaLoop;
import io.sightline.simulator.camera.Camera;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves cameras by name on loopback: {@code rtsp://127.0.0.1:PORT/NAME}. Connections, cameras and
 * timing all live on one media loop.
 */
public final class RtspServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RtspServer.class);

    /** As fine as the loop's own pace. */
    private static final Duration TICK = Duration.ofMillis(4);

    private static final int BACKLOG = 1024;

    private final MediaLoop loop;
    private final Transports transports;
    private final Map<String, Camera> cameras = new ConcurrentHashMap<>();
    private final InetSocketAddress address;
    private final UdpPorts udp;
    private @Nullable ServerSocketChannel listener;

    /** What SETUP accepts; the rest is answered with 461. */
    public enum Transports {
        ANY,
        TCP_ONLY,
        UDP_ONLY
    }

    private RtspServer(
            MediaLoop loop, Transports transports, InetSocketAddress address, UdpPorts udp) {
        this.loop = loop;
        this.transports = transports;
        this.address = address;
        this.udp = udp;
    }

    /**
     * @param port 0 for a free one
     */
    public static RtspServer start(MediaLoop loop, int port, Transports transports)
            throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        ServerSocketChannel listener = listen(new InetSocketAddress(loopback, port));
        RtspServer server =
                new RtspServer(
                        loop,
                        transports,
                        (InetSocketAddress) listener.getLocalAddress(),
                        UdpPorts.open(loopback));
        server.onLoop(
                () -> {
                    server.udp.drainOn(loop);
                    server.accept(listener);
                    server.tick();
                });
        return server;
    }

    private static ServerSocketChannel listen(InetSocketAddress address) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        try {
            listener.configureBlocking(false);
            return listener.bind(address, BACKLOG);
        } catch (IOException e) {
            listener.close();
            throw new IOException("can't listen on " + address + ": " + e.getMessage(), e);
        }
    }

    public void add(Camera camera) {
        cameras.put(camera.name(), camera);
    }

    public int port() {
        return address.getPort();
    }

    public String url(Camera camera) {
        return "rtsp://%s:%d/%s"
                .formatted(address.getAddress().getHostAddress(), port(), camera.name());
    }

    /** Whether new connections are refused by the kernel: nothing listens while they are. */
    public void refuseConnections(boolean refuse) throws IOException {
        onLoop(
                () -> {
                    if (refuse && listener != null) {
                        listener.close();
                        listener = null;
                    } else if (!refuse && listener == null) {
                        accept(listen(address));
                    }
                });
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    private void onLoop(Step step) throws IOException {
        FutureTask<Boolean> task =
                new FutureTask<>(
                        () -> {
                            step.run();
                            return true;
                        });
        loop.execute(task);
        try {
            task.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void accept(ServerSocketChannel channel) throws IOException {
        listener = channel;
        loop.register(channel, SelectionKey.OP_ACCEPT, _ -> acceptAll(channel));
    }

    private void acceptAll(ServerSocketChannel channel) {
        try {
            SocketChannel accepted;
            while ((accepted = channel.accept()) != null) {
                RtspConnection.begin(this, accepted);
            }
        } catch (IOException e) {
            log.warn("[rtsp:{}] accepting: {}", port(), e.toString());
        }
    }

    private void tick() {
        loop.schedule(TICK, this::tick);
        long now = System.nanoTime();
        for (Camera camera : cameras.values()) {
            camera.tick(now);
        }
    }

    MediaLoop loop() {
        return loop;
    }

    UdpPorts udp() {
        return udp;
    }

    boolean tcpAllowed() {
        return transports != Transports.UDP_ONLY;
    }

    boolean udpAllowed() {
        return transports != Transports.TCP_ONLY;
    }

    Optional<Camera> camera(String name) {
        return Optional.ofNullable(cameras.get(name));
    }

    /** Names, for listings. */
    public List<String> cameraNames() {
        return cameras.keySet().stream().sorted().toList();
    }

    @Override
    public void close() throws IOException {
        if (listener != null) {
            listener.close();
        }
        udp.close();
    }
}
