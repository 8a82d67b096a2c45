package io.sightline.media.rtsp;

import io.sightline.media.rtsp.InterleavedReader.NotRtspException;
import io.sightline.media.rtsp.RtspMessage.Response;
import io.sightline.media.rtsp.RtspMessage.ServerRequest;
import io.sightline.media.stream.StreamFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a camera while requests are asked and answered, one at a time. Blocking, for
 * one virtual thread; {@link #handOver} ends that.
 *
 * <p>Media may come between the answers. What comes before PLAY belongs to nobody (a session that
 * the camera has not yet forgotten) and is dropped; what comes while PLAY is being answered is kept
 * for the loop.
 */
final class RtspConnection implements AutoCloseable {

    /** Most answers are no larger; G1 would give half a megabyte a region of its own. */
    private static final int FIRST_BUFFER_BYTES = 32 << 10;

    /** An answer of this size with all media that may come before it. */
    private static final int MAX_BUFFER_BYTES = 512 << 10;

    private static final int MAX_EARLY_MEDIA_BYTES = 4 << 20;

    private final RtspAddress address;
    private final RtspSettings settings;
    private final Wire wire;
    private final RequestWriter requests;
    private final InterleavedReader reader = new InterleavedReader(false);
    private ByteBuffer buffer = ByteBuffer.allocate(FIRST_BUFFER_BYTES);
    private final Incoming incoming = new Incoming();

    private RtspConnection(RtspAddress address, RtspSettings settings, Wire wire) {
        this.address = address;
        this.settings = settings;
        this.wire = wire;
        this.requests = new RequestWriter(new Authenticator(address.credentials()));
    }

    /** Connects, within the connect time-out. */
    static RtspConnection open(
            RtspAddress address, RtspSettings settings, Cancellation cancellation)
            throws RtspFailure {
        return new RtspConnection(
                address, settings, WireConnector.connect(address, settings, cancellation));
    }

    /**
     * Asks and waits for the answer, whatever its status; a 401 is answered with the password
     * first.
     */
    Response exchange(String method, String url, String... headers) throws RtspFailure {
        Response response = ask(method, url, headers);
        while (response.status() == 401) {
            requireCredentials(response);
            response = ask(method, url, headers);
        }
        requests.authenticator().accepted();
        return response;
    }

    private void requireCredentials(Response refusal) throws RtspFailure {
        String detail =
                switch (requests.authenticator()
                        .challenged(refusal.headers().all("WWW-Authenticate"))) {
                    case RETRY -> "";
                    case WRONG_CREDENTIALS -> "The camera refuses this user name or password.";
                    case NO_CREDENTIALS -> "The camera wants a user name and a password.";
                    case UNKNOWN_SCHEME ->
                            "The camera wants a kind of log-in that is not supported (neither Basic"
                                    + " nor Digest).";
                };
        if (!detail.isEmpty()) {
            throw new RtspFailure(StreamFailure.Type.UNAUTHORIZED, detail);
        }
    }

    private Response ask(String method, String url, String... headers) throws RtspFailure {
        wire.deadline(System.nanoTime() + settings.replyTimeout().toNanos());
        try {
            wire.write(requests.request(method, url, headers));
            // One request at a time: the next answer is the right one, whatever its CSeq says.
            return receive();
        } catch (NotRtspException e) {
            throw new RtspFailure(
                    StreamFailure.Type.PROTOCOL_ERROR,
                    "What answers on port " + address.port() + " is " + e.getMessage() + ".",
                    e);
        } catch (SocketTimeoutException e) {
            throw new RtspFailure(
                    StreamFailure.Type.UNREACHABLE,
                    String.format(
                            "The camera did not answer %s within %s.",
                            method, WireConnector.words(settings.replyTimeout())),
                    e);
        } catch (IOException e) {
            throw new RtspFailure(
                    StreamFailure.Type.CLOSED,
                    "The camera closed the connection at " + method + ".",
                    e);
        }
    }

    private Response receive() throws IOException, NotRtspException {
        while (true) {
            switch (nextMessage()) {
                case Response(int status, _, _, _) when status < 200 -> {}
                case Response response -> {
                    return response;
                }
                case ServerRequest request -> wire.write(RequestWriter.answerTo(request));
            }
        }
    }

    /** What follows the message stays in the buffer: behind the answer to PLAY it is the loop's. */
    private RtspMessage nextMessage() throws IOException, NotRtspException {
        while (true) {
            buffer.flip();
            reader.read(buffer, incoming);
            buffer.compact();
            RtspMessage message = incoming.message;
            if (message != null) {
                incoming.message = null;
                return message;
            }
            if (!buffer.hasRemaining() && buffer.capacity() < MAX_BUFFER_BYTES) {
                buffer = ByteBuffer.allocate(2 * buffer.capacity()).put(buffer.flip());
            }
            if (wire.read(buffer) < 0) {
                throw new IOException("closed by the camera");
            }
        }
    }

    /** From here on media that arrives is kept. */
    void expectMedia() {
        incoming.keepMedia = true;
    }

    /** Gives everything to the media loop: nothing may be exchanged here afterwards. */
    Handover handOver() throws RtspFailure {
        try {
            wire.switchToLoop();
        } catch (IOException e) {
            throw new RtspFailure(
                    StreamFailure.Type.CLOSED, "The camera closed the connection.", e);
        }
        ByteBuffer early = ByteBuffer.allocate(incoming.earlyBytes + buffer.position());
        incoming.earlyFrames.forEach(early::put);
        early.put(buffer.flip());
        return new Handover(wire, requests, early.flip());
    }

    /**
     * What a loop needs to go on.
     *
     * @param early bytes already read: interleaved frames, in order
     */
    record Handover(Wire wire, RequestWriter requests, ByteBuffer early) {}

    InetAddress remoteAddress() {
        return wire.channel().socket().getInetAddress();
    }

    InetAddress localAddress() {
        return wire.channel().socket().getLocalAddress();
    }

    RtspAddress address() {
        return address;
    }

    @Override
    public void close() {
        wire.close();
    }

    /** Takes one message at a time and keeps the frames before it. */
    private static final class Incoming implements InterleavedReader.Sink {
        private final ArrayDeque<ByteBuffer> earlyFrames = new ArrayDeque<>();
        private int earlyBytes;
        private boolean keepMedia;
        private @Nullable RtspMessage message;

        @Override
        public void frame(int channel, ByteBuffer frame) {
            int size = 4 + frame.remaining();
            if (keepMedia && earlyBytes + size <= MAX_EARLY_MEDIA_BYTES) {
                ByteBuffer copy = ByteBuffer.allocate(size);
                copy.put((byte) '$').put((byte) channel).putShort((short) frame.remaining());
                copy.put(frame);
                earlyFrames.add(copy.flip());
                earlyBytes += size;
            }
        }

        @Override
        public void message(RtspMessage found) {
            message = found;
        }

        @Override
        public boolean knows(int channel) {
            return true;
        }

        @Override
        public boolean open() {
            return message == null;
        }
    }
}
