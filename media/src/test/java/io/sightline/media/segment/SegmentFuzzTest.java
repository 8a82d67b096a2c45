package io.sightline.media.segment;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whatever lies on the disk under a segment's name, reading it ends with an answer or a refusal.
 */
class SegmentFuzzTest {

    @FuzzTest(maxDuration = "20s")
    void segmentFile(byte[] content) throws IOException {
        Path file = Files.createTempFile("segment", ".mp4");
        try {
            Files.write(file, content);
            SegmentFile segment = SegmentFile.read(file);
            for (ChunkEntry chunk : segment.chunks()) {
                if (chunk.offset() < 0 || chunk.offset() + chunk.sizeBytes() > content.length) {
                    throw new AssertionError("a chunk outside of its file: " + chunk);
                }
            }
        } catch (IOException _) {
            // Refused, as it should be.
        } finally {
            Files.delete(file);
        }
    }
}
