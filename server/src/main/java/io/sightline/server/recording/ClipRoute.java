package io.sightline.server.recording;

import io.sightline.media.bits.Parsed;
import io.sightline.media.clip.Clip;
import io.sightline.media.clip.ClipRegion;
import io.sightline.media.clip.ClipSource;
import io.sightline.media.cmaf.InitSegmentReader;
import io.sightline.media.codec.TrackFormat;
import io.sightline.media.segment.SegmentFile;
import io.sightline.server.access.MediaAccess;
import io.sightline.server.access.Permit;
import io.sightline.server.access.Right;
import io.sightline.server.audit.Action;
import io.sightline.server.audit.ViewLog;
import io.sightline.server.sendfile.Content;
import io.sightline.server.sendfile.Region;
import io.sightline.server.web.MediaProblem;
import io.sightline.server.web.MediaRoute;
import io.sightline.server.web.MediaWriter;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * {@code /vod/{stream}/clip.mp4?from=&to=}: recorded time as one MP4, exact to the frame, nothing
 * re-encoded and nothing stored. With {@code &download=1} a browser saves it under a name.
 */
final class ClipRoute implements MediaRoute {

    private static final Pattern PATH =
            Pattern.compile("/vod/([A-Za-z0-9_-]{1,100})/(?:~([A-Za-z0-9._-]+)/)?clip\\.mp4");

    /** Without colons, which some file systems don't take. */
    private static final DateTimeFormatter FILE_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd_HH-mm-ss").withZone(ZoneOffset.UTC);

    private final Recordings recordings;
    private final SegmentFiles files;
    private final KeptClips kept;
    private final MediaAccess access;
    private final ViewLog views;
    private final InstantSource clock;

    ClipRoute(
            Recordings recordings,
            SegmentFiles files,
            KeptClips kept,
            MediaAccess access,
            ViewLog views,
            InstantSource clock) {
        this.recordings = recordings;
        this.files = files;
        this.kept = kept;
        this.access = access;
        this.views = views;
        this.clock = clock;
    }

    @Override
    public boolean handles(String path) {
        return isClip(path);
    }

    static boolean isClip(String path) {
        return PATH.matcher(path).matches();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback)
            throws IOException {
        Matcher path = PATH.matcher(Request.getPathInContext(request));
        if (!path.matches()) {
            return false;
        }
        if (MediaRoute.refusesToWrite("GET, HEAD", request, response, callback)) {
            return true;
        }
        Optional<Permit> permit =
                access.admit(
                        request, response, callback, path.group(2), Right.EXPORT, path.group(1));
        if (permit.isEmpty()) {
            return true;
        }
        Callback cut = permit.get().cutting(request, callback);
        try {
            answer(path.group(1), permit.get(), request, response, cut);
        } catch (IOException | RuntimeException e) {
            Response.writeError(request, response, cut, e);
        }
        return true;
    }

    private void answer(
            String stream, Permit permit, Request request, Response response, Callback callback)
            throws IOException {
        Optional<TimeRange> asked = TimeRange.of(request, clock.instant(), Clip.MAX_DURATION);
        if (asked.isEmpty()) {
            new MediaProblem(
                            400,
                            "invalid-time-range",
                            "Not a range of time",
                            "from and to are ISO 8601 times, to after from, a day at most.")
                    .write(response, callback);
            return;
        }
        TimeRange range = asked.get();
        Optional<Clip> clip =
                kept.find(
                        new KeptClips.Key(stream, range.from(), range.to()),
                        request.getHeaders().contains(HttpHeader.RANGE),
                        () -> cut(stream, range));
        if (clip.isEmpty()) {
            NoRecording.write(recordings, stream, range, response, callback);
            return;
        }
        VodRoute.viewed(Action.RECORDING_EXPORT, stream, range, permit, views);
        describe(clip.get(), stream, request, response.getHeaders());
        MediaWriter.write(request, response, callback, content(clip.get()));
    }

    Optional<Clip> cut(String stream, TimeRange range) throws IOException {
        return Clip.cut(sources(stream, range), range.from(), range.to());
    }

    private List<ClipSource> sources(String stream, TimeRange range) throws IOException {
        List<ClipSource> sources = new ArrayList<>();
        for (IndexedSegment row :
                recordings.segments(stream, range.fromMicros(), range.toMicros())) {
            Optional<SegmentFile> file = found(stream, row);
            if (file.isPresent()) {
                source(file.get()).ifPresent(sources::add);
            }
        }
        return sources;
    }

    /** One that was removed after the index was asked is left out, as if it had never been. */
    private Optional<SegmentFile> found(String stream, IndexedSegment row) throws IOException {
        try {
            return files.find(stream, row.id());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static Optional<ClipSource> source(SegmentFile file) {
        return InitSegmentReader.formats(file.init(false))
                        instanceof Parsed.Valid<List<TrackFormat>>(List<TrackFormat> tracks)
                ? Optional.of(new ClipSource(file.path(), tracks, file.chunks()))
                : Optional.empty();
    }

    private static void describe(
            Clip clip, String stream, Request request, HttpFields.Mutable headers) {
        headers.put(HttpHeader.CONTENT_TYPE, "video/mp4");
        headers.put(HttpHeader.ACCEPT_RANGES, "bytes");
        headers.put(HttpHeader.ETAG, clip.entityTag());
        headers.put(HttpHeader.CACHE_CONTROL, "no-cache");
        if ("1".equals(Request.extractQueryParameters(request).getValue("download"))) {
            headers.put(
                    "Content-Disposition",
                    "attachment; filename=\"" + name(stream, clip.start()) + '"');
        }
    }

    private static String name(String stream, Instant start) {
        return stream + '_' + FILE_TIME.format(start) + ".mp4";
    }

    private static Content content(Clip clip) {
        List<Region> regions = new ArrayList<>();
        for (ClipRegion region : clip.regions(0, clip.sizeBytes())) {
            regions.add(
                    switch (region) {
                        case ClipRegion.Memory memory -> new Region.InMemory(memory.bytes());
                        case ClipRegion.FileRange range ->
                                new Region.InFile(range.file(), range.offset(), range.sizeBytes());
                    });
        }
        return Content.of(regions);
    }
}
