package io.sightline.media.rtsp;

import io.sightline.handshake.TlsClient;
import io.sightline.media.stream.StreamFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** Connects to a camera, in the clear or through TLS, and says in words why that failed. */
final class WireConnector {

    private WireConnector() {}

    /** Blocks for as long as the connect time-out allows. */
    static Wire connect(RtspAddress address, RtspSettings settings, Cancellation cancellation)
            throws RtspFailure {
        InetSocketAddress socketAddress = resolved(address, settings);
        TcpWire tcp;
        try {
            tcp = new TcpWire(SocketChannel.open());
        } catch (IOException e) {
            throw failure(address, settings, e);
        }
        try {
            cancellation.watch(tcp);
            tcp.connect(socketAddress, settings.connectTimeout());
            return address.tls() ? secured(tcp, address, settings) : tcp;
        } catch (IOException e) {
            tcp.close();
            throw failure(address, settings, e);
        }
    }

    private static InetSocketAddress resolved(RtspAddress address, RtspSettings settings)
            throws RtspFailure {
        try {
            return settings.hosts().resolve(address.host(), address.port());
        } catch (HostResolver.RefusedException e) {
            throw new RtspFailure(
                    StreamFailure.Type.INVALID_ADDRESS, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new RtspFailure(
                    StreamFailure.Type.UNREACHABLE,
                    "The host name " + address.host() + " is not known.",
                    e);
        }
    }

    private static Wire secured(TcpWire tcp, RtspAddress address, RtspSettings settings)
            throws IOException {
        TlsWire tls =
                new TlsWire(
                        tcp,
                        TlsClient.engine(settings.certificates(), address.host(), address.port()));
        tls.handshake();
        return tls;
    }

    private static RtspFailure failure(RtspAddress address, RtspSettings settings, IOException e) {
        String peer = address.host() + " port " + address.port();
        return switch (e) {
            case SSLException _ ->
                    new RtspFailure(
                            StreamFailure.Type.PROTOCOL_ERROR,
                            "TLS with " + peer + " failed: " + e.getMessage(),
                            e);
            case NoRouteToHostException _ ->
                    new RtspFailure(
                            StreamFailure.Type.UNREACHABLE,
                            "There is no route to " + peer + ".",
                            e);
            case SocketTimeoutException _ ->
                    new RtspFailure(
                            StreamFailure.Type.UNREACHABLE,
                            peer
                                    + " did not answer within "
                                    + words(settings.connectTimeout())
                                    + ".",
                            e);
            case ConnectException _ when refused(e) ->
                    new RtspFailure(
                            StreamFailure.Type.REFUSED, "Nothing listens on " + peer + ".", e);
            default ->
                    new RtspFailure(
                            StreamFailure.Type.UNREACHABLE,
                            peer + " cannot be reached: " + e.getMessage(),
                            e);
        };
    }

    private static boolean refused(IOException e) {
        return String.valueOf(e.getMessage()).contains("refused");
    }

    /** {@code 3 s}, {@code 700 ms}. */
    static String words(Duration duration) {
        return duration.toMillis() % 1_000 == 0
                ? duration.toSeconds() + " s"
                : duration.toMillis() + " ms";
    }
}
