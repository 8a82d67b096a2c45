package io.sightline.server.live;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages may read streams. Browsers keep pages from reading answers of other origins
 * (CORS) but let any page open a WebSocket: for those the server itself has to look.
 */
final class OriginPolicy {

    private final Set<String> allowed;
    private final boolean everyone;

    OriginPolicy(List<String> allowedOrigins) {
        this.allowed = Set.copyOf(allowedOrigins);
        this.everyone = allowed.contains("*");
    }

    /**
     * Whether a WebSocket may be opened. A client without Origin is no browser (RFC 6455 §10.2).
     */
    boolean mayConnect(Request request) {
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        return origin == null || everyone || allowed.contains(origin) || isOwn(origin, request);
    }

    /** Lets the page that asked read the answer, if it is one of those allowed. */
    void permitReading(Request request, Response response) {
        if (allowed.isEmpty()) {
            return;
        }
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        if (everyone) {
            response.getHeaders().put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        } else if (origin != null && allowed.contains(origin)) {
            response.getHeaders().put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            response.getHeaders().put(HttpHeader.VARY, HttpHeader.ORIGIN.asString());
        }
    }

    /** Scheme aside: behind a proxy that ends TLS it differs from what the page sees. */
    private static boolean isOwn(String origin, Request request) {
        @Nullable String host = request.getHeaders().get(HttpHeader.HOST);
        try {
            return host != null && host.equalsIgnoreCase(new URI(origin).getAuthority());
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
