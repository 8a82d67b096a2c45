package io.sightline.server.sendfile;

import java.util.ArrayList;
import java.util.List;

/** An answer's content: regions one after the other. */
public record Content(List<Region> regions, long length) {

    public Content {
        regions = List.copyOf(regions);
    }

    public static Content of(List<Region> regions) {
        long length = 0;
        for (Region region : regions) {
            length += region.length();
        }
        return new Content(joined(regions), length);
    }

    /** Neighbours in one file become one region: one call of the kernel sends them. */
    private static List<Region> joined(List<Region> regions) {
        List<Region> joined = new ArrayList<>(regions.size());
        for (Region region : regions) {
            if (!joined.isEmpty()
                    && region instanceof Region.InFile next
                    && joined.getLast() instanceof Region.InFile before
                    && before.file().equals(next.file())
                    && before.offset() + before.length() == next.offset()) {
                long both = before.length() + next.length();
                joined.set(
                        joined.size() - 1, new Region.InFile(before.file(), before.offset(), both));
            } else {
                joined.add(region);
            }
        }
        return joined;
    }

    /** The bytes from {@code from} on, {@code count} of them; both within the length. */
    public Content slice(long from, long count) {
        List<Region> wanted = new ArrayList<>();
        long start = 0;
        for (Region region : regions) {
            long first = Math.max(from, start);
            long end = Math.min(from + count, start + region.length());
            if (first < end) {
                wanted.add(region.slice(first - start, end - first));
            }
            start += region.length();
        }
        return new Content(wanted, count);
    }
}
