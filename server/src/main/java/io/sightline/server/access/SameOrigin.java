package io.sightline.server.access;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whether a page of another origin sent a request. SameSite cookies keep other sites out, but a
 * page on another port or subdomain is still the same site.
 */
final class SameOrigin {
    private SameOrigin() {}

    /**
     * What is no browser says neither; a browser that is too old for Fetch Metadata says Origin
     * with whatever changes something and with WebSockets.
     */
    static boolean isForeign(Function<String, @Nullable String> header) {
        @Nullable String site = header.apply("Sec-Fetch-Site");
        if (site != null) {
            // "none" is a person who typed the address.
            return !site.equals("same-origin") && !site.equals("none");
        }
        @Nullable String origin = header.apply("Origin");
        return origin != null && !isOrigin(origin, header.apply("Host"));
    }

    /** Scheme aside: behind a proxy that ends TLS it differs from what the page sees. */
    private static boolean isOrigin(String origin, @Nullable String host) {
        try {
            return host != null && host.equalsIgnoreCase(new URI(origin).getAuthority());
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
