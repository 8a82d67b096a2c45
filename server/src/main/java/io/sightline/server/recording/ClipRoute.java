package io.sightline.server.recording;

import io.sightline.media.bits.Parsed;
import io.sightline.media.clip.Clip;
import io.sightline.media.clip.ClipRegion;
import io.sightline.media.clip.ClipSource;
import io.sightline.media.cmaf.InitSegmentReader;
import io.sightline.media.codec.TrackFormat;
import io.sightline.media.segment.SegmentFile;
import io.sightline.server.access.MediaAccess;
import io.sightline.server.access.Right;
import io.sightline.server.audit.Action;
import io.sightline.server.audit.ViewLog;
import io.sightline.server.sendfile.Content;
import io.sightline.server.sendfile.Region;
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

    /** Without colons, which some file systems don't take. */
    private static final DateTimeFormatter FILE_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd_HH-mm-ss").withZone(ZoneOffset.UTC);

    private final Recordings recordings;
    private final SegmentFiles files;
    private final KeptClips kept;
    private final VodGate gate;
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
        this.gate = new VodGate("clip\\.mp4", Right.EXPORT, access);
        this.views = views;
        this.clock = clock;
    }

    @Override
    public boolean handles(String path) {
        return gate.isFor(path);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        return gate.handle(request, response, callback, this::answer);
    }

    private void answer(String file, VodExchange exchange) throws IOException {
        Optional<TimeRange> asked = exchange.range(clock.instant(), Clip.MAX_DURATION);
        if (asked.isEmpty()) {
            return;
        }
        TimeRange range = asked.get();
        String stream = exchange.stream();
        Optional<Clip> clip =
                kept.find(
                        new KeptClips.Key(stream, range.from(), range.to()),
                        exchange.request().getHeaders().contains(HttpHeader.RANGE),
                        () -> cut(stream, range));
        if (clip.isEmpty()) {
            exchange.refuseAsUnrecorded(recordings, range);
            return;
        }
        exchange.viewed(Action.RECORDING_EXPORT, range, views);
        describe(clip.get(), exchange);
        MediaWriter.write(
                exchange.request(), exchange.response(), exchange.callback(), content(clip.get()));
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

    private static void describe(Clip clip, VodExchange exchange) {
        HttpFields.Mutable headers = exchange.headers();
        headers.put(HttpHeader.CONTENT_TYPE, "video/mp4");
        headers.put(HttpHeader.ACCEPT_RANGES, "bytes");
        headers.put(HttpHeader.ETAG, clip.entityTag());
        headers.put(HttpHeader.CACHE_CONTROL, "no-cache");
        if ("1".equals(Request.extractQueryParameters(exchange.request()).getValue("download"))) {
            headers.put(
                    "Content-Disposition",
                    "attachment; filename=\"" + name(exchange.stream(), clip.start()) + '"');
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
