package io.sightline.media.rtsp;

import io.sightline.media.stream.StreamFailure;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Asks whether a camera is there, for as little as that costs either side: one OPTIONS (RFC 2326
 * §10.1) without a password and without a session. That it wants a password is an answer too; wrong
 * ones, sent every half a minute, would lock its account.
 */
public final class RtspPing {

    private static final String ANSWER = "RTSP/";

    private RtspPing() {}

    /**
     * Connects, asks and disconnects. Blocks for as long as the time-outs allow; meant for a
     * virtual thread. Through TLS, a port that accepts is enough: a handshake costs a camera more
     * than a stream does.
     *
     * @return why it does not answer; empty when it does
     */
    public static Optional<StreamFailure> ping(RtspAddress address, RtspSettings settings) {
        RtspAddress clear =
                new RtspAddress(
                        false, address.host(), address.port(), address.target(), Optional.empty());
        try (Wire wire = WireConnector.connect(clear, settings, new Cancellation())) {
            return address.tls() ? Optional.empty() : ask(wire, clear, settings);
        } catch (RtspFailure e) {
            return Optional.of(e.failure());
        }
    }

    private static Optional<StreamFailure> ask(
            Wire wire, RtspAddress address, RtspSettings settings) {
        RequestWriter requests = new RequestWriter(new Authenticator(Optional.empty()));
        ByteBuffer answer = ByteBuffer.allocate(ANSWER.length());
        wire.deadline(System.nanoTime() + settings.replyTimeout().toNanos());
        try {
            wire.write(requests.request("OPTIONS", address.requestUrl()));
            while (answer.hasRemaining()) {
                if (wire.read(answer) < 0) {
                    return failure(StreamFailure.Type.CLOSED, "The camera closed the connection.");
                }
            }
        } catch (SocketTimeoutException e) {
            return failure(
                    StreamFailure.Type.UNREACHABLE,
                    "The camera accepts the connection and does not answer within %s."
                            .formatted(WireConnector.words(settings.replyTimeout())));
        } catch (IOException e) {
            return failure(StreamFailure.Type.CLOSED, "The camera closed the connection.");
        }
        return StandardCharsets.US_ASCII.decode(answer.flip()).toString().equals(ANSWER)
                ? Optional.empty()
                : failure(
                        StreamFailure.Type.PROTOCOL_ERROR,
                        "What answers on port " + address.port() + " is not RTSP.");
    }

    private static Optional<StreamFailure> failure(StreamFailure.Type type, String detail) {
        return Optional.of(new StreamFailure(type, detail));
    }
}
