package io.sightline.bench.playback;

import io.sightline.media.bits.ByteSequence;
import io.sightline.media.cmaf.Chunk;
import io.sightline.media.cmaf.ChunkSettings;
import io.sightline.media.cmaf.Chunker;
import io.sightline.media.codec.H264Format;
import io.sightline.media.codec.TrackFormat;
import io.sightline.media.segment.SegmentHeader;
import io.sightline.media.segment.SegmentSummary;
import io.sightline.media.segment.SegmentWriter;
import io.sightline.media.segment.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ten minutes of a camera as a segment file: chunker and writer are the real ones, with as many
 * chunks and frames as in life; only the frames are small, so that hundreds of files fit on a disk.
 */
final class SyntheticSegment {

    static final long MICROS = 600_000_000L;

    private static final int FRAMES_PER_SECOND = 25;
    private static final int FRAMES_OF_GOP = 50;
    private static final int FRAME_BYTES = 400;
    private static final int BATCH = 500;
    private static final int FRAME_TICKS = 90_000 / FRAMES_PER_SECOND;

    private static final List<TrackFormat> FORMATS =
            List.of(
                    new H264Format(
                            List.of(
                                    ByteSequence.copyOf(
                                            (byte) 0x67, (byte) 0x64, (byte) 0, (byte) 40)),
                            List.of(ByteSequence.copyOf((byte) 0x68, (byte) 0xEE, (byte) 0x3C)),
                            1920,
                            1080,
                            0));

    private SyntheticSegment() {}

    /** Writes the file of {@code stream} that begins at the time given. */
    static SegmentSummary write(Volume volume, String stream, long wallClockMicros)
            throws IOException {
        List<Chunk> chunks = chunks(wallClockMicros);
        SegmentHeader header = SegmentHeader.of(stream, Optional.empty(), FORMATS);
        SegmentWriter writer = SegmentWriter.create(volume, header, chunks.getFirst().info());
        ByteBuffer staging = ByteBuffer.allocateDirect(1 << 20);
        for (int i = 0; i < chunks.size(); i += BATCH) {
            writer.append(chunks.subList(i, Math.min(chunks.size(), i + BATCH)), staging);
        }
        return writer.finish().orElseThrow();
    }

    private static List<Chunk> chunks(long wallClockMicros) {
        List<Chunk> chunks = new ArrayList<>();
        Chunker chunker =
                new Chunker(Chunker.init(1, FORMATS), 0, false, ChunkSettings.DEFAULT, chunks::add);
        byte[] frame = new byte[FRAME_BYTES];
        int frames = (int) (MICROS / 1_000_000 * FRAMES_PER_SECOND);
        for (int i = 0; i < frames; i++) {
            boolean key = i % FRAMES_OF_GOP == 0;
            frame[0] = (byte) (key ? 0x65 : 0x41);
            frame[1] = (byte) i;
            chunker.buffer(0).beginNalUnit();
            chunker.buffer(0).append(ByteBuffer.wrap(frame));
            chunker.buffer(0).endNalUnit();
            long micros = i * 1_000_000L / FRAMES_PER_SECOND;
            chunker.complete(0, (long) i * FRAME_TICKS, wallClockMicros + micros, key);
        }
        chunker.close();
        return chunks;
    }
}
