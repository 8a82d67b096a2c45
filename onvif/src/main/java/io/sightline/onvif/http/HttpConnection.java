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
 * A connection to a device, for one request after the other. Blocks, for as long as a request's
 * deadline allows at most; interrupting a virtual thread ends it. For one thread at a time.
 */
final class HttpConnection implements AutoCloseable {

    private static final int MAX_ADDRESSES = 4;

    private final Socket socket;
    private final TimedInput timed;
    private final InputStream in;
    private boolean persistent;

    private HttpConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.timed = new TimedInput(socket);
        this.in = new BufferedInputStream(timed);
    }

    /** Connects, and agrees on TLS where that is wanted. */
    static HttpConnection open(DeviceAddress to, ConnectionSettings settings, Deadline deadline)
            throws HttpFailure {
        Socket plain = connect(to, settings, deadline);
        try {
            plain.setSoTimeout(deadline.millisAtMost(settings.readTimeout()));
            return new HttpConnection(to.tls() ? overTls(plain, to, settings) : plain);
        } catch (IOException e) {
            closeQuietly(plain);
            throw failure(e);
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

    /** Sends a request and waits for its answer. */
    HttpReply exchange(HttpRequest request, Deadline deadline) throws HttpFailure {
        persistent = false;
        timed.begin(request, deadline);
        try {
            byte[] head = request.head();
            byte[] message = new byte[head.length + request.body().length];
            System.arraycopy(head, 0, message, 0, head.length);
            System.arraycopy(request.body(), 0, message, head.length, request.body().length);
            OutputStream out = socket.getOutputStream();
            out.write(message);
            out.flush();
            ReplyReader reader = new ReplyReader(in, request.maxBodyBytes());
            HttpReply reply = reader.read();
            // Bytes that nobody asked for would be taken for the next answer.
            persistent = reader.persistent() && in.available() == 0;
            return reply;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Whether anything came in answer to the last request. */
    boolean answered() {
        return timed.receiving;
    }

    /** Whether the device, having answered, waits for another request. */
    boolean persistent() {
        return persistent;
    }

    @Override
    public void close() {
        closeQuietly(socket);
    }

    private static HttpFailure failure(IOException e) {
        return switch (e) {
            case HttpFailure failure -> failure;
            case SocketTimeoutException _ ->
                    new HttpFailure(HttpFailure.Kind.TIMED_OUT, "no answer in time", e);
            case SSLException _ ->
                    new HttpFailure(HttpFailure.Kind.TLS, "TLS failed: " + e.getMessage(), e);
            default ->
                    new HttpFailure(
                            HttpFailure.Kind.UNREACHABLE, "connection lost: " + e.getMessage(), e);
        };
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // Nothing is wanted of it any more.
        }
    }

    /** Gives each read the shorter of its own time and what is left of the whole. */
    private static final class TimedInput extends InputStream {
        private final Socket socket;
        private final InputStream in;
        private @Nullable HttpRequest request;
        private @Nullable Deadline deadline;
        private boolean receiving;

        TimedInput(Socket socket) throws IOException {
            this.socket = socket;
            this.in = socket.getInputStream();
        }

        void begin(HttpRequest nextRequest, Deadline nextDeadline) {
            request = nextRequest;
            deadline = nextDeadline;
            receiving = false;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (request == null || deadline == null) {
                throw new IllegalStateException("nothing was asked");
            }
            if (deadline.passed()) {
                throw new HttpFailure(HttpFailure.Kind.TIMED_OUT, "no whole answer in time");
            }
            socket.setSoTimeout(deadline.millisAtMost(request.readTimeout()));
            int read = in.read(into, offset, length);
            receiving |= read > 0;
            return read;
        }

        @Override
        public int available() throws IOException {
            return in.available();
        }
    }
}
