package io.sightline.server.live;

import io.sightline.media.hls.LivePlaylist;
import io.sightline.media.hls.ReloadRequest;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Response;

/**
 * The headers of an answer, encoded once.
 *
 * <p>Media names never change their meaning: whoever caches them may keep them. How long a playlist
 * may be cached follows RFC 8216bis §6.2.2 and §6.2.5.2: a held request names the moment that it
 * asks for, so its answer stays right; the bare playlist is old with the next part.
 */
record MediaHeaders(HttpField contentType, HttpField cacheControl) {

    private static final String PLAYLIST_TYPE = "application/vnd.apple.mpegurl";
    private static final int BLOCKED_TARGETS = 6;

    private static final HttpField PLAYLIST_CONTENT =
            new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, PLAYLIST_TYPE);
    private static final HttpField REVALIDATE =
            new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-cache");
    private static final HttpField ACCEPT_RANGES =
            new PreEncodedHttpField(HttpHeader.ACCEPT_RANGES, "bytes");

    static final MediaHeaders MULTIVARIANT = new MediaHeaders(PLAYLIST_CONTENT, REVALIDATE);

    private static final HttpField MEDIA_CONTENT =
            new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "video/mp4");
    private static final MediaHeaders PRIVATE_MEDIA =
            new MediaHeaders(MEDIA_CONTENT, lasting("private, max-age=3600, immutable"));
    private static final MediaHeaders SHARED_MEDIA =
            new MediaHeaders(MEDIA_CONTENT, lasting("public, max-age=3600, immutable"));

    private static HttpField lasting(String control) {
        return new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, control);
    }

    /**
     * @param shared whether caches between server and viewer may keep it
     */
    static MediaHeaders media(boolean shared) {
        return shared ? SHARED_MEDIA : PRIVATE_MEDIA;
    }

    static MediaHeaders playlist(ReloadRequest request, LivePlaylist playlist, boolean shared) {
        if (!request.blocking()) {
            return MULTIVARIANT;
        }
        int seconds = BLOCKED_TARGETS * playlist.targetDurationSeconds();
        return new MediaHeaders(
                PLAYLIST_CONTENT,
                new HttpField(
                        HttpHeader.CACHE_CONTROL,
                        (shared ? "public" : "private") + ", max-age=" + seconds));
    }

    void apply(Response response) {
        HttpFields.Mutable headers = response.getHeaders();
        headers.add(contentType);
        headers.add(cacheControl);
        if (contentType == MEDIA_CONTENT) {
            headers.add(ACCEPT_RANGES);
        }
    }
}
