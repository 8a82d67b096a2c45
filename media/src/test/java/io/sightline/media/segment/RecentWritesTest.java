package io.sightline.media.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentWritesTest {

    private static final Path FILE = Path.of("14-00-00-000.mp4");
    private static final long MEGABYTE = 1 << 20;

    private record Dropped(Path path, long from, long to) {}

    private final List<Dropped> dropped = new ArrayList<>();
    private final RecentWrites recent = new RecentWrites(new ForgettingDisk());

    @Test
    void whatWasWrittenLatelyStays() {
        recent.add(FILE, 0, MEGABYTE, seconds(0));

        recent.dropOld(seconds(29));

        assertThat(dropped).isEmpty();
    }

    @Test
    void whatIsHalfAMinuteOldGoesOnce() {
        recent.add(FILE, 0, MEGABYTE, seconds(0));
        recent.add(FILE, MEGABYTE, 2 * MEGABYTE, seconds(10));

        recent.dropOld(seconds(31));
        recent.dropOld(seconds(32));

        assertThat(dropped).containsExactly(new Dropped(FILE, 0, MEGABYTE));
    }

    @Test
    void aLargePageThatReachedOverTheLastRangeGoesWithTheNext() {
        recent.add(FILE, 5 * MEGABYTE, 6 * MEGABYTE, seconds(0));

        recent.dropOld(seconds(31));

        assertThat(dropped).containsExactly(new Dropped(FILE, 3 * MEGABYTE, 6 * MEGABYTE));
    }

    @Test
    void chunksAreDroppedByTheMegabyte() {
        long chunk = 100_000;
        for (int i = 0; i < 11; i++) {
            recent.add(FILE, i * chunk, (i + 1) * chunk, seconds(i));
        }

        recent.dropOld(seconds(39));
        assertThat(dropped).as("the last of it is 29 s old").isEmpty();
        recent.dropOld(seconds(40));
        recent.dropOld(seconds(100));

        assertThat(dropped).containsExactly(new Dropped(FILE, 0, 11 * chunk));
    }

    @Test
    void theRestOfAFileGoesOnceItHasEnded() {
        recent.add(FILE, 0, 5_000, seconds(0));
        recent.dropOld(seconds(100));
        assertThat(dropped).isEmpty();

        recent.ended(FILE);
        recent.dropOld(seconds(100));

        assertThat(dropped).containsExactly(new Dropped(FILE, 0, 5_000));
    }

    @Test
    void aBacklogGoesOneStretchAtATime() {
        for (int i = 0; i < 10; i++) {
            recent.add(FILE, i * MEGABYTE, (i + 1) * MEGABYTE, seconds(i));
        }

        recent.dropOld(seconds(100));
        assertThat(dropped).hasSize(1);
        recent.dropOld(seconds(100));

        assertThat(dropped).hasSize(2);
    }

    private static long seconds(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }

    /** Notes what it is told to drop. */
    private final class ForgettingDisk implements Disk {

        @Override
        public void dropFromCache(Path path, long from, long to) {
            dropped.add(new Dropped(path, from, to));
        }

        @Override
        public File create(Path path) {
            throw new UnsupportedOperationException();
        }

        @Override
        public File open(Path path) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long freeBytes(Path directory) {
            return 0;
        }

        @Override
        public long capacityBytes(Path directory) {
            return 0;
        }
    }
}
