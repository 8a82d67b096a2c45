package io.sightline.server.live;

import io.sightline.media.cmaf.Chunk;
import io.sightline.media.hls.HlsResource;
import io.sightline.media.hls.LiveHls;
import io.sightline.media.hls.LivePart;
import io.sightline.media.hls.LivePlaylist;
import io.sightline.media.hls.LiveSegment;
import io.sightline.media.hls.PlaylistAnswer;
import io.sightline.media.hls.ReloadRequest;
import io.sightline.server.access.Permit;
import io.sightline.server.sendfile.Content;
import io.sightline.server.sendfile.Region;
import io.sightline.server.web.MediaProblem;
import io.sightline.server.web.MediaWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/** Answers requests for one stream's playlists, segments, parts and initialization segments. */
final class HlsResponder {

    private static final long LEAST_RETRY_SECONDS = 1;
    private static final Duration USUAL_RETRY = Duration.ofSeconds(2);

    private final InstantSource clock;
    private final boolean shared;

    /**
     * @param shared whether caches between here and the viewers may keep media
     */
    HlsResponder(InstantSource clock, boolean shared) {
        this.clock = clock;
        this.shared = shared;
    }

    void answer(
            HlsResource resource,
            LiveHls hls,
            Permit permit,
            Request request,
            Response response,
            Callback callback) {
        switch (resource) {
            case HlsResource.Multivariant ignored -> multivariant(hls, request, response, callback);
            case HlsResource.MediaPlaylist ignored ->
                    playlist(hls, permit, request, response, callback);
            case HlsResource.Init init -> init(hls, init, request, response, callback);
            case HlsResource.Segment segment -> segment(hls, segment, request, response, callback);
            case HlsResource.Part part -> part(hls, part, request, response, callback);
        }
    }

    private void multivariant(LiveHls hls, Request request, Response response, Callback callback) {
        hls.playlist(
                ReloadRequest.NOW,
                answer -> {
                    if (answer instanceof PlaylistAnswer.Ready ready) {
                        LivePlaylist playlist = ready.playlist();
                        MediaHeaders.MULTIVARIANT.apply(response);
                        MediaWriter.write(
                                request, response, callback, playlist.multivariant().duplicate());
                    } else {
                        refuse(answer, response, callback);
                    }
                });
    }

    private void playlist(
            LiveHls hls, Permit permit, Request request, Response response, Callback callback) {
        Optional<ReloadRequest> parsed = reloadRequest(request);
        if (parsed.isEmpty()) {
            new MediaProblem(
                            400,
                            "invalid-delivery-directive",
                            "Invalid delivery directive",
                            "The _HLS_ parameters of the request contradict RFC 8216bis §6.2.5.")
                    .write(response, callback);
            return;
        }
        ReloadRequest reload = parsed.get();
        hls.playlist(
                reload,
                answer -> {
                    if (reload.blocking() && !permit.holds()) {
                        // It was held back for a while, in which the right may have gone.
                        ended(response, callback);
                    } else if (answer instanceof PlaylistAnswer.Ready ready) {
                        LivePlaylist playlist = ready.playlist();
                        MediaHeaders.playlist(reload, playlist, shared).apply(response);
                        MediaWriter.write(request, response, callback, playlist.answerTo(reload));
                    } else {
                        refuse(answer, response, callback);
                    }
                });
    }

    private static Optional<ReloadRequest> reloadRequest(Request request) {
        if (request.getHttpURI().getQuery() == null) {
            return Optional.of(ReloadRequest.NOW);
        }
        Fields query = Request.extractQueryParameters(request);
        return ReloadRequest.parse(
                query.getValue("_HLS_msn"),
                query.getValue("_HLS_part"),
                query.getValue("_HLS_skip"));
    }

