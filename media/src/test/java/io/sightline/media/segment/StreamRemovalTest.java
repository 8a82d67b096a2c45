package io.sightline.media.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamRemovalTest {

    private static final SegmentId ID = new SegmentId(Instant.parse("2026-03-01T12:00:00Z"));

    @TempDir Path directory;
    private Volume volume;

    @BeforeEach
    void create() throws IOException {
        volume = Volume.create("main", directory.resolve("volume"), Disk.local());
        write("gone");
        write("stays");
    }

    private void write(String stream) throws IOException {
        Path file = volume.segmentPath(stream, ID);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "video");
    }

    @Test
    void takesOneStreamOutOfSightAndLeavesTheOthers() throws IOException {
        assertThat(StreamRemoval.takeAway(volume, "gone")).isTrue();

        assertThat(SegmentScan.streams(volume)).containsExactly("stays");
        assertThat(SegmentScan.segments(volume, "gone")).isEmpty();
        assertThat(SegmentScan.segments(volume, "stays")).containsExactly(ID);
    }

    @Test
    void saysWhenThereIsNothingOfAStream() throws IOException {
        assertThat(StreamRemoval.takeAway(volume, "never")).isFalse();
    }

    @Test
    void deletesWhatWasTakenAwayBeforeTheProcessEnded() throws IOException {
        StreamRemoval.takeAway(volume, "gone");
        write("gone");
        StreamRemoval.takeAway(volume, "gone");

        Volume afterRestart =
                Volume.open("main", volume.directory(), Optional.of(volume.id()), Disk.local());
        StreamRemoval.purge(afterRestart);

        try (var left = Files.walk(volume.directory())) {
            assertThat(left.filter(Files::isRegularFile).map(Path::getFileName).map(Path::toString))
                    .hasSize(2)
                    .contains(volume.segmentPath("stays", ID).getFileName().toString());
        }
        StreamRemoval.purge(afterRestart);
    }
}
