package io.sightline.media.segment;

import io.sightline.media.cmaf.ChunkHeader;
import io.sightline.media.cmaf.ChunkScanner;
import io.sightline.media.cmaf.ChunkScanner.Located;
import io.sightline.media.cmaf.ParsedChunk;
import io.sightline.media.segment.SegmentLayout.TrackTiming;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the chunks of a file that has no index, by what each chunk says of itself in its first
 * bytes. Ends before the first thing that is not a whole chunk.
 */
final class ChunkWalk {

    private final ChunkScanner scanner;
    private final List<TrackTiming> tracks;

    private ChunkWalk(FileChannel channel, long sizeBytes, SegmentLayout layout) {
        this.scanner = new ChunkScanner(channel, layout.chunksOffset(), sizeBytes);
        this.tracks = layout.tracks();
    }

    /**
     * Walks over the chunks.
     *
     * @param verifyMicros chunks of the last so many microseconds are checked byte by byte
     * @param samples given the samples of every chunk; null saves reading the boxes
     */
    static ChunkLog walk(
            FileChannel channel,
            long sizeBytes,
            SegmentLayout layout,
            long verifyMicros,
            @Nullable SampleTables samples)
            throws IOException {
        ChunkWalk walk = new ChunkWalk(channel, sizeBytes, layout);
        List<Located> found = walk.find();
        int whole = verifyMicros > 0 ? walk.verified(found, verifyMicros) : found.size();
        return walk.describe(found.subList(0, whole), samples);
    }

    private List<Located> find() throws IOException {
        List<Located> found = new ArrayList<>();
        Optional<Located> next = scanner.next();
        while (next.isPresent() && found.size() < ChunkLog.MAX_ENTRIES) {
            found.add(next.get());
            next = scanner.next();
        }
        return found;
    }

    /** How many chunks there are before the first damaged one. */
    private int verified(List<Located> found, long verifyMicros) throws IOException {
        if (found.isEmpty()) {
            return 0;
        }
        long from = found.getLast().header().wallClockMicros() - verifyMicros;
        int first = found.size();
        while (first > 0 && found.get(first - 1).header().wallClockMicros() >= from) {
            first--;
        }
        for (int i = first; i < found.size(); i++) {
            if (!scanner.intact(found.get(i))) {
                return i;
            }
        }
        return found.size();
    }

    private ChunkLog describe(List<Located> found, @Nullable SampleTables samples)
            throws IOException {
        ChunkLog log = new ChunkLog();
        for (Located chunk : found) {
            if (samples != null && !collect(chunk, samples)) {
                break;
            }
            Optional<TrackTiming> reference = track(chunk.header().referenceTrack());
            if (reference.isEmpty()) {
                break;
            }
            log.add(entry(chunk, reference.get().timescaleHz()));
        }
        return log;
    }

    private static ChunkEntry entry(Located chunk, int timescaleHz) {
        ChunkHeader header = chunk.header();
        return new ChunkEntry(
                chunk.offset(),
                header.sizeBytes(),
                header.playableBytes(),
                header.startsGop(),
                header.afterLoss(),
                header.startMicros(timescaleHz),
                header.durationMicros(),
                header.wallClockMicros());
    }

    private Optional<TrackTiming> track(int id) {
        return tracks.stream().filter(track -> track.id() == id).findFirst();
    }

    /** False, having collected nothing, when the chunk's boxes are damaged. */
    private boolean collect(Located chunk, SampleTables samples) throws IOException {
        Optional<ParsedChunk> parsed = scanner.samples(chunk).toOptional();
        parsed.ifPresent(read -> samples.add(read, chunk.offset()));
        return parsed.isPresent();
    }
}
