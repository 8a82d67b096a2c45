package io.sightline.media.segment;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * What a volume's thread wrote in the last half minute, so that what is older can leave the page
 * cache ({@link Disk#dropFromCache}).
 *
 * <p>Why. A recording is hardly ever read again soon, yet it takes the whole page cache in time:
 * the index, the archive that somebody watches and everything else of the machine are pushed out by
 * it. And each page of a chunk then has to be found anew, by reclaiming; on a virtual machine that
 * hands free memory back to its host this costs 8 µs for 4 KiB, a third of all that recording
 * costs. Given back just before the next write, the same pages go round.
 *
 * <p>The last half minute stays, because viewers who are live read it from the file. Used by the
 * volume's thread only.
 */
final class RecentWrites {

    /** More than live playlists reach back. */
    private static final long KEEP_NANOS = Duration.ofSeconds(30).toNanos();

    /**
     * The cache keeps large pages, which go only as a whole: one that reached over the end of the
     * range dropped before is dropped with the next.
     */
    private static final long LARGE_PAGE_BYTES = 2 << 20;

    /** Two for each one that comes: what was left over is caught up with, without a burst. */
    private static final int DROPPED_AT_ONCE = 2;

    private record Written(Path file, long from, long to, long nanos) {}

    private final Disk disk;
    private final Queue<Written> written = new ArrayDeque<>();

    RecentWrites(Disk disk) {
        this.disk = disk;
    }

    void add(Path file, long from, long to, long nowNanos) {
        written.add(new Written(file, from, to, nowNanos));
    }

    /** Drops what is old, a little at a time: called before each write. */
    void dropOld(long nowNanos) {
        for (int i = 0; i < DROPPED_AT_ONCE; i++) {
            Written oldest = written.peek();
            if (oldest == null || nowNanos - oldest.nanos() < KEEP_NANOS) {
                return;
            }
            written.remove();
            disk.dropFromCache(
                    oldest.file(), Math.max(0, oldest.from() - LARGE_PAGE_BYTES), oldest.to());
        }
    }
}
