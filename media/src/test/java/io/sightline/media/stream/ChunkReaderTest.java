package io.sightline.media.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.bits.ByteSequence;
import io.sightline.media.cmaf.Chunk;
import io.sightline.media.cmaf.ChunkInfo;
import io.sightline.media.cmaf.InitSegment;
import io.sightline.media.cmaf.Interruption;
import io.sightline.media.loop.MediaLoop;
import io.sightline.media.stream.ChunkReader.JoinAt;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChunkReaderTest {

    private static final int CHUNK_BYTES = 1_000;
    private static final long CHUNK_MICROS = 200_000;
    private static final int CHUNKS_PER_GOP = 5;
    private static final InitSegment INIT =
            new InitSegment(
                    1, List.of(), ByteSequence.empty(), ByteSequence.empty(), "avc1.640028");

    private final MediaLoop loop = MediaLoop.start("reader-test", Duration.ofMillis(2));
    private final Stream stream =
            new Stream(
                    "cam",
                    loop,
                    new SilentSource(),
                    StreamSettings.DEFAULT,
                    InstantSource.system());

    /** A source that never delivers: chunks are put into the ring by hand. */
    private static final class SilentSource implements Source {
        @Override
        public void start(StreamInput input) {
            input.connecting();
        }

        @Override
        public void stop() {
            // Nothing runs.
        }
    }

    @AfterEach
    void stop() {
        loop.close();
    }

    @Test
    void beginsAtTheNewestKeyFrameWhenJoiningTheCachedGop() {
        ChunkRing ring = filledRing(0, 13);
        assertThat(sequences(readerAt(ring, JoinAt.CACHED_GOP, 13))).containsExactly(10L, 11L, 12L);
    }

    @Test
    void waitsForTheNextKeyFrameWhenAskedTo() {
        ChunkRing ring = filledRing(0, 13);
        ChunkReader reader = readerAt(ring, JoinAt.NEXT_GOP, 13);
        assertThat(sequences(reader)).isEmpty();
        fill(ring, 13, 17);
        assertThat(sequences(reader)).containsExactly(15L, 16L);
        assertThat(reader.skippedChunks()).as("what passed before it joined").isZero();
    }

    @Test
    void jumpsToTheNextKeyFrameAndCountsTheMissWhenTheRingOvertakesIt() {
        ChunkRing ring = new ChunkRing(Long.MAX_VALUE / 2, 10 * CHUNK_BYTES);
        fill(ring, 0, 5);
        ChunkReader reader = readerAt(ring, JoinAt.OLDEST, 5);
        assertThat(sequences(reader)).containsExactly(0L, 1L, 2L, 3L, 4L);
        fill(ring, 5, 28);
        assertThat(sequences(reader))
                .as("5…17 fell out of the ring, 18 and 19 need an earlier key frame")
                .containsExactly(20L, 21L, 22L, 23L, 24L, 25L, 26L, 27L);
        assertThat(reader.skippedChunks()).isEqualTo(15);
    }

    @Test
    void ringForgetsWhatIsOlderThanItsWindow() {
        ChunkRing ring = new ChunkRing(2_000_000, Long.MAX_VALUE);
        fill(ring, 0, 100);
        assertThat(ring.snapshot()).hasSizeBetween(10, 11);
        assertThat(ring.snapshot().getLast().info().sequence()).isEqualTo(99);
    }

    @Test
    void ringLetsGoOfHeapCopiesOnlyOfWhatIsStored() {
        ChunkRing ring = filledRing(0, 10);
        List<Chunk> held = ring.snapshot();
        held.subList(0, 6).forEach(chunk -> chunk.storedAt(Path.of("segment.mp4"), 0));
        ring.releaseStored(0);
        assertThat(held.stream().filter(chunk -> chunk.heapBytes() > 0)).hasSize(4);
    }

    @Test
    void storedChunksDoNotCountAgainstTheHeapLimit() {
        ChunkRing ring = new ChunkRing(Long.MAX_VALUE / 2, 3 * CHUNK_BYTES);
        for (int sequence = 0; sequence < 20; sequence++) {
            Chunk chunk = chunk(sequence);
            ring.add(chunk);
            chunk.storedAt(Path.of("segment.mp4"), 0);
            ring.releaseStored(0);
        }
        assertThat(ring.snapshot()).hasSize(20);
    }

    private ChunkReader readerAt(ChunkRing ring, JoinAt at, long nextSequence) {
        ReaderInfo info = new ReaderInfo("1", ReaderInfo.Kind.API, "", Instant.EPOCH);
        return new ChunkReader(stream, ring, info, ring.joinSequence(at, nextSequence));
    }

    private static ChunkRing filledRing(int from, int to) {
        ChunkRing ring = new ChunkRing(Long.MAX_VALUE / 2, Long.MAX_VALUE);
        fill(ring, from, to);
        return ring;
    }

    private static void fill(ChunkRing ring, int from, int to) {
        for (int sequence = from; sequence < to; sequence++) {
            ring.add(chunk(sequence));
        }
    }

    private static Chunk chunk(long sequence) {
        ChunkInfo info =
                new ChunkInfo(
                        sequence,
                        INIT,
                        sequence % CHUNKS_PER_GOP == 0,
                        false,
                        Interruption.NONE,
                        sequence * CHUNK_MICROS,
                        CHUNK_MICROS,
                        sequence * CHUNK_MICROS,
                        5,
                        CHUNK_BYTES,
                        CHUNK_BYTES);
        return new Chunk(info, ByteBuffer.allocate(CHUNK_BYTES));
    }

    private static List<Long> sequences(ChunkReader reader) {
        List<Long> taken = new ArrayList<>();
        for (Optional<Chunk> chunk = reader.poll(); chunk.isPresent(); chunk = reader.poll()) {
            taken.add(chunk.get().info().sequence());
        }
        return taken;
    }
}
