package io.sightline.media.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.media.cmaf.Chunk;
import io.sightline.media.cmaf.Ffmpeg;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as crashes and bad disks leave them. */
class SegmentRecoveryTest {

    /** Forcing costs milliseconds, thousands of cuts would cost minutes. */
    private static final Disk FORGETFUL =
            new Disk() {
                @Override
                public File create(Path path) throws IOException {
                    return withoutForce(Disk.local().create(path));
                }

                @Override
                public File open(Path path) throws IOException {
                    return withoutForce(Disk.local().open(path));
                }

                @Override
                public long freeBytes(Path directory) {
                    return Long.MAX_VALUE;
                }

                @Override
                public long capacityBytes(Path directory) {
                    return Long.MAX_VALUE;
                }
            };

    @TempDir Path folder;
    private byte[] open;
    private byte[] finished;
    private List<ChunkEntry> chunks;

    @BeforeEach
    void record() throws IOException {
        List<Chunk> recorded = TestMedia.h264AndAac(folder, 2, 2).chunks(TestMedia.EPOCH_MICROS);
        Volume volume = Volume.create("main", folder.resolve("volume"), Disk.local());
        SegmentHeader header =
                SegmentHeader.of(
                        "cam", Optional.empty(), recorded.getFirst().info().init().tracks());
        SegmentWriter writer = SegmentWriter.create(volume, header, recorded.getFirst().info());
        writer.append(recorded, ByteBuffer.allocateDirect(1 << 20));
        open = Files.readAllBytes(writer.path());
        chunks = writer.chunks();
        writer.finish();
        finished = Files.readAllBytes(writer.path());
    }

    @Test
    void anUnfinishedFileBecomesExactlyTheFinishedOne() throws IOException {
        Path file = write(open, open.length);
        assertThat(SegmentRecovery.finish(file, Disk.local()).orElseThrow().chunks())
                .isEqualTo(chunks);
        assertThat(Files.readAllBytes(file)).isEqualTo(finished);
        Ffmpeg.decode(file);
    }

    @Test
    void aFinishedFileIsLeftAsItIs() throws IOException {
        Path file = write(finished, finished.length);
        SegmentRecovery.finish(file, Disk.local());
        assertThat(Files.readAllBytes(file)).isEqualTo(finished);
    }

    @Test
    void aFileCutAnywhereInItsLastChunkKeepsEveryWholeChunk() throws IOException {
        ChunkEntry last = chunks.getLast();
        for (long length = last.offset() - 1; length <= last.endOffset(); length++) {
            Path file = write(open, (int) length);
            SegmentFile recovered = SegmentRecovery.finish(file, FORGETFUL).orElseThrow();
            long end = length;
            assertThat(recovered.chunks())
                    .as("cut to %d bytes", length)
                    .isEqualTo(chunks.stream().filter(chunk -> chunk.endOffset() <= end).toList());
            assertThat(SegmentFile.read(file).state()).isEqualTo(SegmentSummary.State.CLOSED);
        }
    }

    @Test
    void aFileCutAnywhereWhileItIsBeingFinishedIsFinishedAgain() throws IOException {
        for (int length = (int) chunks.getLast().endOffset(); length < finished.length; length++) {
            Path file = write(finished, length);
            SegmentRecovery.finish(file, FORGETFUL);
            assertThat(Files.readAllBytes(file)).as("cut to %d bytes", length).isEqualTo(finished);
        }
    }

    @Test
    void damageInTheLastSecondsCutsBeforeTheDamagedChunk() throws IOException {
        ChunkEntry damaged = chunks.get(chunks.size() - 3);
        byte[] bytes = open.clone();
        bytes[(int) damaged.endOffset() - 5] ^= 1;
        Path file = write(bytes, bytes.length);
        SegmentFile recovered = SegmentRecovery.finish(file, Disk.local()).orElseThrow();
        assertThat(recovered.chunks()).isEqualTo(chunks.subList(0, chunks.size() - 3));
        Ffmpeg.decode(file);
    }

    @Test
    void zerosBehindTheLastForceAreCutOff() throws IOException {
        byte[] bytes = Arrays.copyOf(open, open.length + 100_000);
        Path file = write(bytes, bytes.length);
        SegmentRecovery.finish(file, Disk.local());
        assertThat(Files.readAllBytes(file)).isEqualTo(finished);
    }

    @Test
    void aFileWithoutAWholeChunkIsRemoved() throws IOException {
        Path file = write(open, (int) chunks.getFirst().endOffset() - 1);
        assertThat(SegmentRecovery.finish(file, Disk.local())).isEmpty();
        assertThat(file).doesNotExist();
        Path empty = write(open, 0);
        assertThat(SegmentRecovery.finish(empty, Disk.local())).isEmpty();
        assertThat(empty).doesNotExist();
    }

    @Test
    void aFileOfSomebodyElseIsLeftAlone() throws IOException {
        byte[] foreign =
                "not a recording at all, only some text".getBytes(StandardCharsets.US_ASCII);
        Path file = write(foreign, foreign.length);
        assertThatThrownBy(() -> SegmentRecovery.finish(file, Disk.local()))
                .isInstanceOf(SegmentFile.NotASegmentException.class);
        assertThat(Files.readAllBytes(file)).isEqualTo(foreign);
    }

    @Test
    void everyFlippedByteOutsideOfTheMediaIsNoticedOrHarmless() throws IOException {
        int chunksFrom = (int) chunks.getFirst().offset();
        int chunksEnd = (int) chunks.getLast().endOffset();
        for (int i = 0; i < finished.length; i++) {
            if (i == chunksFrom) {
                i = chunksEnd;
            }
            byte[] bytes = finished.clone();
            bytes[i] ^= 0x55;
            Path file = write(bytes, bytes.length);
            try {
                assertThat(SegmentFile.read(file).chunks()).isEqualTo(chunks);
            } catch (SegmentFile.NotASegmentException e) {
                assertThat(i).isLessThan(chunksFrom);
            }
        }
    }

    private Path write(byte[] bytes, int length) throws IOException {
        Path file = folder.resolve("broken.mp4");
        try (var out = Files.newOutputStream(file)) {
            out.write(bytes, 0, length);
        }
        return file;
    }

    private static Disk.File withoutForce(Disk.File file) {
        return new Disk.File() {
            @Override
            public void write(ByteBuffer source, long position) throws IOException {
                file.write(source, position);
            }

            @Override
            public void truncate(long sizeBytes) throws IOException {
                file.truncate(sizeBytes);
            }

            @Override
            public void force() {
                // Nothing loses power here.
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        };
    }
}
