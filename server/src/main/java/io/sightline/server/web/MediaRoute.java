package io.sightline.server.web;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A family of paths that carry media. Routes are asked in front of Spring, on Jetty's core API: a
 * controller costs a media request a third of its speed.
 *
 * <p>Routes are Spring beans; both methods are called by any number of threads at once.
 */
public interface MediaRoute {

    /**
     * Whether this route answers for a path.
     *
     * @param path decoded and normalised: it holds no {@code ..} and no parameters
     */
    boolean handles(String path);

    /**
     * Whether {@link #handle} may wait for a disk or a database. It is then called on a thread of
     * its own; else on the selector's, which is what makes media cheap to send.
     */
    default boolean blocks() {
        return true;
    }

    /**
     * Answers a request, or takes it over (WebSocket).
     *
     * @return false when it turns out not to be for this route after all; true when {@code
     *     callback} has been or will be completed
     */
    boolean handle(Request request, Response response, Callback callback) throws Exception;

    /**
     * Answers 405 to what is neither GET nor HEAD.
     *
     * @param allowed what the route answers, for {@code Allow}
     * @return whether it did
     */
    static boolean refusesToWrite(
            String allowed, Request request, Response response, Callback callback) {
        String method = request.getMethod();
        if (HttpMethod.GET.is(method) || HttpMethod.HEAD.is(method)) {
            return false;
        }
        response.getHeaders().put(HttpHeader.ALLOW, allowed);
        new MediaProblem(405, "method-not-allowed", "Method not allowed", "Media can be read only.")
                .write(response, callback);
        return true;
    }
}
