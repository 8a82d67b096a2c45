package io.sightline.server.recording;

import io.sightline.media.bits.Parsed.Valid;
import io.sightline.media.cmaf.InitSegmentReader;
import io.sightline.media.codec.TrackFormat;
import io.sightline.media.segment.ChunkEntry;
import io.sightline.media.segment.SegmentFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Finds what was seen at a recorded time: the index says in which file, the file in which chunk,
 * and only that chunk is read. Safe for use by any thread.
 */
public final class RecordedKeyFrames {

    private final Recordings recordings;
    private final SegmentFiles files;

    RecordedKeyFrames(Recordings recordings, SegmentFiles files) {
        this.recordings = recordings;
        this.files = files;
    }

    /**
     * A chunk that begins with a key frame.
     *
     * @param tracks formats of the file's tracks, in the order of their ids
     */
    public record Found(Path file, ChunkEntry entry, List<TrackFormat> tracks) {

        public Found {
            tracks = List.copyOf(tracks);
        }

        public Instant takenAt() {
            return Recordings.instant(entry.wallClockMicros());
        }

        /** Reads the chunk. */
        public ByteBuffer chunk() throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(entry.sizeBytes());
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                while (bytes.hasRemaining()) {
                    if (channel.read(bytes, entry.offset() + bytes.position()) < 0) {
                        throw new EOFException(file + " ends within a chunk of its index");
                    }
                }
            }
            return bytes.flip();
        }
    }

    /**
     * The last key frame at a time or before it, in what was recorded without a hole.
     *
     * @return empty when nothing was recorded then
     * @throws IOException when the file can't be read
     */
    public Optional<Found> at(String stream, Instant at) throws IOException {
        long micros = Recordings.micros(at);
        List<IndexedSegment> segments = recordings.segments(stream, micros, micros + 1);
        for (IndexedSegment segment : segments.reversed()) {
            Optional<SegmentFile> file = files.find(stream, segment.id());
            Optional<Found> found = file.flatMap(known -> in(known, micros));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Found> in(SegmentFile file, long micros) {
        List<ChunkEntry> chunks = file.chunks();
        for (int i = chunks.size() - 1; i >= 0; i--) {
            ChunkEntry chunk = chunks.get(i);
            if (chunk.startsGop() && chunk.wallClockMicros() <= micros) {
                return InitSegmentReader.formats(file.init(false))
                                instanceof Valid<List<TrackFormat>>(List<TrackFormat> tracks)
                        ? Optional.of(new Found(file.path(), chunk, tracks))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
