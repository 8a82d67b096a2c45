package io.sightline.media.rtsp;

import io.sightline.media.rtsp.Authenticator.Verdict;
import io.sightline.media.rtsp.RtspMessage.Response;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps a session alive (RFC 2326 §10.8, and OPTIONS by custom): with GET_PARAMETER where the
 * camera says that it knows it, else with OPTIONS; with the other one when the first is refused.
 *
 * <p>Owned by the media loop.
 */
final class KeepAlive {

    private static final String GET_PARAMETER = "GET_PARAMETER";
    private static final String OPTIONS = "OPTIONS";

    private final RequestWriter requests;
    private final String url;
    private final String sessionId;
    private String method;
    private boolean answeringChallenge;

    KeepAlive(RequestWriter requests, String url, SessionHeader session, Set<String> methods) {
        this.requests = requests;
        this.url = url;
        this.sessionId = session.id();
        this.method = methods.contains(GET_PARAMETER) ? GET_PARAMETER : OPTIONS;
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
            return Optional.empty();
        }
        // Refused: the next one goes out by the other name. While media flows nothing is wrong.
        method = method.equals(OPTIONS) ? GET_PARAMETER : OPTIONS;
        return Optional.empty();
    }
}
