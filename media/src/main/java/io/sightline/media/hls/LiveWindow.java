package io.sightline.media.hls;

import io.sightline.media.bits.ByteSequence;
import io.sightline.media.cmaf.Chunk;
import io.sightline.media.cmaf.ChunkInfo;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The recent past of a stream as HLS sees it, for one playlist session.
 *
 * <p>A segment ends where a GOP begins, once it lasts 1.5 s, or sooner where the GOP before was cut
 * short; where GOPs are longer than the target duration it is cut before it would exceed that. A
 * chunk that is longer than the session's PART-TARGET (a camera that halves its frame rate at
 * night) becomes a segment without parts; several in a row ask for a new session.
 *
 * <p>Filled by one thread; media may be looked up by any.
 */
final class LiveWindow {

    static final long LEAST_SEGMENT_MICROS = 1_500_000;

    /** Bound for segments while GOPs are still unknown. */
    private static final long FIRST_SEGMENT_MOST_MICROS = 4_000_000;

    /** What is listed: as long as a minute where the recording holds the bytes. */
    private static final long LISTED_MICROS = 60_000_000;

    /** What may be listed beyond the newest segments while its bytes lie on the heap. */
    private static final long LISTED_HEAP_BYTES = 8 << 20;

    /** RFC 8216bis §6.2.2: at least three target durations are always listed. */
    private static final int LEAST_LISTED_TARGETS = 3;

    /**
     * RFC 8216bis §6.2.2: a segment stays available after it left the playlist for its duration and
     * that of the longest playlist with it; here for a while that any player makes do with.
     */
    private static final long KEPT_UNLISTED_MICROS = 12_000_000;

    private static final long KEPT_HEAP_BYTES = 12 << 20;

    private static final int LEAST_PART_PERCENT = 85;
    private static final int LONG_PARTS_BEFORE_NEW_SESSION = 3;

    private final long epoch;
    private final Deque<LiveSegment> unlisted = new ArrayDeque<>();
    private final Deque<LiveSegment> listed = new ArrayDeque<>();
    private final Map<Long, LiveSegment> segmentsBySequence = new ConcurrentHashMap<>();
    private final Map<Long, LivePart> partsBySequence = new ConcurrentHashMap<>();
    private final Map<Integer, ByteSequence> initsByVersion = new ConcurrentHashMap<>();
    private @Nullable LiveSegment open;
    private @Nullable SessionTargets targets;
    private long nextMediaSequence;
    private long discontinuitySequence;
    private volatile long expectedChunk = -1;
    private int longPartsInARow;
    private ByteBuffer multivariant = ByteBuffer.allocate(0);

    /**
     * @param epoch a number that grows four times a second, taken when the session begins: also its
     *     first media sequence number, so that a later session's numbers are always larger
     */
    LiveWindow(long epoch) {
        this.epoch = epoch;
        this.nextMediaSequence = epoch;
        this.discontinuitySequence = epoch;
    }

    void add(Chunk chunk) {
        ChunkInfo info = chunk.info();
        boolean jumped = expectedChunk >= 0 && info.sequence() != expectedChunk;
        LivePart part = new LivePart(new HlsResource.Part(epoch, info.sequence()), chunk);
        partsBySequence.put(info.sequence(), part);
        expectedChunk = info.sequence() + 1;
        initsByVersion.computeIfAbsent(info.init().version(), version -> info.init().playable());
        boolean first = open == null && listed.isEmpty();
        boolean breaks = !first && (jumped || info.discontinuity() || changesInit(info));
        if (breaks || endsSegment(info)) {
            closeSegment(true);
        }
        boolean tooLong = targets != null && info.durationMicros() > targets.partTargetMicros();
        if (tooLong) {
            closeSegment(true);
        }
        if (open == null) {
            open = openSegment(info, breaks);
        }
        open.add(part);
        longPartsInARow = tooLong ? longPartsInARow + 1 : 0;
        if (tooLong) {
            closeSegment(false);
        }
        trim();
    }

    private boolean changesInit(ChunkInfo info) {
        LiveSegment last = open != null ? open : listed.peekLast();
        return last != null && last.initSegment().version() != info.init().version();
    }

    private boolean endsSegment(ChunkInfo next) {
        if (open == null) {
            return false;
        }
        if (next.startsGop()
                && (open.durationMicros() >= LEAST_SEGMENT_MICROS
                        || !open.startsGop()
                        || endsShort(open))) {
            return true;
        }
        long most = targets == null ? FIRST_SEGMENT_MOST_MICROS : targets.longestSegmentMicros();
        return open.durationMicros() + next.durationMicros() > most;
    }