    private void refuse(PlaylistAnswer answer, Response response, Callback callback) {
        switch (answer) {
            case PlaylistAnswer.Ready ready -> throw new IllegalArgumentException("is ready");
            case PlaylistAnswer.TooFarAhead ignored ->
                    new MediaProblem(
                                    400,
                                    "playlist-too-far-ahead",
                                    "Too far ahead",
                                    "The segment asked for lies too far in the future.")
                            .write(response, callback);
            case PlaylistAnswer.Unplayable unplayable ->
                    new MediaProblem(
                                    406,
                                    "unplayable-codec",
                                    "No browser plays this",
                                    "The stream's video is "
                                            + unplayable.codec()
                                            + ", which browsers do not play.")
                            .write(response, callback);
            case PlaylistAnswer.Unavailable unavailable -> {
                response.getHeaders()
                        .put(HttpHeader.RETRY_AFTER, retryAfter(unavailable.retryAt()));
                unavailable
                        .failure()
                        .map(
                                failure ->
                                        new MediaProblem(
                                                503,
                                                failure.type().slug(),
                                                "The camera does not deliver",
                                                failure.detail()))
                        .orElseGet(
                                () ->
                                        new MediaProblem(
                                                503,
                                                "no-media",
                                                "No media yet",
                                                "The stream has not delivered media in time."))
                        .write(response, callback);
            }
        }
    }

    private long retryAfter(Optional<Instant> retryAt) {
        Duration wait =
                retryAt.map(at -> Duration.between(clock.instant(), at)).orElse(USUAL_RETRY);
        return Math.max(LEAST_RETRY_SECONDS, wait.plusMillis(999).toSeconds());
    }

    private void init(
            LiveHls hls,
            HlsResource.Init name,
            Request request,
            Response response,
            Callback callback) {
        hls.init(name)
                .ifPresentOrElse(
                        bytes -> {
                            MediaHeaders.media(shared).apply(response);
                            MediaWriter.write(request, response, callback, bytes.asBuffer());
                        },
                        () -> gone(response, callback));
    }

    private void part(
            LiveHls hls,
            HlsResource.Part name,
            Request request,
            Response response,
            Callback callback) {
        hls.part(
                name,
                found ->
                        found.ifPresentOrElse(
                                part -> media(List.of(part), request, response, callback),
                                () -> gone(response, callback)));
    }

    private void segment(
            LiveHls hls,
            HlsResource.Segment name,
            Request request,
            Response response,
            Callback callback) {
        Optional<LiveSegment> found = hls.segment(name);
        if (found.isEmpty()) {
            gone(response, callback);
            return;
        }
        Optional<LiveSegment.StoredRange> stored = found.get().stored();
        if (stored.isPresent()) {
            LiveSegment.StoredRange range = stored.get();
            Region region = new Region.InFile(range.file(), range.offset(), range.sizeBytes());
            MediaHeaders.media(shared).apply(response);
            MediaWriter.write(request, response, callback, Content.of(List.of(region)));
        } else {
            media(found.get().parts(), request, response, callback);
        }
    }

    private void media(
            List<LivePart> parts, Request request, Response response, Callback callback) {
        List<Region> regions = new ArrayList<>(parts.size());
        try {
            for (LivePart part : parts) {
                regions.add(region(part, parts.size() > 1));
            }
        } catch (IOException e) {
            gone(response, callback);
            return;
        }
        MediaHeaders.media(shared).apply(response);
        MediaWriter.write(request, response, callback, Content.of(regions));
    }

    /**
     * Where a part's bytes are taken from. Of a segment the file comes first: neighbours in it are
     * sent by one call. A part alone is sent from memory while it is there.
     */
    private static Region region(LivePart part, boolean ofSegment) throws IOException {
        Chunk chunk = part.chunk();
        Optional<Chunk.Location> stored = chunk.location();
        Optional<ByteBuffer> memory = chunk.inMemory();
        if (stored.isPresent() && (ofSegment || memory.isEmpty())) {
            return new Region.InFile(stored.get().file(), stored.get().offset(), part.sizeBytes());
        }
        ByteBuffer bytes = memory.isPresent() ? memory.get() : chunk.read();
        return new Region.InMemory(bytes.slice(bytes.position(), part.sizeBytes()));
    }

    private static void ended(Response response, Callback callback) {
        new MediaProblem(
                        403, "right-ended", "No longer yours", "The right to watch this has ended.")
                .write(response, callback);
    }

    private static void gone(Response response, Callback callback) {
        new MediaProblem(
                        404,
                        "media-not-found",
                        "Not in the live window",
                        "This media is not, or no longer, part of the live stream.")
                .write(response, callback);
    }
}
