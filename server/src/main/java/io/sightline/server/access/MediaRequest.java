package io.sightline.server.access;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * What a request for media shows of who sends it.
 *
 * @param authorization the header of this name
 * @param cookie the page's access token, unless another origin sent the request
 * @param token a media token, out of the path or the query
 * @param address where it came from
 */
public record MediaRequest(
        @Nullable String authorization,
        @Nullable String cookie,
        @Nullable String token,
        String address) {

    private static final String QUERY_TOKEN = "token=";
    private static final String COOKIE = PageCookies.ACCESS + "=";

    /**
     * @param pathToken the media token that stands in the path, null when there is none
     */
    static MediaRequest of(Request request, @Nullable String pathToken) {
        String address = Request.getRemoteAddr(request);
        return of(
                request.getHeaders(),
                request.getHttpURI(),
                pathToken,
                address == null ? "" : address);
    }

    /** As {@link #of(Request, String)}, without a connection. */
    public static MediaRequest of(
            HttpFields headers, HttpURI uri, @Nullable String pathToken, String address) {
        return new MediaRequest(
                headers.get(HttpHeader.AUTHORIZATION),
                cookie(headers),
                pathToken == null ? queryToken(uri.getQuery()) : pathToken,
                address);
    }

    /** As it stands there: none of a token's characters needs to be escaped. */
    private static @Nullable String queryToken(@Nullable String query) {
        return query == null ? null : valueIn(query, '&', QUERY_TOKEN);
    }

    /** RFC 6265 §4.2.1; none of our cookies needs quotes. */
    private static @Nullable String cookie(HttpFields headers) {
        String cookies = headers.get(HttpHeader.COOKIE);
        if (cookies == null || SameOrigin.isForeign(headers::get)) {
            return null;
        }
        return valueIn(cookies, ';', COOKIE);
    }

    private static @Nullable String valueIn(String pairs, char separator, String name) {
        int at = 0;
        while (at < pairs.length()) {
            int next = pairs.indexOf(separator, at);
            int end = next < 0 ? pairs.length() : next;
            while (at < end && pairs.charAt(at) == ' ') {
                at++;
            }
            if (pairs.startsWith(name, at)) {
                return pairs.substring(at + name.length(), end);
            }
            at = end + 1;
        }
        return null;
    }
}
