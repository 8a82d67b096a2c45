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
import org.jspecify.annotations.Nullable;

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

    /**
     * What is shown.
     *
     * @param cacheControl for how long the browser may keep it
     * @param details what the log of views says beside the stream
     */
    private record Shown(Picture picture, String cacheControl, Map<String, String> details) {}

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
            Optional<Shown> shown =
                    live
                            ? Optional.of(ofNow(stream, width.getAsInt()))
                            : recorded(stream, query.getValue("at"), width.getAsInt(), exchange);
            shown.ifPresent(picture -> show(picture, stream, exchange));
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

    private Shown ofNow(String stream, int width) throws PictureException, InterruptedException {
        return new Shown(pictures.now(stream, width), A_MOMENT, Map.of());
    }

    /**
     * @return empty when there is none, and that was said
     */
    private Optional<Shown> recorded(
            String stream, @Nullable String time, int width, Exchange exchange)
            throws PictureException, InterruptedException {
        Optional<Instant> at = SnapshotQuery.time(time);
        if (at.isEmpty()) {
            exchange.refuse(400, "invalid-time", "Not a time", "at is an ISO 8601 time.");
            return Optional.empty();
        }
        Optional<Picture> picture = pictures.at(stream, at.get(), width);
        if (picture.isEmpty()) {
            NoRecording.write(
                    recordings, stream, at.get(), exchange.response(), exchange.callback());
        }
        // To the minute: who moves along a time line looks at hundreds of them.
        String minute = at.get().truncatedTo(ChronoUnit.MINUTES).toString();
        return picture.map(found -> new Shown(found, AN_HOUR, Map.of("at", minute)));
    }

    private void show(Shown shown, String stream, Exchange exchange) {
        if (!exchange.permit().holds()) {
            // A stream takes seconds to start, in which the right may have gone.
            exchange.refuse(
                    403, "right-ended", "No longer yours", "The right to watch this has ended.");
            return;
        }
        Picture picture = shown.picture();
        exchange.response()
                .getHeaders()
                .put(HttpHeader.CONTENT_TYPE, "image/jpeg")
                .put(HttpHeader.CACHE_CONTROL, shown.cacheControl())
                .put(TAKEN_AT, picture.takenAt().truncatedTo(ChronoUnit.MILLIS).toString());
        MediaWriter.write(
                exchange.request(),
                exchange.response(),
                exchange.callback(),
                ByteBuffer.wrap(picture.jpeg()));
        exchange.permit()
                .caller()
                .ifPresent(
                        caller ->
                                views.viewed(
                                        caller.actor(),
                                        Action.SNAPSHOT_VIEW,
                                        Target.stream(stream),
                                        shown.details()));
    }
}
