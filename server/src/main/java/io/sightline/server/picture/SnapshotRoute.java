package io.sightline.server.picture;

import io.sightline.server.access.MediaAccess;
import io.sightline.server.access.Permit;
import io.sightline.server.access.Right;
import io.sightline.server.audit.Action;
import io.sightline.server.audit.Target;
import io.sightline.server.audit.ViewLog;
import io.sightline.server.recording.NoRecording;
import io.sightline.server.recording.Recordings;
import io.sightline.server.web.MediaProblem;
import io.sightline.server.web.MediaRoute;
import io.sightline.server.web.MediaWriter;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/**
 * {@code /live/{stream}/snapshot.jpg}: the picture of now, and {@code
 * /vod/{stream}/snapshot.jpg?at=}: that of a recorded time. With {@code ?width=} it is made
 * smaller. When it was taken is said in {@value #TAKEN_AT}.
 */
final class SnapshotRoute implements MediaRoute {

    static final String TAKEN_AT = "Sightline-Taken-At";

    private static final Pattern PATH =
            Pattern.compile(
                    "/(live|vod)/([A-Za-z0-9_-]{1,100})/(?:~([A-Za-z0-9._-]+)/)?snapshot\\.jpg");

    /** Whoever asks within a second gets the same one from here too. */
    private static final String A_MOMENT = "private, max-age=1";

    /** What was recorded does not change; what may be seen may. */
    private static final String AN_HOUR = "private, max-age=3600";

    private final Pictures pictures;
    private final Recordings recordings;
    private final MediaAccess access;
    private final ViewLog views;

    SnapshotRoute(Pictures pictures, Recordings recordings, MediaAccess access, ViewLog views) {
        this.pictures = pictures;
        this.recordings = recordings;
        this.access = access;
        this.views = views;
    }

    @Override
    public boolean handles(String path) {
        return path.endsWith(".jpg") && PATH.matcher(path).matches();
    }

    private record Exchange(Request request, Response response, Callback callback, Permit permit) {

        void refuse(int status, String slug, String title, String detail) {
            new MediaProblem(status, slug, title, detail).write(response, callback);
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback)
            throws InterruptedException {
        Matcher path = PATH.matcher(Request.getPathInContext(request));
        if (!path.matches()) {
            return false;
        }
        if (MediaRoute.refusesToWrite("GET, HEAD", request, response, callback)) {
            return true;
        }
        boolean live = path.group(1).equals("live");
        String stream = path.group(2);
        Optional<Permit> permit =
                access.admit(
                        request,
                        response,
                        callback,
                        path.group(3),
                        live ? Right.VIEW : Right.PLAYBACK,
                        stream);
        if (permit.isPresent()) {
            answer(live, stream, new Exchange(request, response, callback, permit.get()));
        }
        return true;
    }

    private void answer(boolean live, String stream, Exchange exchange)
            throws InterruptedException {
        Fields query = Request.extractQueryParameters(exchange.request());
        OptionalInt width = SnapshotQuery.width(query.getValue("width"));
        if (width.isEmpty()) {
            exchange.refuse(
                    400, "invalid-width", "Not a width", "A picture is 16 to 7680 pixels wide.");
            return;
        }
        try {
            if (live) {
                write(pictures.now(stream, width.getAsInt()), A_MOMENT, exchange);
                viewed(stream, Map.of(), exchange.permit());
                return;
            }
            Optional<Instant> at = SnapshotQuery.time(query.getValue("at"));
            if (at.isEmpty()) {
                exchange.refuse(400, "invalid-time", "Not a time", "at is an ISO 8601 time.");
                return;
            }
            recorded(stream, at.get(), width.getAsInt(), exchange);
        } catch (PictureException e) {
            e.retryAfter()
                    .ifPresent(
                            wait ->
                                    exchange.response()
                                            .getHeaders()
                                            .put(HttpHeader.RETRY_AFTER, wait.toSeconds()));
            e.problem().write(exchange.response(), exchange.callback());
        }
    }

    private void recorded(String stream, Instant at, int width, Exchange exchange)
            throws PictureException, InterruptedException {
        Optional<Picture> picture = pictures.at(stream, at, width);
        if (picture.isEmpty()) {
            NoRecording.write(recordings, stream, at, exchange.response(), exchange.callback());
            return;
        }
        write(picture.get(), AN_HOUR, exchange);
        // To the minute: who moves along a time line looks at hundreds of them.
        viewed(
                stream,
                Map.of("at", at.truncatedTo(ChronoUnit.MINUTES).toString()),
                exchange.permit());
    }

    private static void write(Picture picture, String cacheControl, Exchange exchange) {
        if (!exchange.permit().holds()) {
            // A stream takes seconds to start, in which the right may have gone.
            exchange.refuse(
                    403, "right-ended", "No longer yours", "The right to watch this has ended.");
            return;
        }
        exchange.response()
                .getHeaders()
                .put(HttpHeader.CONTENT_TYPE, "image/jpeg")
                .put(HttpHeader.CACHE_CONTROL, cacheControl)
                .put(TAKEN_AT, picture.takenAt().truncatedTo(ChronoUnit.MILLIS).toString());
        MediaWriter.write(
                exchange.request(),
                exchange.response(),
                exchange.callback(),
                ByteBuffer.wrap(picture.jpeg()));
    }

    private void viewed(String stream, Map<String, String> details, Permit permit) {
        permit.caller()
                .ifPresent(
                        caller ->
                                views.viewed(
                                        caller.actor(),
                                        Action.SNAPSHOT_VIEW,
                                        Target.stream(stream),
                                        details));
    }
}
