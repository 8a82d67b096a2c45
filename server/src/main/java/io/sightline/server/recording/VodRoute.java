package io.sightline.server.recording;

import io.sightline.media.hls.VodPlaylist;
import io.sightline.media.segment.ChunkEntry;
import io.sightline.media.segment.SegmentFile;
import io.sightline.media.segment.SegmentId;
import io.sightline.server.access.MediaAccess;
import io.sightline.server.access.Right;
import io.sightline.server.audience.Audience;
import io.sightline.server.audit.Action;
import io.sightline.server.audit.ViewLog;
import io.sightline.server.sendfile.Content;
import io.sightline.server.sendfile.Region;
import io.sightline.server.web.MediaRoute;
import io.sightline.server.web.MediaWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /vod/…}: recorded time as HLS, straight out of the segment files. */
final class VodRoute implements MediaRoute {

    private static final Logger log = LoggerFactory.getLogger(VodRoute.class);
    private static final Pattern FILE = Pattern.compile("(?:([0-9T]{18})/)?([A-Za-z0-9._-]{1,60})");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,15})-(\\d{1,15})\\.m4s");
    private static final String PLAYLIST = "index.m3u8";
    private static final String INIT = "init.mp4";

    /** A playlist of a day has some 28,000 lines. */
    private static final Duration LONGEST_RANGE = Duration.ofHours(24);

    private static final String FOR_EVER = "private, max-age=31536000, immutable";

    private final Recordings recordings;
    private final SegmentFiles files;
    private final VodGate gate;
    private final ViewLog views;
    private final Audience audience;
    private final InstantSource clock;

    VodRoute(
            Recordings recordings,
            SegmentFiles files,
            MediaAccess access,
            ViewLog views,
            Audience audience,
            InstantSource clock) {
        this.recordings = recordings;
        this.files = files;
        this.gate = new VodGate(FILE.pattern(), Right.PLAYBACK, access);
        this.views = views;
        this.audience = audience;
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
        Matcher name = FILE.matcher(file);
        if (file.equals(PLAYLIST)) {
            playlist(exchange);
        } else if (name.matches() && name.group(1) != null) {
            piece(name.group(1), name.group(2), exchange);
        } else {
            exchange.refuseAsGone();
        }
    }

    private void piece(String segment, String name, VodExchange exchange) throws IOException {
        Optional<SegmentId> id = SegmentId.parse(segment);
        Optional<SegmentFile> found =
                id.isPresent() ? files.find(exchange.stream(), id.get()) : Optional.empty();
        Optional<Content> content = found.flatMap(file -> content(file, name));
        if (content.isEmpty()) {
            exchange.refuseAsGone();
            return;
        }
        counted(exchange);
        exchange.headers()
                .put(HttpHeader.CONTENT_TYPE, "video/mp4")
                .put(HttpHeader.CACHE_CONTROL, FOR_EVER)
                .put(HttpHeader.ACCEPT_RANGES, "bytes");
        MediaWriter.write(
                exchange.request(), exchange.response(), exchange.callback(), content.get());
    }

    private static Optional<Content> content(SegmentFile segment, String name) {
        if (name.equals(INIT)) {
            ByteBuffer init = segment.init(true);
            return init.hasRemaining()
                    ? Optional.of(Content.of(List.of(new Region.InMemory(init))))
                    : Optional.empty();
        }
        Matcher range = RANGE.matcher(name);
        return range.matches()
                ? media(segment, Long.parseLong(range.group(1)), Long.parseLong(range.group(2)))
                : Optional.empty();
    }

    /** The chunks from one that begins at {@code offset} to one that ends at {@code end}. */
    private static Optional<Content> media(SegmentFile segment, long offset, long end) {
        OptionalInt first = segment.chunkAt(offset);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        List<ChunkEntry> chunks = segment.chunks();
        List<Region> regions = new ArrayList<>();
        for (int i = first.getAsInt(); i < chunks.size(); i++) {
            ChunkEntry chunk = chunks.get(i);
            if (chunk.playableBytes() > 0) {
                regions.add(
                        new Region.InFile(segment.path(), chunk.offset(), chunk.playableBytes()));
            }
            if (chunk.endOffset() >= end) {
                return chunk.endOffset() == end && !regions.isEmpty()
                        ? Optional.of(Content.of(regions))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private void playlist(VodExchange exchange) {
        Instant now = clock.instant();
        Optional<TimeRange> asked = exchange.range(now, LONGEST_RANGE);
        if (asked.isEmpty()) {
            return;
        }
        TimeRange range = asked.get();
        List<VodPlaylist.Recorded> recorded = recorded(exchange.stream(), range);
        if (recorded.isEmpty()) {
            exchange.refuseAsUnrecorded(recordings, range);
            return;
        }
        if (recorded.stream().noneMatch(r -> playable(r.file()))) {
            exchange.refuse(
                    406,
                    "unplayable-codec",
                    "No browser plays this",
                    "What was recorded then has no picture that browsers play.");
            return;
        }
        exchange.viewed(Action.RECORDING_VIEW, range, views);
        counted(exchange);
        boolean growing = range.to().isAfter(now);
        ByteBuffer text =
                VodPlaylist.write(recorded, range.fromMicros(), range.toMicros(), growing);
        exchange.headers()
                .put(HttpHeader.CONTENT_TYPE, "application/vnd.apple.mpegurl")
                .put(HttpHeader.CACHE_CONTROL, "no-cache");
        MediaWriter.write(exchange.request(), exchange.response(), exchange.callback(), text);
    }

    /** As live: nobody is given the sound in place of the picture, which is the first track. */
    private static boolean playable(SegmentFile file) {
        return file.header().tracks().getFirst().playable();
    }

    private List<VodPlaylist.Recorded> recorded(String stream, TimeRange range) {
        List<VodPlaylist.Recorded> recorded = new ArrayList<>();
        for (IndexedSegment row :
                recordings.segments(stream, range.fromMicros(), range.toMicros())) {
            try {
                files.find(stream, row.id())
                        .ifPresent(file -> recorded.add(new VodPlaylist.Recorded(row.id(), file)));
            } catch (IOException e) {
                // One bad file must not hide the others.
                log.warn("[stream:{}] left out of a playlist: {}", stream, e.toString());
            }
        }
        return recorded;
    }

    private void counted(VodExchange exchange) {
        exchange.permit()
                .caller()
                .ifPresent(
                        caller ->
                                audience.asked(caller, exchange.stream(), Audience.Kind.RECORDED));
    }
}
