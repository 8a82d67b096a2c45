package io.sightline.server.web;

import java.util.List;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Offers each request to the media routes first; what none of them takes goes on to Spring. */
final class MediaFrontHandler extends Handler.Wrapper {

    private final Supplier<List<MediaRoute>> routes;

    MediaFrontHandler(Supplier<List<MediaRoute>> routes) {
        this.routes = routes;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = Request.getPathInContext(request);
        for (MediaRoute route : routes.get()) {
            if (route.handles(path) && route.handle(request, response, callback)) {
                return true;
            }
        }
        return super.handle(request, response, callback);
    }
}
