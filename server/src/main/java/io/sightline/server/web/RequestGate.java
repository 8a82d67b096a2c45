package io.sightline.server.web;

import io.sightline.server.network.Listeners;
import java.net.InetSocketAddress;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * What every request passes first: methods that are none of ours, bodies that are too large, and
 * plain HTTP from elsewhere where TLS is spoken end here.
 */
final class RequestGate extends Handler.Wrapper {

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final String UPLOAD = "multipart/form-data";

    private final RequestLimits limits;
    private final Listeners listeners;

    RequestGate(RequestLimits limits, Listeners listeners) {
        this.limits = limits;
        this.listeners = listeners;
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        SecurityHeaders.put(Request.getPathInContext(request), response.getHeaders());
        if (!METHODS.contains(request.getMethod())) {
            new MediaProblem(
                            405,
                            "method-not-allowed",
                            "Method not allowed",
                            "There is no such method here.")
                    .write(response, callback);
            return true;
        }
        if (listeners.speaksTls() && !request.isSecure() && !isFromHere(request)) {
            toTls(request, response, callback);
            return true;
        }
        return RequestBody.isOf(request)
                ? handleBody(request, response, callback)
                : super.handle(request, response, callback);
    }

    private boolean handleBody(Request request, Response response, Callback callback)
            throws Exception {
        long limit = limit(request);
        RequestBody body = RequestBody.of(request, limit);
        Callback afterTheRest = body.afterTheRest(callback);
        if (request.getLength() > limit) {
            tooLarge(limit, response, afterTheRest);
            return true;
        }
        return super.handle(body, response, afterTheRest);
    }

    private static boolean isFromHere(Request request) {
        return request.getConnectionMetaData().getRemoteSocketAddress()
                        instanceof InetSocketAddress peer
                && peer.getAddress().isLoopbackAddress();
    }

    /** Pages are sent on; a program shall notice that it has told its secret to the network. */
    private static void toTls(Request request, Response response, Callback callback) {
        if (HttpMethod.GET.is(request.getMethod())
                && !request.getHeaders().contains(HttpHeader.AUTHORIZATION)) {
            String secure = HttpURI.build(request.getHttpURI()).scheme("https").asString();
            response.setStatus(308);
            response.getHeaders().put(HttpHeader.LOCATION, secure);
            response.write(true, null, callback);
            return;
        }
        new MediaProblem(
                        403,
                        "tls-required",
                        "TLS only",
                        "Ask again with https://; what was sent just now could be read on its"
                                + " way.")
                .write(response, callback);
    }

    private long limit(Request request) {
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        boolean upload = type != null && type.regionMatches(true, 0, UPLOAD, 0, UPLOAD.length());
        return (upload ? limits.maxUpload() : limits.maxBody()).toBytes();
    }

    private static void tooLarge(long limit, Response response, Callback callback) {
        // Nobody needs the rest: the connection ends with the answer.
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        new MediaProblem(
                        413,
                        "body-too-large",
                        "Too large",
                        "A body may have " + limit + " bytes at most.")
                .write(response, callback);
    }
}
