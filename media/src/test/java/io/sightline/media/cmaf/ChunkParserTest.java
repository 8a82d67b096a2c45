package io.sightline.media.cmaf;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.bits.Parsed;
import io.sightline.media.codec.G711Format;
import io.sightline.media.codec.TrackFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chunks that were cut, changed or made up. */
class ChunkParserTest {

    @TempDir Path folder;

    @Test
    void aChunkCutAnywhereIsMalformed() throws IOException {
        ByteBuffer chunk = chunks().getFirst().read();
        for (int length = 0; length < chunk.limit(); length++) {
            Parsed<ParsedChunk> parsed = ChunkParser.parse(chunk.slice(0, length));
            assertThat(parsed).as("cut at %d", length).isInstanceOf(Parsed.Malformed.class);
        }
        assertThat(ChunkParser.parse(chunk)).isInstanceOf(Parsed.Valid.class);
    }

    @Test
    void everyChangedByteBehindTheChecksumIsNoticed() throws IOException {
        ByteBuffer chunk = chunks().getFirst().read();
        byte[] bytes = new byte[chunk.remaining()];
        chunk.get(0, bytes);
        ChunkHeader header = ChunkHeader.read(chunk).toOptional().orElseThrow();
        for (int i = ChunkHeader.CHECKED_FROM; i < bytes.length; i++) {
            bytes[i] ^= 0x10;
            assertThat(header.intact(ByteBuffer.wrap(bytes))).as("byte %d", i).isFalse();
            bytes[i] ^= 0x10;
        }
        assertThat(header.intact(ByteBuffer.wrap(bytes))).isTrue();
    }

    @Test
    void changedBoxesAreRefusedOrReadButNeverThrow() throws IOException {
        ByteBuffer chunk = chunks().getFirst().read();
        byte[] bytes = new byte[chunk.remaining()];
        Random random = new Random(11);
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            chunk.get(0, bytes);
            int changes = 1 + random.nextInt(4);
            for (int i = 0; i < changes; i++) {
                bytes[random.nextInt(400)] = (byte) random.nextInt(256);
            }
            if (!(ChunkParser.parse(ByteBuffer.wrap(bytes)) instanceof Parsed.Valid)) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(10_000);
    }

    @Test
    void aFileIsWalkedUpToItsLastWholeChunk() throws IOException {
        List<Chunk> chunks = chunks();
        Path file = folder.resolve("chunks");
        List<Long> ends = new ArrayList<>(List.of(0L));
        try (var out = Files.newOutputStream(file)) {
            for (Chunk chunk : chunks) {
                byte[] bytes = new byte[chunk.info().sizeBytes()];
                chunk.read().get(bytes);
                out.write(bytes);
                ends.add(ends.getLast() + bytes.length);
            }
        }
        try (FileChannel channel = FileChannel.open(file)) {
            for (long size = channel.size(); size >= 0; size -= 7) {
                ChunkScanner scanner = new ChunkScanner(channel, 0, size);
                long end = 0;
                Optional<ChunkScanner.Located> next = scanner.next();
                while (next.isPresent()) {
                    assertThat(scanner.intact(next.get())).isTrue();
                    assertThat(scanner.samples(next.get())).isInstanceOf(Parsed.Valid.class);
                    end = next.get().endOffset();
                    next = scanner.next();
                }
                long most = size;
                long expected = ends.stream().filter(e -> e <= most).reduce(0L, Math::max);
                assertThat(end).isEqualTo(expected);
                assertThat(scanner.offset()).isEqualTo(expected);
            }
        }
    }

    @Test
    void ntpTimesComeBackToTheMicrosecond() {
        Random random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            long micros = random.nextLong(4_000_000_000_000_000L);
            long ntp = ProducerReferenceTime.ntp(micros);
            assertThat(ProducerReferenceTime.epochMicros(ntp)).isEqualTo(micros);
        }
    }

    /** Two chunks of video with sound in the second fragment. */
    static List<Chunk> chunks() {
        List<TrackFormat> formats =
                List.of(TestFormats.h264(2), new G711Format(G711Format.Law.MU, 8_000, 1));
        List<Chunk> chunks = new ArrayList<>();
        Chunker chunker =
                new Chunker(Chunker.init(1, formats), 0, false, ChunkSettings.DEFAULT, chunks::add);
        int[] places = {0, 4, 2, 1, 3, 8, 6, 5, 7, 12};
        for (int i = 0; i < places.length; i++) {
            chunker.buffer(0).append(ByteBuffer.wrap(new byte[300 + i]));
            chunker.complete(0, places[i] * 3_600L, 1_790_000_000_000_000L, i == 0);
            chunker.buffer(1).append(ByteBuffer.wrap(new byte[160]));
            chunker.complete(1, i * 160L, 1_790_000_000_000_000L, true);
        }
        chunker.close();
        return chunks;
    }
}
