package io.sightline.server.picture;

import io.sightline.media.bits.Parsed.Valid;
import io.sightline.media.cmaf.Chunk;
import io.sightline.media.cmaf.ChunkParser;
import io.sightline.media.cmaf.ParsedChunk;
import io.sightline.media.cmaf.TrackRun;
import io.sightline.media.codec.TrackFormat;
import io.sightline.media.codec.VideoFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * An access unit that can be decoded by itself, and what a decoder must know before.
 *
 * @param data one sample as it lies in a chunk: NAL units with a length of four bytes each, or a
 *     JPEG image; its position does not move
 * @param takenAt when it was taken, as precise as its stream tells
 */
public record KeyFrame(VideoFormat format, ByteBuffer data, Instant takenAt) {

    public KeyFrame {
        data = data.slice().asReadOnlyBuffer();
    }

    /**
     * The key frame that a chunk begins with. Reads the chunk back from its file if it is no longer
     * in memory.
     *
     * @return empty when the chunk has no video, or does not begin a GOP
     */
    public static Optional<KeyFrame> of(Chunk chunk) throws IOException {
        return of(chunk.info().init().tracks(), chunk.read());
    }

    /**
     * As {@link #of(Chunk)}.
     *
     * @param tracks formats in the order of their track ids
     * @param chunk the chunk's bytes
     */
    static Optional<KeyFrame> of(List<TrackFormat> tracks, ByteBuffer chunk) {
        for (int track = 0; track < tracks.size(); track++) {
            if (tracks.get(track) instanceof VideoFormat video) {
                return ChunkParser.parse(chunk) instanceof Valid<ParsedChunk>(ParsedChunk parsed)
                        ? first(video, track + 1, parsed, chunk)
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Optional<KeyFrame> first(
            VideoFormat format, int trackId, ParsedChunk parsed, ByteBuffer chunk) {
        Instant takenAt = Instant.EPOCH.plus(parsed.header().wallClockMicros(), ChronoUnit.MICROS);
        return parsed.run(trackId)
                .filter(run -> run.sampleCount() > 0 && run.sync(0))
                .map(run -> new KeyFrame(format, firstSample(run, chunk), takenAt));
    }

    private static ByteBuffer firstSample(TrackRun run, ByteBuffer chunk) {
        return chunk.slice(chunk.position() + run.dataOffset(), run.sizeBytes(0));
    }
}
