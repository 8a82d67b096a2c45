package io.sightline.server.recording;

import io.sightline.server.access.Permit;
import io.sightline.server.audit.Action;
import io.sightline.server.audit.Target;
import io.sightline.server.audit.ViewLog;
import io.sightline.server.web.MediaProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A request for recorded media that is allowed.
 *
 * @param callback ends the answer when the right ends
 */
record VodExchange(
        String stream, Permit permit, Request request, Response response, Callback callback) {

    HttpFields.Mutable headers() {
        return response.getHeaders();
    }

    /** The time that is asked for; when it is none that may be, that is answered. */
    Optional<TimeRange> range(Instant now, Duration longest) {
        Optional<TimeRange> range = TimeRange.of(request, now, longest);
        if (range.isEmpty()) {
            refuse(
                    400,
                    "invalid-time-range",
                    "Not a range of time",
                    "from and to are ISO 8601 times, to after from, a day at most.");
        }
        return range;
    }

    void refuse(int status, String slug, String title, String detail) {
        new MediaProblem(status, slug, title, detail).write(response, callback);
    }

    void refuseAsGone() {
        refuse(404, "media-not-found", "Not recorded", "There is no such piece of a recording.");
    }

    void refuseAsUnrecorded(Recordings recordings, TimeRange range) {
        NoRecording.write(recordings, stream, range, response, callback);
    }

    /** For the audit log. */
    void viewed(Action action, TimeRange range, ViewLog views) {
        permit.caller()
                .ifPresent(
                        caller ->
                                views.viewed(
                                        caller.actor(),
                                        action,
                                        Target.stream(stream),
                                        Map.of(
                                                "from", range.from().toString(),
                                                "to", range.to().toString())));
    }
}
