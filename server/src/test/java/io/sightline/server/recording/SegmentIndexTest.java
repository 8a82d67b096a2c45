package io.sightline.server.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.segment.GapReason;
import io.sightline.media.segment.Hole;
import io.sightline.media.segment.SegmentId;
import io.sightline.media.segment.SegmentSummary.State;
import io.sightline.server.database.Database;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentIndexTest {

    @TempDir Path directory;

    @Test
    void keepsWhyThereIsNoMediaWithinASegment() {
        IndexedSegment segment =
                new IndexedSegment(
                        "cam",
                        new SegmentId(Instant.ofEpochSecond(10)),
                        "main",
                        State.CLOSED,
                        10_000_000,
                        20_000_000,
                        1_000,
                        "disk-slow",
                        "avc1.64001f",
                        List.of(
                                new Hole(12_000_000, 13_000_000, GapReason.CAMERA_STALLED),
                                new Hole(15_000_000, 17_000_000, GapReason.PACKETS_LOST)));
        try (Database database = Database.open(directory.resolve("test.db"))) {
            SegmentIndex index = new SegmentIndex(database);

            index.put(List.of(segment));

            assertThat(index.all("cam")).containsExactly(segment);
        }
    }
}
