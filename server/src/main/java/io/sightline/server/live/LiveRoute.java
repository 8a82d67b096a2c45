package io.sightline.server.live;

import io.sightline.media.hls.HlsResource;
import io.sightline.media.mse.MseViewer;
import io.sightline.media.stream.ReaderInfo;
import io.sightline.media.stream.Stream;
import io.sightline.server.web.MediaProblem;
import io.sightline.server.web.MediaRoute;
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
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;

/**
 * {@code /live/{stream}/…}: HLS and MSE. Nothing here blocks: a request is answered from memory and
 * the page cache, or waits without a thread.
 */
public final class LiveRoute implements MediaRoute {

    private static final String PREFIX = "/live/";
    private static final String MSE = "mse";
    private static final Pattern PATH = Pattern.compile("/live/([A-Za-z0-9_-]{1,100})/([^/]+)");
    private static final String METHODS = "GET, HEAD, OPTIONS";

    private final Function<String, Optional<Stream>> streams;
    private final MediaAccess access;
    private final OriginPolicy origins;
    private final Executor executor;
    private final InstantSource clock;
    private final LiveOutputs outputs;
    private final HlsResponder hls;
    private final WebSocketMappings webSockets = new WebSocketMappings(new WebSocketComponents());

    /**
     * @param streams finds a stream by name
     * @param executor runs what follows from a new chunk: playlists, answers held back, messages
     */
    public LiveRoute(
            Function<String, Optional<Stream>> streams,
            MediaAccess access,
            LiveProperties properties,
            Executor executor,
            InstantSource clock) {
        this.streams = streams;
        this.access = access;
        this.origins = new OriginPolicy(properties.allowedOrigins());
        this.executor = executor;
        this.clock = clock;
        this.outputs = new LiveOutputs(executor, clock);
        this.hls = new HlsResponder(clock);
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
        String method = request.getMethod();
        if (HttpMethod.OPTIONS.is(method)) {
            options(response, callback);
            return true;
        }
        if (!HttpMethod.GET.is(method) && !HttpMethod.HEAD.is(method)) {
            response.getHeaders().put(HttpHeader.ALLOW, METHODS);
            new MediaProblem(
                            405,
                            "method-not-allowed",
                            "Method not allowed",
                            "Media can be read only.")
                    .write(response, callback);
            return true;
        }
        String name = path.group(1);
        if (!access.mayWatch(request, name)) {
            new MediaProblem(403, "forbidden", "Forbidden", "This stream is not yours to watch.")
                    .write(response, callback);
            return true;
        }
        Optional<Stream> stream = streams.apply(name);
        if (stream.isEmpty()) {
            new MediaProblem(
                            404,
                            "stream-not-found",
                            "No such stream",
                            "There is no stream \"" + name + "\".")
                    .write(response, callback);
            return true;
        }
        answer(stream.get(), path.group(2), request, response, callback);
        return true;
    }

    private void answer(
            Stream stream, String file, Request request, Response response, Callback callback) {
        if (file.equals(MSE)) {
            upgrade(stream, request, response, callback);
            return;
        }
        HlsResource.parse(file)
                .ifPresentOrElse(
                        resource ->
                                hls.answer(
                                        resource, outputs.hls(stream), request, response, callback),
                        () -> unknownPath(response, callback));
    }

    private void upgrade(Stream stream, Request request, Response response, Callback callback) {
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
        WebSocketNegotiator negotiator =
                (upgradeRequest, upgradeResponse, upgradeCallback) ->
                        new MseSocket(sink -> MseViewer.join(stream, info, sink, executor, clock));
        if (!webSockets.upgrade(negotiator, request, response, callback, null)) {
            response.getHeaders().put(HttpHeader.UPGRADE, "websocket");
            new MediaProblem(
                            426,
                            "upgrade-required",
                            "WebSocket only",
                            "This address is for WebSocket connections.")
                    .write(response, callback);
        }
    }

    private static void options(Response response, Callback callback) {
        response.setStatus(204);
        response.getHeaders().put(HttpHeader.ALLOW, METHODS);
        response.getHeaders().put("Access-Control-Allow-Methods", METHODS);
        response.getHeaders().put("Access-Control-Allow-Headers", "Range");
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
