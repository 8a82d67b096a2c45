package io.sightline.server.network;

import io.sightline.server.network.NetworkProperties.ProxyHeader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpScheme;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Finds out whom a proxy speaks for. Only proxies that are configured are believed; anybody else's
 * header is not looked at.
 *
 * <p>Each proxy adds the address it was asked from to the end of a list. It is read from its end,
 * over those who are trusted, to the first who is not: what stands before that was written by
 * whoever came, and may be forged.
 */
final class TrustedProxies implements HttpConfiguration.Customizer {

    /** A longer way than this is nobody's. */
    private static final int MOST_PROXIES = 20;

    private final AddressBlocks trusted;
    private final ProxyHeader header;

    TrustedProxies(AddressBlocks trusted, ProxyHeader header) {
        this.trusted = trusted;
        this.header = header;
    }

    @Override
    public Request customize(Request request, HttpFields.Mutable responseHeaders) {
        SocketAddress peer = request.getConnectionMetaData().getRemoteSocketAddress();
        if (trusted.isEmpty()
                || !(peer instanceof InetSocketAddress known)
                || !trusted.contain(known.getAddress())) {
            return request;
        }
        List<ForwardedHop> hops = hops(request.getHeaders());
        InetAddress client = known.getAddress();
        boolean secure = request.isSecure();
        int unread = Math.max(0, hops.size() - MOST_PROXIES);
        for (int i = hops.size() - 1; i >= unread && trusted.contain(client); i--) {
            ForwardedHop hop = hops.get(i);
            Optional<InetAddress> before = hop.address();
            if (before.isEmpty()) {
                break;
            }
            client = before.get();
            secure = hop.secure().orElse(secure);
        }
        return new ForwardedRequest(request, new InetSocketAddress(client, 0), secure);
    }

    private List<ForwardedHop> hops(HttpFields headers) {
        return switch (header) {
            case X_FORWARDED_FOR ->
                    ForwardedHop.xForwarded(
                            headers.getCSV(HttpHeader.X_FORWARDED_FOR, false),
                            headers.getCSV(HttpHeader.X_FORWARDED_PROTO, false));
            case FORWARDED -> ForwardedHop.forwarded(headers.getValuesList(HttpHeader.FORWARDED));
        };
    }

    /** A request as its client sent it to the first proxy. */
    private static final class ForwardedRequest extends Request.Wrapper {

        private final ConnectionMetaData connection;
        private final HttpURI uri;
        private final boolean secure;

        ForwardedRequest(Request request, InetSocketAddress client, boolean secure) {
            super(request);
            this.secure = secure;
            HttpScheme scheme = secure ? HttpScheme.HTTPS : HttpScheme.HTTP;
            uri = HttpURI.build(request.getHttpURI()).scheme(scheme).asImmutable();
            connection =
                    new ConnectionMetaData.Wrapper(request.getConnectionMetaData()) {
                        @Override
                        public SocketAddress getRemoteSocketAddress() {
                            return client;
                        }

                        @Override
                        public boolean isSecure() {
                            return secure;
                        }
                    };
        }

        @Override
        public ConnectionMetaData getConnectionMetaData() {
            return connection;
        }

        @Override
        public HttpURI getHttpURI() {
            return uri;
        }

        @Override
        public boolean isSecure() {
            return secure;
        }
    }
}
