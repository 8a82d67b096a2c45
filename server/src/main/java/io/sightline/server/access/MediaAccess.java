package io.sightline.server.access;

import io.sightline.server.web.MediaProblem;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Who may watch what. Every request for media passes here, playlists and parts and WebSockets and
 * clips alike, before anything is looked up.
 */
@FunctionalInterface
public interface MediaAccess {

    /** For tests and benchmarks of what lies behind. */
    MediaAccess EVERYBODY = (request, right, stream) -> new Decision.Granted(Permit.FOR_EVER);

    /** What is decided. */
    sealed interface Decision {

        record Granted(Permit permit) implements Decision {}

        record Refused(MediaProblem problem) implements Decision {}
    }

    /** Must not block: it is asked for each part. */
    Decision decide(MediaRequest request, Right right, String streamName);

    /**
     * As {@link #decide}, with the answer to who may not already written.
     *
     * @param pathToken the media token that stands in the path, null when there is none
     */
    default Optional<Permit> admit(
            Request request,
            Response response,
            Callback callback,
            @Nullable String pathToken,
            Right right,
            String streamName) {
        return switch (decide(MediaRequest.of(request, pathToken), right, streamName)) {
            case Decision.Granted granted -> Optional.of(granted.permit());
            case Decision.Refused refused -> {
                if (refused.problem().status() == 401) {
                    response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
                }
                refused.problem().write(response, callback);
                yield Optional.empty();
            }
        };
    }
}
