package io.sightline.media.rtsp;

import io.sightline.media.rtsp.RtspMessage.Response;
import java.util.Locale;

/**
 * Where the tracks are. Cameras join URLs by hand, and expect the same of clients: RFC 3986
 * resolution finds the tracks of few of them.
 */
final class ControlUrl {

    private ControlUrl() {}

    /**
     * The URL to which control attributes are relative (RFC 2326 §C.1.1). A Content-Base without a
     * scheme, or with one that is not RTSP's, is passed over.
     */
    static String base(Response describe, String requestUrl) {
        for (String name : new String[] {"Content-Base", "Content-Location"}) {
            String value = trimmed(describe.headers().first(name).orElse(""));
            if (absolute(value)) {
                return withoutUserInfo(value);
            }
        }
        return requestUrl;
    }

    /**
     * @param control the attribute's value: absolute, relative, {@code *} or empty (the base
     *     itself)
     */
    static String resolve(String base, String control) {
        String wanted = trimmed(control);
        if (wanted.isEmpty() || wanted.equals("*")) {
            return base;
        }
        if (absolute(wanted)) {
            return withoutUserInfo(wanted);
        }
        String stem = wanted.startsWith("?") ? base : withSlash(base);
        if (!wanted.startsWith("/")) {
            return stem + wanted;
        }
        // An absolute path, by some; a path below the base with one slash too many, by most.
        String path = pathOf(base);
        boolean repeatsBase = path.length() > 1 && wanted.startsWith(path);
        return repeatsBase
                ? base.substring(0, base.length() - path.length()) + wanted
                : stem + wanted.substring(1);
    }

    /** Some cameras end the value with a semicolon. */
    private static String trimmed(String value) {
        String text = value.strip();
        return text.endsWith(";") ? text.substring(0, text.length() - 1).strip() : text;
    }

    private static boolean absolute(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        return lower.startsWith("rtsp://") || lower.startsWith("rtsps://");
    }

    private static String withSlash(String url) {
        return url.endsWith("/") ? url : url + "/";
    }

    private static String pathOf(String url) {
        int slash = url.indexOf('/', url.indexOf("://") + 3);
        return slash < 0 ? "" : url.substring(slash);
    }

    /** A camera that repeats the password in its URLs must not bring it into our log. */
    private static String withoutUserInfo(String url) {
        int start = url.indexOf("://") + 3;
        int slash = url.indexOf('/', start);
        int at = url.lastIndexOf('@', slash < 0 ? url.length() : slash);
        return at < start ? url : url.substring(0, start) + url.substring(at + 1);
    }
}
