package io.sightline.media.segment;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * What a volume's thread wrote in the last half minute, so that what is older can leave the page
 * cache ({@link Disk#dropFromCache}).
 *
 * <p>Why. A recording is hardly ever read again soon, yet it takes the whole page cache in time:
 * the index, the archive that somebody watches and everything else of the machine are pushed out by
 * it. And each page of a chunk then has to be found anew, by reclaiming; on a virtual machine that
 * hands free memory back to its host this costs 8 µs for 4 KiB, a third of all that recording
 * costs. Given back just before the next writes, the same pages go round.
 *
 * <p>Given up are stretches of a megabyte: a call for each chunk would cost a quarter of what
 * writing it does. The last half minute stays, because viewers who are live read it from the file.
 * Used by the volume's thread only.
 */
final class RecentWrites {

    /** More than live playlists reach back. */
    private static final long KEEP_NANOS = Duration.ofSeconds(30).toNanos();

    static final long STRETCH_BYTES = 1 << 20;

    /**
     * The cache keeps large pages, which go only as a whole: one that reached over the end of the
     * range dropped before is dropped with the next.
     */
    private static final long LARGE_PAGE_BYTES = 2 << 20;

    /** Written without a break, and the last of it at {@code nanos}. */
    private record Stretch(Path file, long from, long to, long nanos) {}

    private final Disk disk;

    /** The stretch of each open file that still grows. */
    private final Map<Path, Stretch> growing = new HashMap<>();

    private final Queue<Stretch> whole = new ArrayDeque<>();

    RecentWrites(Disk disk) {
        this.disk = disk;
    }

    void add(Path file, long from, long to, long nowNanos) {
        Stretch before = growing.get(file);
        Stretch stretch = new Stretch(file, before == null ? from : before.from(), to, nowNanos);
        if (to - stretch.from() >= STRETCH_BYTES) {
            growing.remove(file);
            whole.add(stretch);
        } else {
            growing.put(file, stretch);
        }
    }

    /** Nothing is appended to the file any more. */
    void ended(Path file) {
        Stretch last = growing.remove(file);
        if (last != null) {
            whole.add(last);
        }
    }

    /** Drops a stretch that is old, if there is one: called before each write. */
    void dropOld(long nowNanos) {
        Stretch oldest = whole.peek();
        if (oldest != null && nowNanos - oldest.nanos() >= KEEP_NANOS) {
            whole.remove();
            disk.dropFromCache(
                    oldest.file(), Math.max(0, oldest.from() - LARGE_PAGE_BYTES), oldest.to());
        }
    }
}
