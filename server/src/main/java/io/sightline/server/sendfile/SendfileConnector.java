package io.sightline.server.sendfile;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;

/** A connector whose connections can send files by {@link RegionWriter} without copying. */
public final class SendfileConnector extends ServerConnector {

    private final OpenFiles openFiles = new OpenFiles(getScheduler());

    public SendfileConnector(Server server, int selectors, ConnectionFactory... factories) {
        super(server, null, null, null, 1, selectors, factories);
    }

    /**
     * The same as {@code other}, with sendfile; {@code other} itself when it speaks TLS, whose
     * bytes have to be encrypted here, or is no TCP connector.
     */
    public static Connector inPlaceOf(Connector other) {
        if (!(other instanceof ServerConnector tcp)
                || tcp.getConnectionFactory(SslConnectionFactory.class) != null) {
            return other;
        }
        SendfileConnector connector =
                new SendfileConnector(
                        tcp.getServer(),
                        tcp.getSelectorManager().getSelectorCount(),
                        tcp.getConnectionFactories().toArray(ConnectionFactory[]::new));
        connector.setName(tcp.getName());
        connector.setHost(tcp.getHost());
        connector.setPort(tcp.getPort());
        connector.setIdleTimeout(tcp.getIdleTimeout());
        connector.setAcceptQueueSize(tcp.getAcceptQueueSize());
        connector.setReuseAddress(tcp.getReuseAddress());
        return connector;
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(
            SocketChannel channel, ManagedSelector selector, SelectionKey key) {
        SendfileEndPoint endPoint =
                new SendfileEndPoint(channel, selector, key, getScheduler(), openFiles);
        endPoint.setIdleTimeout(getIdleTimeout());
        return endPoint;
    }
}
