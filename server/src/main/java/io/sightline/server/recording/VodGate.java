package io.sightline.server.recording;

import io.sightline.server.access.MediaAccess;
import io.sightline.server.access.Permit;
import io.sightline.server.access.Right;
import io.sightline.server.web.MediaRoute;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Lets in to recorded media who may have it, and ends the answer with their right. */
final class VodGate {

    /** What all paths begin with: the stream, and perhaps a media token. */
    private static final String STREAM = "/vod/([A-Za-z0-9_-]{1,100})/(?:~([A-Za-z0-9._-]+)/)?";

    /** Answers somebody who may have what they ask for. */
    @FunctionalInterface
    interface Answer {
        void to(String file, VodExchange exchange) throws IOException;
    }

    private final Pattern path;
    private final Right right;
    private final MediaAccess access;

    /**
     * @param file what comes behind the stream, as a regular expression
     */
    VodGate(String file, Right right, MediaAccess access) {
        this.path = Pattern.compile(STREAM + '(' + file + ')');
        this.right = right;
        this.access = access;
    }

    boolean isFor(String requested) {
        return path.matcher(requested).matches();
    }

    /** As {@link MediaRoute#handle}. */
    boolean handle(Request request, Response response, Callback callback, Answer answer) {
        Matcher asked = path.matcher(Request.getPathInContext(request));
        if (!asked.matches()) {
            return false;
        }
        if (MediaRoute.refusesToWrite("GET, HEAD", request, response, callback)) {
            return true;
        }
        String stream = asked.group(1);
        Optional<Permit> permit =
                access.admit(request, response, callback, asked.group(2), right, stream);
        permit.ifPresent(
                granted ->
                        answer(
                                answer,
                                asked.group(3),
                                new VodExchange(
                                        stream,
                                        granted,
                                        request,
                                        response,
                                        granted.cutting(request, callback))));
        return true;
    }

    private static void answer(Answer answer, String file, VodExchange exchange) {
        try {
            answer.to(file, exchange);
        } catch (NoSuchFileException e) {
            exchange.refuseAsGone();
        } catch (IOException | RuntimeException e) {
            Response.writeError(exchange.request(), exchange.response(), exchange.callback(), e);
        }
    }
}
