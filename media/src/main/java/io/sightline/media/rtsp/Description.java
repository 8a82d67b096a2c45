package io.sightline.media.rtsp;

import io.sightline.media.rtsp.RtspMessage.Response;
import io.sightline.media.sdp.SdpParser;
import io.sightline.media.sdp.SdpResult;
import io.sightline.media.sdp.SessionDescription;
import io.sightline.media.stream.StreamFailure;

/**
 * A camera that has said what it offers.
 *
 * @param connection still open; the caller's to close
 * @param base URL to which control attributes are relative
 */
record Description(RtspConnection connection, SessionDescription media, String base) {

    private static final int MAX_REDIRECTS = 3;

    /**
     * Connects, asks for the description, and follows the camera to another path or port.
     *
     * <p>OPTIONS is not asked first, as is the custom: nothing here depends on its answer, which
     * some cameras refuse and others fill in wrongly, and each start would be a round trip longer.
     * What it says of keeping a session alive is learned by {@link KeepAlive}.
     */
    static Description of(RtspAddress start, RtspSettings settings, Cancellation cancellation)
            throws RtspFailure {
        RtspAddress address = start;
        for (int redirects = 0; ; redirects++) {
            RtspConnection connection = RtspConnection.open(address, settings, cancellation);
            boolean done = false;
            try {
                Response response =
                        connection.exchange(
                                "DESCRIBE", address.requestUrl(), "Accept", "application/sdp");
                if (!response.redirect()) {
                    Description description = describe(connection, response);
                    done = true;
                    return description;
                }
                if (redirects == MAX_REDIRECTS) {
                    throw new RtspFailure(
                            StreamFailure.Type.PROTOCOL_ERROR,
                            "The camera redirects again and again.");
                }
                address = redirected(address, response);
            } finally {
                if (!done) {
                    connection.close();
                }
            }
        }
    }

    private static Description describe(RtspConnection connection, Response response)
            throws RtspFailure {
        if (!response.ok()) {
            throw refusal("DESCRIBE", response);
        }
        SdpResult result = SdpParser.parse(response.body());
        return switch (result) {
            case SessionDescription media ->
                    new Description(
                            connection,
                            media,
                            ControlUrl.base(response, connection.address().requestUrl()));
            case SdpResult.Rejected(String reason, int line) ->
                    throw new RtspFailure(
                            StreamFailure.Type.PROTOCOL_ERROR,
                            "The camera's description of its media cannot be read: "
                                    + reason
                                    + (line > 0 ? " (line " + line + ")." : "."));
        };
    }

    /** The failure for an answer that says no. */
    static RtspFailure refusal(String method, Response response) {
        return switch (response.status()) {
            case 403 ->
                    new RtspFailure(
                            StreamFailure.Type.UNAUTHORIZED,
                            "The camera does not let this user see the stream (403).");
            case 404, 410 ->
                    new RtspFailure(
                            StreamFailure.Type.NOT_FOUND,
                            "The camera has no stream under this path ("
                                    + response.statusLine()
                                    + ").");
            case 453, 503 ->
                    new RtspFailure(
                            StreamFailure.Type.PROTOCOL_ERROR,
                            "The camera is busy: it answers "
                                    + response.statusLine()
                                    + " to "
                                    + method
                                    + ". It may serve too many viewers already.");
            default ->
                    new RtspFailure(
                            StreamFailure.Type.PROTOCOL_ERROR,
                            "The camera answers " + response.statusLine() + " to " + method + ".");
        };
    }

    /**
     * Only on the same host, and never from TLS into the clear: whoever answers for a camera must
     * not be able to send the server, with the camera's password, somewhere else.
     */
    private static RtspAddress redirected(RtspAddress from, Response response) throws RtspFailure {
        String location = response.headers().first("Location").orElse("");
        RtspAddress to;
        try {
            to = RtspAddress.parse(location);
        } catch (IllegalArgumentException e) {
            throw new RtspFailure(
                    StreamFailure.Type.PROTOCOL_ERROR,
                    "The camera redirects to nowhere: " + e.getMessage(),
                    e);
        }
        if (!to.host().equalsIgnoreCase(from.host()) || (from.tls() && !to.tls())) {
            throw new RtspFailure(
                    StreamFailure.Type.PROTOCOL_ERROR,
                    "The camera redirects to another place, "
                            + to.masked()
                            + ", which is not followed. Use that address if it is right.");
        }
        return new RtspAddress(to.tls(), to.host(), to.port(), to.target(), from.credentials());
    }
}
