package io.sightline.media.rtsp;

import io.sightline.media.rtsp.Authenticator.Verdict;
import io.sightline.media.rtsp.RtspMessage.Response;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Keeps a session alive (RFC 2326 §10.8, and OPTIONS by custom). The first request is OPTIONS,
 * which every camera knows; where its answer names GET_PARAMETER, the next ones are that. Whichever
 * is refused, the next is the other one.
 *
 * <p>Owned by the media loop.
 */
final class KeepAlive {

    private static final String GET_PARAMETER = "GET_PARAMETER";
    private static final String OPTIONS = "OPTIONS";

    private final RequestWriter requests;
    private final String url;
    private final String sessionId;
    private String method = OPTIONS;
    private boolean refused;
    private boolean answeringChallenge;

    KeepAlive(RequestWriter requests, String url, SessionHeader session) {
        this.requests = requests;
        this.url = url;
        this.sessionId = session.id();
    }

    String method() {
        return method;
    }

    ByteBuffer request() {
        answeringChallenge = false;
        return write(method);
    }

    ByteBuffer teardown() {
        return write("TEARDOWN");
    }

    private ByteBuffer write(String anyMethod) {
        return sessionId.isEmpty()
                ? requests.request(anyMethod, url)
                : requests.request(anyMethod, url, "Session", sessionId);
    }

    /**
     * Takes an answer to {@link #request()}.
     *
     * @return what to send at once, if anything
     */
    Optional<ByteBuffer> answered(Response response) {
        if (response.status() == 401 && !answeringChallenge) {
            Verdict verdict =
                    requests.authenticator().challenged(response.headers().all("WWW-Authenticate"));
            if (verdict == Verdict.RETRY) {
                answeringChallenge = true;
                return Optional.of(write(method));
            }
        } else if (response.ok()) {
            requests.authenticator().accepted();
            if (!refused && names(response, GET_PARAMETER)) {
                method = GET_PARAMETER;
            }
            return Optional.empty();
        }
        // Refused: the next one goes out by the other name. While media flows nothing is wrong.
        refused = true;
        method = method.equals(OPTIONS) ? GET_PARAMETER : OPTIONS;
        return Optional.empty();
    }

    /** Whether an answer to OPTIONS says that the camera knows a method (RFC 2326 §10.1). */
    private static boolean names(Response response, String known) {
        return response.headers().all("Public").stream()
                .flatMap(list -> Arrays.stream(list.split("[,;\\s]+")))
                .anyMatch(known::equalsIgnoreCase);
    }
}
