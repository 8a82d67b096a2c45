package io.sightline.server.network;

import io.sightline.server.sendfile.SendfileConnector;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.DetectorConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the server listens. It begins on the loopback interface; {@link #open} lets others in, once
 * there is somebody to keep them out.
 *
 * <p>With TLS one port speaks both: TLS to everybody, and plain HTTP to this machine, for the
 * launcher and for a proxy.
 */
public final class Listeners implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Listeners.class);

    private static final Duration PORT_FREE_WITHIN = Duration.ofSeconds(2);
    private static final Duration RETRY_PORT = Duration.ofMillis(20);

    private final ListenAddress wanted;
    private final Optional<Tls> tls;
    private final TrustedProxies proxies;
    private volatile List<ServerConnector> connectors = List.of();
    private volatile boolean open;

    Listeners(ListenAddress wanted, Optional<Tls> tls, TrustedProxies proxies) {
        this.wanted = wanted;
        this.tls = tls;
        this.proxies = proxies;
    }

    /** Before the server starts: its connectors are replaced by ours. */
    void prepare(Server server) {
        Connector[] made =
                Arrays.stream(server.getConnectors())
                        .map(SendfileConnector::inPlaceOf)
                        .toArray(Connector[]::new);
        server.setConnectors(made);
        connectors =
                Arrays.stream(made)
                        .filter(ServerConnector.class::isInstance)
                        .map(ServerConnector.class::cast)
                        .toList();
        connectors.forEach(this::prepare);
    }

    private void prepare(ServerConnector connector) {
        HttpConnectionFactory http = connector.getConnectionFactory(HttpConnectionFactory.class);
        HttpConfiguration configuration = http.getHttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendXPoweredBy(false);
        if (tls.isPresent()) {
            // People come by address and by several names: a name that is not in the certificate
            // is for them to judge.
            configuration.addCustomizer(new SecureRequestCustomizer(false));
            SslConnectionFactory ssl =
                    new SslConnectionFactory(tls.get().context(), http.getProtocol());
            DetectorConnectionFactory either = new DetectorConnectionFactory(ssl);
            connector.setConnectionFactories(List.of(either, http));
            connector.setDefaultProtocol(either.getProtocol());
        }
        configuration.addCustomizer(proxies);
    }

    /** Whether it is to listen for more than this machine. */
    public boolean beyondLoopback() {
        return !wanted.isLoopback();
    }

    public boolean speaksTls() {
        return tls.isPresent();
    }

    /** The addresses it listens on now, with their ports. */
    public List<String> addresses() {
        return connectors.stream()
                .filter(ServerConnector::isOpen)
                .map(connector -> address(connector) + ":" + connector.getLocalPort())
                .toList();
    }

    /** For who starts it. */
    public String inWords() {
        if (!beyondLoopback()) {
            return "It listens on this machine only; --listen all lets others in.";
        }
        String there = String.join(" and ", addresses());
        if (!open) {
            return "It listens on this machine only until there is an administrator.";
        }
        return speaksTls()
                ? "It listens on " + there + " with TLS."
                : "It listens on "
                        + there
                        + " WITHOUT TLS: passwords and video can be read on their way. Set"
                        + " server.tls.certificate and server.tls.key.";
    }

    private static ListenAddress address(ServerConnector connector) {
        return ListenAddress.parse(connector.getHost());
    }

    /**
     * Listens where it was told to. Connections that are open stay.
     *
     * @throws IOException when it can't; it then listens as before
     */
    public synchronized void open() throws IOException {
        if (open || !beyondLoopback()) {
            return;
        }
        ServerConnector loopback = connectors.getFirst();
        int port = loopback.getLocalPort();
        ServerConnector wide = like(loopback, wanted.address(), port);
        List<ServerConnector> all = new ArrayList<>(connectors);
        if (wanted.isAll()) {
            // Two can't have the same port of the same address.
            loopback.close();
        }
        try {
            start(wide);
        } catch (IOException e) {
            if (wanted.isAll()) {
                ServerConnector again = like(loopback, InetAddress.getLoopbackAddress(), port);
                start(again);
                all.set(0, again);
                connectors = all;
            }
            throw e;
        }
        if (wanted.isAll()) {
            all.set(0, wide);
        } else {
            all.add(wide);
        }
        connectors = all;
        open = true;
        log.info("[server:{}] {}", port, inWords());
    }

    /** The connectors are the web server's to close. */
    @Override
    public void close() {
        tls.ifPresent(Tls::close);
    }

    private static ServerConnector like(ServerConnector other, InetAddress host, int port) {
        Connector connector = SendfileConnector.inPlaceOf(other);
        if (!(connector instanceof ServerConnector like) || connector == other) {
            throw new IllegalStateException("not one of ours: " + other);
        }
        like.setHost(host.getHostAddress());
        like.setPort(port);
        like.setDefaultProtocol(other.getDefaultProtocol());
        return like;
    }

    /** A port that was closed is free once the thread that waited at it has left. */
    private static void start(ServerConnector connector) throws IOException {
        long deadline = System.nanoTime() + PORT_FREE_WITHIN.toNanos();
        while (true) {
            try {
                connector.open();
                break;
            } catch (IOException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(RETRY_PORT.toNanos());
            }
        }
        Server server = connector.getServer();
        server.addConnector(connector);
        try {
            connector.start();
        } catch (Exception e) {
            server.removeConnector(connector);
            throw e instanceof IOException failure ? failure : new IOException(e);
        }
    }
}
