package io.sightline.server.web;

import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;

/**
 * What every answer tells browsers not to do with it. Media carries only what matters for media:
 * its headers are sent with each part.
 */
final class SecurityHeaders {

    private static final HttpField NO_SNIFFING = header("X-Content-Type-Options", "nosniff");

    /** For what is not a page; also a file of the API that somebody opens as one. */
    private static final HttpField NOTHING_RUNS =
            header(
                    "Content-Security-Policy",
                    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors"
                            + " 'none'");

    private static final HttpField NOT_STORED =
            new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store");

    private static final List<HttpField> OF_ALL_BUT_MEDIA =
            List.of(
                    NO_SNIFFING,
                    header("X-Frame-Options", "DENY"),
                    header("Referrer-Policy", "no-referrer"),
                    header("Cross-Origin-Opener-Policy", "same-origin"),
                    header("Cross-Origin-Resource-Policy", "same-origin"),
                    header(
                            "Permissions-Policy",
                            "camera=(), microphone=(), geolocation=(), payment=(), usb=()"));

    private SecurityHeaders() {}

    private static HttpField header(String name, String value) {
        return new PreEncodedHttpField(name, value);
    }

    /** To be called before an answer is made, which may still say otherwise. */
    static void put(String path, HttpFields.Mutable headers) {
        if (path.startsWith("/live/") || path.startsWith("/vod/")) {
            headers.put(NO_SNIFFING);
            return;
        }
        OF_ALL_BUT_MEDIA.forEach(headers::put);
        headers.put(NOTHING_RUNS);
        if (path.startsWith("/api/") || path.equals("/metrics")) {
            headers.put(NOT_STORED);
        }
    }

    /**
     * The policy for the page itself. All it needs comes from the server; Media Source buffers,
     * workers of the player and saved pictures are blobs. Styles that its components make while it
     * runs carry the nonce; scripts are files.
     */
    static String ofPage(String nonce) {
        return "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-"
                + nonce
                + "'; img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self';"
                + " connect-src 'self'; worker-src 'self' blob:; manifest-src 'self';"
                + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    }
}
