package io.sightline.server.recording;

import io.sightline.server.recording.RecordedTime.Nearest;
import io.sightline.server.recording.RecordedTime.Span;
import io.sightline.server.web.MediaProblem;
import java.time.Instant;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** 404 {@code no-recording}, which says where there is something instead. */
public final class NoRecording {

    private NoRecording() {}

    /** Nothing was recorded at a moment. */
    public static void write(
            Recordings recordings,
            String stream,
            Instant at,
            Response response,
            Callback callback) {
        write(recordings, stream, new TimeRange(at, at.plusMillis(1)), response, callback);
    }

    static void write(
            Recordings recordings,
            String stream,
            TimeRange range,
            Response response,
            Callback callback) {
        Nearest nearest = recordings.nearest(stream, range.fromMicros(), range.toMicros());
        new MediaProblem(
                        404,
                        "no-recording",
                        "Nothing recorded",
                        "Nothing was recorded at that time.")
                .write(
                        response,
                        callback,
                        ",\"nearest\":{\"before\":%s,\"after\":%s}"
                                .formatted(json(nearest.before()), json(nearest.after())));
    }

    private static String json(@Nullable Span span) {
        return span == null
                ? "null"
                : "{\"from\":\"%s\",\"to\":\"%s\",\"bytes\":%d}"
                        .formatted(span.from(), span.to(), span.bytes());
    }
}
