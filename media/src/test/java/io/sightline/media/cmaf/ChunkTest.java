package io.sightline.media.cmaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.media.bits.ByteArrays;
import io.sightline.media.bits.ByteSequence;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChunkTest {

    private static final int SIZE_BYTES = 5_000;

    private final ByteArrays arrays = new ByteArrays(1 << 20);
    private final byte[] array = arrays.take(SIZE_BYTES);
    private final Chunk chunk =
            Chunk.recyclable(info(), ByteBuffer.wrap(array, 0, SIZE_BYTES), arrays);

    @TempDir Path directory;

    @Test
    void usesTheArrayOfAStoredChunkAgainThatNobodyLookedAt() {
        chunk.untilStored();
        chunk.storedAt(directory.resolve("segment.mp4"), 0);
        chunk.releaseMemory();
        assertThat(arrays.take(SIZE_BYTES)).isSameAs(array);
    }

    @Test
    void neverUsesAnArrayAgainThatAReaderMayLookAt() {
        ByteBuffer held = chunk.inMemory().orElseThrow();
        chunk.storedAt(directory.resolve("segment.mp4"), 0);
        chunk.releaseMemory();
        assertThat(arrays.take(SIZE_BYTES)).isNotSameAs(array);
        assertThat(held.remaining()).isEqualTo(SIZE_BYTES);
    }

    @Test
    void givesAnArrayBackOnce() {
        chunk.storedAt(directory.resolve("segment.mp4"), 0);
        chunk.releaseMemory();
        chunk.releaseMemory();
        assertThat(arrays.take(SIZE_BYTES)).isSameAs(array);
        assertThat(arrays.take(SIZE_BYTES)).isNotSameAs(array);
    }

    @Test
    void keepsTheHeapCopyUntilItIsStored() {
        chunk.releaseMemory();
        assertThat(chunk.heapBytes()).isEqualTo(SIZE_BYTES);
    }

    @Test
    void isReadBackFromItsFileOnceTheHeapCopyIsGone() throws Exception {
        array[10] = 42;
        Path file = directory.resolve("segment.mp4");
        byte[] content = new byte[100 + SIZE_BYTES];
        System.arraycopy(array, 0, content, 100, SIZE_BYTES);
        Files.write(file, content);
        chunk.storedAt(file, 100);
        chunk.releaseMemory();
        assertThat(chunk.heapBytes()).isZero();
        assertThat(chunk.read().get(10)).isEqualTo((byte) 42);
        assertThatThrownBy(chunk::untilStored).isInstanceOf(IllegalStateException.class);
    }

    private static ChunkInfo info() {
        InitSegment init =
                new InitSegment(1, List.of(), ByteSequence.empty(), ByteSequence.empty(), "");
        return new ChunkInfo(
                0, init, true, false, Interruption.NONE, 0, 200_000, 0, 5, SIZE_BYTES, SIZE_BYTES);
    }
}
