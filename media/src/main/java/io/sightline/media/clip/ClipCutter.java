package io.sightline.media.clip;

import io.sightline.media.bits.ByteSequence;
import io.sightline.media.bits.Parsed;
import io.sightline.media.clip.ClipTimeline.Placed;
import io.sightline.media.cmaf.ChunkScanner;
import io.sightline.media.cmaf.MovieHeader;
import io.sightline.media.cmaf.ParsedChunk;
import io.sightline.media.cmaf.TrackRun;
import io.sightline.media.codec.TrackFormat;
import io.sightline.media.codec.VideoFormat;
import io.sightline.media.segment.ChunkEntry;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a clip together: reads the boxes of the chunks it needs, 2 kB of each, and fills the sample
 * tables. The recorded chunks lie in the clip's {@code mdat} whole, with their boxes, which no
 * table points at: so each recorded file is one range of the clip, to be sent in one go.
 */
final class ClipCutter {

    private static final Logger log = LoggerFactory.getLogger(ClipCutter.class);
    private static final int MOVIE_HZ = MovieHeader.MOVIE_TIMESCALE_HZ;

    private final ClipTimeline timeline;
    private final Instant from;
    private final List<ClipTrack> videos = new ArrayList<>();
    private final List<ClipTrack> audios = new ArrayList<>();
    private final List<ClipRegion.FileRange> media = new ArrayList<>();
    private final long wantedStart;
    private final long wantedEnd;
    private long payloadBytes;

    /** Of the first video track: the frame shown at the start, and the first one past the end. */
    private long firstFrame = Long.MIN_VALUE;

    private long frameBehind = Long.MAX_VALUE;
    private long lastFrameEnd;

    ClipCutter(List<ClipSource> sources, Instant from, Instant to) {
        this.from = from;
        this.timeline =
                new ClipTimeline(
                        sources,
                        ChronoUnit.MICROS.between(Instant.EPOCH, from),
                        ChronoUnit.MICROS.between(Instant.EPOCH, to));
        this.wantedStart = ticks(timeline.startMicros(), MOVIE_HZ);
        this.wantedEnd = ticks(timeline.endMicros(), MOVIE_HZ);
    }

    Optional<Clip> cut() throws IOException {
        readAll();
        List<ClipTrack> tracks = new ArrayList<>(videos);
        tracks.addAll(audios);
        tracks.removeIf(ClipTrack::isEmpty);
        if (tracks.isEmpty()) {
            return Optional.empty();
        }
        tracks.forEach(ClipTrack::end);
        long start = firstFrame == Long.MIN_VALUE ? wantedStart : firstFrame;
        long end = frameBehind == Long.MAX_VALUE ? wantedEnd : frameBehind;
        if (lastFrameEnd > 0) {
            end = Math.min(end, lastFrameEnd);
        }
        ByteSequence header = new ClipMovie(tracks, start, end, payloadBytes).write();
        return Optional.of(new Clip(header, media, startInstant(start), duration(end - start)));
    }

    private void readAll() throws IOException {
        Path open = null;
        FileChannel channel = null;
        try {
            for (Placed placed : timeline.placed()) {
                if (channel == null || !placed.source().file().equals(open)) {
                    if (channel != null) {
                        channel.close();
                    }
                    open = placed.source().file();
                    channel = FileChannel.open(open, StandardOpenOption.READ);
                }
                read(placed, channel);
            }
        } finally {
            if (channel != null) {
                channel.close();
            }
        }
    }

    private void read(Placed placed, FileChannel channel) throws IOException {
        ChunkEntry chunk = placed.chunk();
        Parsed<ParsedChunk> parsed =
                ChunkScanner.samples(channel, chunk.offset(), chunk.sizeBytes());
        if (!(parsed instanceof Parsed.Valid<ParsedChunk>(ParsedChunk samples))) {
            log.warn(
                    "[clip:{}] chunk at {} is damaged and left out: {}",
                    placed.source().file().getFileName(),
                    chunk.offset(),
                    parsed);
            return;
        }
        for (TrackRun run : samples.runs()) {
            add(run, placed);
        }
        append(placed.source().file(), chunk.offset(), chunk.sizeBytes());
    }

    private void add(TrackRun run, Placed placed) {
        List<TrackFormat> formats = placed.source().tracks();
        int index = run.trackId() - 1;
        if (index < 0 || index >= formats.size()) {
            return;
        }
        TrackFormat format = formats.get(index);
        ClipTrack track = trackFor(formats, index);
        long shift = ticks(placed.shiftMicros(), track.timescaleHz());
        if (format instanceof VideoFormat && !videos.isEmpty() && track == videos.getFirst()) {
            findEdges(run, ticks(placed.shiftMicros(), MOVIE_HZ));
        }
        long end = Math.ceilDiv(wantedEnd * track.timescaleHz(), (long) MOVIE_HZ);
        track.add(run, format, shift, payloadBytes, end);
    }

    /** The track of a clip is the one of the same kind and order in each recording. */
    private ClipTrack trackFor(List<TrackFormat> formats, int index) {
        TrackFormat format = formats.get(index);
        boolean video = format instanceof VideoFormat;
        List<ClipTrack> kind = video ? videos : audios;
        int ordinal = 0;
        for (int i = 0; i < index; i++) {
            if (formats.get(i) instanceof VideoFormat == video) {
                ordinal++;
            }
        }
        while (kind.size() <= ordinal) {
            kind.add(new ClipTrack(format.timescaleHz()));
        }
        return kind.get(ordinal);
    }

    /**
     * Edges lie on frames: the one that is on the screen at the start is shown from its beginning.
     */
    private void findEdges(TrackRun run, long shift) {
        long dts = run.decodeTicks() + shift;
        for (int i = 0; i < run.sampleCount(); i++) {
            long pts = dts + run.compositionOffsetTicks(i);
            if (pts <= wantedStart) {
                firstFrame = Math.max(firstFrame, pts);
            }
            if (pts >= wantedEnd) {
                frameBehind = Math.min(frameBehind, pts);
            } else {
                lastFrameEnd = Math.max(lastFrameEnd, pts + run.durationTicks(i));
            }
            dts += run.durationTicks(i);
        }
    }

    /** Chunks that lie behind one another in a file are one range. */
    private void append(Path file, long offset, int sizeBytes) {
        payloadBytes += sizeBytes;
        if (!media.isEmpty()) {
            ClipRegion.FileRange last = media.getLast();
            if (last.file().equals(file) && last.offset() + last.sizeBytes() == offset) {
                long joined = last.sizeBytes() + sizeBytes;
                media.set(media.size() - 1, new ClipRegion.FileRange(file, last.offset(), joined));
                return;
            }
        }
        media.add(new ClipRegion.FileRange(file, offset, sizeBytes));
    }

    /** Rounded: microseconds were rounded down from ticks. */
    private static long ticks(long micros, int timescaleHz) {
        return Math.floorDiv(micros * timescaleHz + 500_000, 1_000_000L);
    }

    private Instant startInstant(long startTicks) {
        long early = (wantedStart - startTicks) * 1_000_000 / MOVIE_HZ;
        return timeline.firstShown(from).minus(early, ChronoUnit.MICROS);
    }

    private static Duration duration(long movieTicks) {
        return Duration.ofNanos(movieTicks * 1_000_000_000L / MOVIE_HZ);
    }
}
