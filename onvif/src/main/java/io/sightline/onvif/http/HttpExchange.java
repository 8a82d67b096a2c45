package io.sightline.onvif.http;

import io.sightline.handshake.TlsClient;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer, on a connection of their own. Blocks, for as long as the deadline
 * allows at most; interrupting a virtual thread ends it.
 */
final class HttpExchange {

    private static final int MAX_ADDRESSES = 4;

    private HttpExchange() {}

    static HttpReply send(HttpRequest request, ConnectionSettings settings, Deadline deadline)
            throws HttpFailure {
        DeviceAddress to = request.to();
        try (Socket plain = connect(to, settings, deadline)) {
            plain.setSoTimeout(deadline.millisAtMost(settings.readTimeout()));
            try (Socket socket = to.tls() ? overTls(plain, to, settings) : plain) {
                OutputStream out = socket.getOutputStream();
                byte[] head = request.head();
                byte[] message = new byte[head.length + request.body().length];
                System.arraycopy(head, 0, message, 0, head.length);
                System.arraycopy(request.body(), 0, message, head.length, request.body().length);
                out.write(message);
                out.flush();
                InputStream in = new TimedInput(socket, request, deadline);
                return new ReplyReader(new BufferedInputStream(in), request.maxBodyBytes()).read();
            }
        } catch (HttpFailure e) {
            throw e;
        } catch (SocketTimeoutException e) {
            throw new HttpFailure(HttpFailure.Kind.TIMED_OUT, "no answer in time", e);
        } catch (SSLException e) {
            throw new HttpFailure(HttpFailure.Kind.TLS, "TLS failed: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new HttpFailure(
                    HttpFailure.Kind.UNREACHABLE, "connection lost: " + e.getMessage(), e);
        }
    }

    private static Socket overTls(Socket plain, DeviceAddress to, ConnectionSettings settings)
            throws IOException {
        return TlsClient.socket(settings.certificates(), plain, to.host(), to.port());
    }

    private static Socket connect(DeviceAddress to, ConnectionSettings settings, Deadline deadline)
            throws HttpFailure {
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(to.host());
        } catch (UnknownHostException e) {
            throw new HttpFailure(HttpFailure.Kind.UNREACHABLE, "the name is not known", e);
        }
        @Nullable HttpFailure last = null;
        for (int i = 0; i < Math.min(addresses.length, MAX_ADDRESSES) && !deadline.passed(); i++) {
            InetSocketAddress address = new InetSocketAddress(addresses[i], to.port());
            Optional<String> refusal = settings.guard().refusal(address);
            if (refusal.isPresent()) {
                throw new HttpFailure(HttpFailure.Kind.ADDRESS_REFUSED, refusal.get());
            }
            Socket socket = new Socket();
            try {
                socket.setTcpNoDelay(true);
                socket.connect(address, deadline.millisAtMost(settings.connectTimeout()));
                return socket;
            } catch (SocketTimeoutException e) {
                last = new HttpFailure(HttpFailure.Kind.TIMED_OUT, "no connection in time", e);
                closeQuietly(socket);
            } catch (IOException e) {
                last =
                        new HttpFailure(
                                HttpFailure.Kind.UNREACHABLE,
                                "no connection: " + e.getMessage(),
                                e);
                closeQuietly(socket);
            }
        }
        throw last == null
                ? new HttpFailure(HttpFailure.Kind.TIMED_OUT, "no connection in time")
                : last;
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // Nothing was sent, nothing is lost.
        }
    }

    /** Gives each read the shorter of its own time and what is left of the whole. */
    private static final class TimedInput extends InputStream {
        private final Socket socket;
        private final InputStream in;
        private final HttpRequest request;
        private final Deadline deadline;

        TimedInput(Socket socket, HttpRequest request, Deadline deadline) throws IOException {
            this.socket = socket;
            this.in = socket.getInputStream();
            this.request = request;
            this.deadline = deadline;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (deadline.passed()) {
                throw new HttpFailure(HttpFailure.Kind.TIMED_OUT, "no whole answer in time");
            }
            socket.setSoTimeout(deadline.millisAtMost(request.readTimeout()));
            return in.read(into, offset, length);
        }
    }
}