    /**
     * RFC 8216bis §4.4.4.9: a part of less than 85 % of the target may stand at the end of a
     * segment only. Chunks are cut short where a GOP ends.
     */
    private boolean endsShort(LiveSegment segment) {
        List<LivePart> parts = segment.parts();
        long target = targets == null ? longest(parts) : targets.partTargetMicros();
        return parts.getLast().durationMicros() * 100 < target * LEAST_PART_PERCENT;
    }

    private static long longest(List<LivePart> parts) {
        return parts.stream().mapToLong(LivePart::durationMicros).max().orElse(0);
    }

    private LiveSegment openSegment(ChunkInfo info, boolean discontinuity) {
        return new LiveSegment(
                new HlsResource.Segment(epoch, nextMediaSequence++),
                new HlsResource.Init(epoch, info.init().version()),
                info.init(),
                discontinuity);
    }

    private void closeSegment(boolean withParts) {
        LiveSegment finished = open;
        if (finished == null) {
            return;
        }
        open = null;
        finished.close(withParts);
        listed.addLast(finished);
        multivariant = PlaylistWriter.multivariant(listed, finished.initSegment());
        segmentsBySequence.put(finished.mediaSequence(), finished);
    }

    /** Fixes the session's targets, now that a first segment can be published. */
    private SessionTargets targets() {
        SessionTargets known = targets;
        if (known == null) {
            List<LivePart> parts = new ArrayList<>();
            long longest = 0;
            for (LiveSegment segment : listed) {
                parts.addAll(segment.parts());
                longest = Math.max(longest, segment.durationMicros());
            }
            if (open != null) {
                parts.addAll(open.parts());
            }
            known = SessionTargets.seen(parts, longest);
            targets = known;
        }
        return known;
    }

    /** Drops what is too old or, for what lies on the heap, too much. */
    private void trim() {
        long durationMicros = 0;
        long heapBytes = 0;
        for (LiveSegment segment : listed) {
            durationMicros += segment.durationMicros();
            heapBytes += segment.heapBytes();
        }
        long least = targets == null ? 0 : LEAST_LISTED_TARGETS * targets.targetDurationMicros();
        while (listed.size() > LEAST_LISTED_TARGETS
                && (durationMicros > LISTED_MICROS || heapBytes > LISTED_HEAP_BYTES)
                && durationMicros - listed.getFirst().durationMicros() >= least) {
            LiveSegment oldest = listed.removeFirst();
            durationMicros -= oldest.durationMicros();
            heapBytes -= oldest.heapBytes();
            unlisted.addLast(oldest);
            if (!listed.isEmpty() && listed.getFirst().discontinuity()) {
                discontinuitySequence++;
            }
        }
        forgetUnlisted(heapBytes);
    }

    private void forgetUnlisted(long listedHeapBytes) {
        long keptMicros = 0;
        long keptBytes = listedHeapBytes;
        Iterator<LiveSegment> newestFirst = unlisted.descendingIterator();
        boolean forget = false;
        while (newestFirst.hasNext()) {
            LiveSegment segment = newestFirst.next();
            keptMicros += segment.durationMicros();
            keptBytes += segment.heapBytes();
            forget |= keptMicros > KEPT_UNLISTED_MICROS || keptBytes > KEPT_HEAP_BYTES;
            if (forget) {
                newestFirst.remove();
                segmentsBySequence.remove(segment.mediaSequence());
                for (LivePart part : segment.parts()) {
                    partsBySequence.remove(part.resource().chunkSequence());
                }
            }
        }
        if (forget && !listed.isEmpty()) {
            LiveSegment oldest = unlisted.isEmpty() ? listed.getFirst() : unlisted.getFirst();
            int version = oldest.initSegment().version();
            initsByVersion.keySet().removeIf(known -> known < version);
        }
    }

    /** The playlist as it is now, or empty while no segment is complete. */
    Optional<LivePlaylist> playlist() {
        if (listed.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                PlaylistWriter.write(
                        targets(),
                        List.copyOf(listed),
                        open,
                        discontinuitySequence,
                        new HlsResource.Part(epoch, expectedChunk),
                        multivariant));
    }

    /** Whether parts have become longer than the session promised. */
    boolean outgrown() {
        return longPartsInARow >= LONG_PARTS_BEFORE_NEW_SESSION;
    }

    long epoch() {
        return epoch;
    }

    long nextMediaSequence() {
        return nextMediaSequence;
    }

    long expectedChunk() {
        return expectedChunk;
    }

    Optional<LivePart> part(long chunkSequence) {
        return Optional.ofNullable(partsBySequence.get(chunkSequence));
    }

    Optional<LiveSegment> segment(long mediaSequence) {
        return Optional.ofNullable(segmentsBySequence.get(mediaSequence));
    }

    Optional<ByteSequence> init(int version) {
        return Optional.ofNullable(initsByVersion.get(version));
    }
}
