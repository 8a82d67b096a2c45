package io.sightline.server.live;

import io.sightline.media.hls.HlsResource;
import io.sightline.media.mse.MseViewer;
import io.sightline.media.stream.ReaderInfo;
import io.sightline.media.stream.Stream;
import io.sightline.server.access.Caller;
import io.sightline.server.access.MediaAccess;
import io.sightline.server.access.Permit;
import io.sightline.server.access.Right;
import io.sightline.server.web.MediaProblem;
import io.sightline.server.web.MediaRoute;
import io.sightline.server.web.WebSocketUpgrade;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * {@code /live/{stream}/…}: HLS and MSE. Nothing here blocks: a request is answered from memory and
 * the page cache, or waits without a thread.
 */
public final class LiveRoute implements MediaRoute {

    private static final String PREFIX = "/live/";
    private static final String MSE = "mse";
    private static final Pattern PATH =
            Pattern.compile("/live/([A-Za-z0-9_-]{1,100})/(?:~([A-Za-z0-9._-]+)/)?([^/]+)");
    private static final String METHODS = "GET, HEAD, OPTIONS";

    private final Function<String, Optional<Stream>> streams;
    private final MediaAccess access;
    private final OriginPolicy origins;
    private final Executor executor;
    private final InstantSource clock;
    private final LiveOutputs outputs;
    private final LiveViews views;
    private final LiveViewers viewers;
    private final HlsResponder hls;
    private final OpenSockets sockets = new OpenSockets();
    private final WebSocketUpgrade webSockets = new WebSocketUpgrade();

    /**
     * @param streams finds a stream by name
     * @param viewers is told who watches which stream
     * @param executor runs what follows from a new chunk: playlists, answers held back, messages
     */
    public LiveRoute(
            Function<String, Optional<Stream>> streams,
            MediaAccess access,
            LiveViewers viewers,
            LiveProperties properties,
            Executor executor,
            InstantSource clock) {
        this.streams = streams;
        this.access = access;
        this.viewers = viewers;
        this.origins = new OriginPolicy(properties.allowedOrigins());
        this.executor = executor;
        this.clock = clock;
        this.outputs = new LiveOutputs(executor, clock);
        this.views = new LiveViews(properties.maxViewsPerUser(), clock);
        this.hls = new HlsResponder(clock, properties.sharedCaches());
    }

    @Override
    public boolean handles(String path) {
        return path.startsWith(PREFIX);
    }

    @Override
    public boolean blocks() {
        return false;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Matcher path = PATH.matcher(Request.getPathInContext(request));
        if (!path.matches()) {
            unknownPath(response, callback);
            return true;
        }
        origins.permitReading(request, response);
        if (HttpMethod.OPTIONS.is(request.getMethod())) {
            options(response, callback);
            return true;
        }
        if (MediaRoute.refusesToWrite(METHODS, request, response, callback)) {
            return true;
        }
        String name = path.group(1);
        access.admit(request, response, callback, path.group(2), Right.VIEW, name)
                .ifPresent(
                        permit ->
                                streams.apply(name)
                                        .ifPresentOrElse(
                                                stream ->
                                                        answer(
                                                                stream,
                                                                permit,
                                                                path.group(3),
                                                                request,
                                                                response,
                                                                callback),
                                                () ->
                                                        MediaProblem.noSuchStream(name)
                                                                .write(response, callback)));
        return true;
    }

    private void answer(
            Stream stream,
            Permit permit,
            String file,
            Request request,
            Response response,
            Callback callback) {
        if (file.equals(MSE)) {
            upgrade(stream, permit, request, response, callback);
            return;
        }
        Optional<HlsResource> resource = HlsResource.parse(file);
        if (resource.isEmpty()) {
            unknownPath(response, callback);
        } else if (isView(resource.get(), stream, permit)) {
            hls.answer(resource.get(), outputs.hls(stream), permit, request, response, callback);
        } else {
            new MediaProblem(
                            403,
                            "too-many-views",
                            "Closed for another stream",
                            "More streams were opened than may be watched at once; this was the"
                                    + " oldest.")
                    .write(response, callback);
        }
    }

    /** Playlists tell that somebody watches; false when that was ended for a newer view. */
    private boolean isView(HlsResource resource, Stream stream, Permit permit) {
        boolean opens = resource instanceof HlsResource.Multivariant;
        if (!opens && !(resource instanceof HlsResource.MediaPlaylist)) {
            return true;
        }
        Optional<Caller> caller = permit.caller();
        if (caller.isEmpty()) {
            return true;
        }
        boolean goesOn = views.playlist(caller.get(), stream.name(), opens);
        if (goesOn) {
            viewers.viewed(caller.get(), stream.name());
        }
        return goesOn;
    }

    private void upgrade(
            Stream stream, Permit permit, Request request, Response response, Callback callback) {
        if (!origins.mayConnect(request)) {
            new MediaProblem(
                            403,
                            "origin-not-allowed",
                            "Origin not allowed",
                            "Pages of this origin may not open this stream.")
                    .write(response, callback);
            return;
        }
        String address = Request.getRemoteAddr(request);
        ReaderInfo info = outputs.reader(ReaderInfo.Kind.MSE, address == null ? "" : address);
        webSockets.upgrade(
                () ->
                        new MseSocket(
                                sink -> MseViewer.join(stream, info, sink, executor, clock),
                                socket -> watched(socket, stream, permit)),
                request,
                response,
                callback);
    }

    /** Ends a socket with its permit, or when it is the oldest of too many. */
    private Runnable watched(MseSocket socket, Stream stream, Permit permit) {
        Runnable left =
                permit.caller()
                        .map(
                                caller ->
                                        views.socket(
                                                caller,
                                                stream.name(),
                                                () -> socket.end("too-many-views")))
                        .orElse(() -> {});
        Runnable counted =
                permit.caller()
                        .map(caller -> viewers.joined(caller, stream.name()))
                        .orElse(() -> {});
        Permit.Watch watch = permit.whileItHolds(() -> socket.end("right-ended"));
        Runnable closed = sockets.add(stream, socket);
        if (streams.apply(stream.name()).filter(current -> current == stream).isEmpty()) {
            // Replaced while the connection was made.
            socket.streamReplaced();
        }
        return () -> {
            closed.run();
            watch.close();
            counted.run();
            left.run();
        };
    }

    /** A stream is there no more, or another one has its name: its viewers are sent away. */
    void removed(Stream stream) {
        sockets.end(stream);
    }

    private static void options(Response response, Callback callback) {
        response.setStatus(204);
        response.getHeaders().put(HttpHeader.ALLOW, METHODS);
        response.getHeaders().put("Access-Control-Allow-Methods", METHODS);
        response.getHeaders().put("Access-Control-Allow-Headers", "Authorization, Range");
        response.getHeaders().put("Access-Control-Max-Age", "86400");
        response.write(true, null, callback);
    }

    private static void unknownPath(Response response, Callback callback) {
        new MediaProblem(404, "not-found", "Not found", "There is nothing at this address.")
                .write(response, callback);
    }

    /** Streams whose HLS output is open, for metrics and tests. */
    int openHlsOutputs() {
        return outputs.openCount();
    }
}
