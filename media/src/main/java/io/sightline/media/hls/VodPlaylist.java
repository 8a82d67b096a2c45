package io.sightline.media.hls;

import io.sightline.media.segment.ChunkEntry;
import io.sightline.media.segment.SegmentFile;
import io.sightline.media.segment.SegmentId;
import io.sightline.media.segment.SegmentSummary.State;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A playlist over recorded time (RFC 8216 §4.3): whole GOPs of segment files as byte ranges with
 * addresses of their own, which never change and can be cached for ever.
 *
 * <pre>
 *   20261121T083000000/init.mp4
 *   20261121T083000000/1234-567890.m4s     bytes 1234 up to, without, 567890 of that file
 * </pre>
 */
public final class VodPlaylist {

    /** Long enough that requests are few, short enough that a seek loads little. */
    private static final long ENTRY_MICROS = 3_000_000;

    /** Media times of two files that differ by no more continue each other. */
    private static final long CONTINUOUS_MICROS = 100_000;

    private static final int VERSION = 7;

    /** A segment file and the id in its addresses. */
    public record Recorded(SegmentId id, SegmentFile file) {}

    /** A run of chunks with an address. */
    private record Entry(ChunkEntry first, ChunkEntry last) {
        long durationMicros() {
            return last.endMicros() - first.startMicros();
        }
    }

    private final long fromMicros;
    private final long toMicros;
    private final boolean growing;
    private final StringBuilder body = new StringBuilder(16 << 10);
    private long longestMicros;
    private @Nullable ByteBuffer init;
    private @Nullable SegmentFile before;

    private VodPlaylist(long fromMicros, long toMicros, boolean growing) {
        this.fromMicros = fromMicros;
        this.toMicros = toMicros;
        this.growing = growing;
    }

    /**
     * @param segments in the order of their beginnings
     * @param fromMicros wall clock, microseconds since the epoch: the GOP that holds it is the
     *     first
     * @param toMicros the GOP that holds it is the last
     * @param growing whether more will be recorded within the range: no end is written then, and
     *     GOPs that are still being written are left for the next request
     * @return the playlist; empty of entries when nothing is playable
     */
    public static ByteBuffer write(
            List<Recorded> segments, long fromMicros, long toMicros, boolean growing) {
        VodPlaylist playlist = new VodPlaylist(fromMicros, toMicros, growing);
        segments.forEach(playlist::add);
        return StandardCharsets.UTF_8.encode(playlist.text());
    }

    private void add(Recorded segment) {
        SegmentFile file = segment.file();
        List<Entry> wanted = entries(file);
        if (wanted.isEmpty()) {
            return;
        }
        begin(segment);
        for (Entry entry : wanted) {
            longestMicros = Math.max(longestMicros, entry.durationMicros());
            body.append("#EXT-X-PROGRAM-DATE-TIME:");
            body.append(
                    Instant.EPOCH.plus(entry.first().wallClockMicros() / 1000, ChronoUnit.MILLIS));
            body.append("\n#EXTINF:");
            Seconds.append(body, entry.durationMicros());
            body.append(",\n").append(segment.id().text()).append('/');
            body.append(entry.first().offset()).append('-').append(entry.last().endOffset());
            body.append(".m4s\n");
        }
        before = file;
    }

    /** Says what changes with this file. */
    private void begin(Recorded segment) {
        ByteBuffer header = segment.file().init(true);
        if (before != null && (!header.equals(init) || !continues(before, segment.file()))) {
            body.append("#EXT-X-DISCONTINUITY\n");
        }
        if (!header.equals(init)) {
            body.append("#EXT-X-MAP:URI=\"").append(segment.id().text()).append("/init.mp4\"\n");
            init = header;
        }
    }

    private static boolean continues(SegmentFile before, SegmentFile next) {
        long end = before.chunks().getLast().endMicros();
        long start = next.chunks().getFirst().startMicros();
        return next.header().gapBefore().isEmpty() && Math.abs(start - end) <= CONTINUOUS_MICROS;
    }

    private List<Entry> entries(SegmentFile file) {
        List<ChunkEntry> chunks = file.chunks();
        List<Entry> entries = new ArrayList<>();
        int first = firstWanted(chunks);
        for (int i = first; i < chunks.size(); i++) {
            boolean last = i + 1 == chunks.size();
            boolean gopEnds = last || chunks.get(i + 1).startsGop();
            boolean longEnough =
                    chunks.get(i).endMicros() - chunks.get(first).startMicros() >= ENTRY_MICROS;
            boolean beyond = gopEnds && !last && chunks.get(i + 1).wallClockMicros() >= toMicros;
            if (last && growing && file.state() == State.OPEN) {
                break;
            }
            if (gopEnds && (longEnough || last || beyond)) {
                entries.add(new Entry(chunks.get(first), chunks.get(i)));
                first = i + 1;
            }
            if (beyond) {
                break;
            }
        }
        entries.removeIf(entry -> entry.first().playableBytes() == 0);
        return entries;
    }

    /** Begin of the GOP in which the wanted time lies. */
    private int firstWanted(List<ChunkEntry> chunks) {
        int first = 0;
        for (int i = 0; i < chunks.size(); i++) {
            if (chunks.get(i).wallClockMicros() > fromMicros) {
                break;
            }
            if (chunks.get(i).startsGop()) {
                first = i;
            }
        }
        return first;
    }

    private String text() {
        StringBuilder text = new StringBuilder(body.length() + 256);
        text.append("#EXTM3U\n#EXT-X-VERSION:").append(VERSION);
        text.append("\n#EXT-X-TARGETDURATION:");
        // A playlist that grows may get longer GOPs than it has; the target must not change.
        long target = growing ? Math.max(longestMicros, 3 * ENTRY_MICROS) : longestMicros;
        text.append(Math.max(1, (target + 999_999) / 1_000_000));
        text.append("\n#EXT-X-PLAYLIST-TYPE:").append(growing ? "EVENT" : "VOD");
        text.append("\n#EXT-X-INDEPENDENT-SEGMENTS\n").append(body);
        if (!growing) {
            text.append("#EXT-X-ENDLIST\n");
        }
        return text.toString();
    }
}
