package io.sightline.server.web;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.ThreadPool;

/**
 * Offers each request to the media routes first; what none of them takes goes on to Spring.
 *
 * <p>It says of itself that it does not block, so that Jetty runs it on the selector's thread. What
 * may block, Spring above all, is handed to a thread from here.
 */
public final class MediaFrontHandler extends Handler.Wrapper {

    @FunctionalInterface
    private interface Handling {
        boolean handle(Request request, Response response, Callback callback) throws Exception;
    }

    private final Supplier<List<MediaRoute>> routes;

    public MediaFrontHandler(Supplier<List<MediaRoute>> routes) {
        this.routes = routes;
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = Request.getPathInContext(request);
        for (MediaRoute route : routes.get()) {
            if (route.handles(path)) {
                if (!route.blocks()) {
                    return route.handle(request, response, callback);
                }
                handOver(route::handle, request, response, callback);
                return true;
            }
        }
        handOver(super::handle, request, response, callback);
        return true;
    }

    private void handOver(
            Handling handling, Request request, Response response, Callback callback) {
        ThreadPool threads = getServer().getThreadPool();
        Executor virtual = VirtualThreads.getVirtualThreadsExecutor(threads);
        Executor executor = virtual == null ? threads : virtual;
        executor.execute(
                () -> {
                    try {
                        if (!handling.handle(request, response, callback)) {
                            Response.writeError(request, response, callback, 404);
                        }
                    } catch (Throwable failure) {
                        Response.writeError(request, response, callback, failure);
                    }
                });
    }
}
