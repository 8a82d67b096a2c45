package io.sightline.media.segment;

import io.sightline.media.mediatime.NtpTime;
import io.sightline.media.segment.Boxes.Box;
import io.sightline.media.segment.Boxes.DamagedException;
import io.sightline.media.segment.SegmentLayout.TrackTiming;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Finds the chunks of a file that has no index: from one seal (see {@code cmaf.ChunkSeal}) to the
 * next, reading only what lies between the payloads. Ends before the first thing that is not a
 * whole chunk.
 */
final class ChunkWalk {

    private static final int PRFT_BYTES = 32;
    private static final int SEAL_BYTES = 20;
    private static final int PREFIX_BYTES = PRFT_BYTES + SEAL_BYTES;
    private static final int SEAL_MAGIC = Boxes.type("SLck");

    /** Prefix and moof of an ordinary chunk. */
    private static final int HEAD_READ_BYTES = 4 << 10;

    private static final int MAX_MOOF_BYTES = 1 << 20;
    private static final int MAX_CHUNK_BYTES = 128 << 20;
    private static final int CHECK_BYTES = 256 << 10;

    private final FileChannel channel;
    private final long sizeBytes;
    private final long firstOffset;
    private final List<TrackTiming> tracks;
    private final boolean anyVideo;

    /** A chunk as its first bytes announce it. */
    private record Prefix(long offset, int sizeBytes, int track, long wallClockMicros, int crc) {
        long endOffset() {
            return offset + sizeBytes;
        }
    }

    private ChunkWalk(FileChannel channel, long sizeBytes, SegmentLayout layout) {
        this.channel = channel;
        this.sizeBytes = sizeBytes;
        this.firstOffset = layout.chunksOffset();
        this.tracks = layout.tracks();
        this.anyVideo = tracks.stream().anyMatch(TrackTiming::video);
    }

    /**
     * Walks over the chunks.
     *
     * @param verifyMicros chunks of the last so many microseconds are checked byte by byte
     * @param samples told of every sample
     */
    static ChunkLog walk(
            FileChannel channel,
            long sizeBytes,
            SegmentLayout layout,
            long verifyMicros,
            FragmentParser.Visitor samples)
            throws IOException {
        ChunkWalk walk = new ChunkWalk(channel, sizeBytes, layout);
        List<Prefix> prefixes = walk.prefixes();
        int whole = verifyMicros > 0 ? walk.verified(prefixes, verifyMicros) : prefixes.size();
        return walk.describe(prefixes.subList(0, whole), samples);
    }

    private List<Prefix> prefixes() throws IOException {
        List<Prefix> found = new ArrayList<>();
        ByteBuffer head = ByteBuffer.allocate(PREFIX_BYTES);
        long at = firstOffset;
        while (at + PREFIX_BYTES < sizeBytes && found.size() < ChunkLog.MAX_ENTRIES) {
            fill(head.clear(), at);
            Prefix next = prefix(head, at);
            if (next == null) {
                break;
            }
            found.add(next);
            at = next.endOffset();
        }
        return found;
    }

    private @Nullable Prefix prefix(ByteBuffer head, long at) {
        boolean ours =
                head.getInt(0) == PRFT_BYTES
                        && head.getInt(4) == Boxes.type("prft")
                        && head.getInt(PRFT_BYTES) == SEAL_BYTES
                        && head.getInt(PRFT_BYTES + 4) == Boxes.type("free")
                        && head.getInt(PRFT_BYTES + 8) == SEAL_MAGIC;
        int sealed = head.getInt(PRFT_BYTES + 12);
        if (!ours
                || sealed < 2 * Boxes.HEADER_BYTES
                || sealed > MAX_CHUNK_BYTES
                || at + PREFIX_BYTES + sealed > sizeBytes) {
            return null;
        }
        return new Prefix(
                at,
                PREFIX_BYTES + sealed,
                head.getInt(12),
                NtpTime.toUnixMicros(head.getLong(16)),
                head.getInt(PRFT_BYTES + 16));
    }

    /** How many chunks there are before the first damaged one. */
    private int verified(List<Prefix> prefixes, long verifyMicros) throws IOException {
        if (prefixes.isEmpty()) {
            return 0;
        }
        long from = prefixes.getLast().wallClockMicros() - verifyMicros;
        int first = prefixes.size();
        while (first > 0 && prefixes.get(first - 1).wallClockMicros() >= from) {
            first--;
        }
        ByteBuffer buffer = ByteBuffer.allocateDirect(CHECK_BYTES);
        for (int i = first; i < prefixes.size(); i++) {
            if (!sealHolds(prefixes.get(i), buffer)) {
                return i;
            }
        }
        return prefixes.size();
    }

    private boolean sealHolds(Prefix chunk, ByteBuffer buffer) throws IOException {
        CRC32C crc = new CRC32C();
        long at = chunk.offset() + PREFIX_BYTES;
        while (at < chunk.endOffset()) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), chunk.endOffset() - at));
            fill(buffer, at);
            at += buffer.remaining();
            crc.update(buffer);
        }
        return (int) crc.getValue() == chunk.crc();
    }

    private ChunkLog describe(List<Prefix> prefixes, FragmentParser.Visitor samples)
            throws IOException {
        ChunkLog log = new ChunkLog();
        long mediaEnd = 0;
        for (Prefix chunk : prefixes) {
            try {
                ChunkEntry entry = describe(chunk, mediaEnd, samples);
                log.add(entry);
                mediaEnd = entry.endMicros();
            } catch (DamagedException e) {
                break;
            }
        }
        return log;
    }

    private ChunkEntry describe(Prefix chunk, long mediaEnd, FragmentParser.Visitor samples)
            throws IOException {
        TrackTiming reference = track(chunk.track());
        Span span = new Span(chunk.track());
        List<Box> fragments = new ArrayList<>();
        long at = chunk.offset() + PREFIX_BYTES;
        int playable = 0;
        while (at < chunk.endOffset()) {
            Box fragment = moofAt(chunk, at);
            fragments.add(fragment);
            FragmentParser.parse(fragment, at, span);
            at += fragment.whole().limit();
            at += mdatBytesAt(at, chunk.endOffset());
            if (track(span.newestTrack).playable()) {
                playable = (int) (at - chunk.offset());
            }
        }
        // Only now that all of it is known to be sound: samples told of can't be taken back.
        for (Box fragment : fragments) {
            FragmentParser.parse(fragment, fragment.at() + chunk.offset(), samples);
        }
        long start = Math.max(mediaEnd, reference.micros(span.decodeTicks));
        long end = Math.max(start, reference.micros(span.decodeTicks + span.durationTicks));
        return new ChunkEntry(
                chunk.offset(),
                chunk.sizeBytes(),
                playable,
                span.startsWithSync && (reference.video() || !anyVideo),
                start,
                end - start,
                chunk.wallClockMicros());
    }

    private TrackTiming track(int id) {
        return tracks.stream()
                .filter(track -> track.id() == id)
                .findFirst()
                .orElseThrow(() -> new DamagedException("no track " + id));
    }

    private Box moofAt(Prefix chunk, long at) throws IOException {
        long end = chunk.endOffset();
        ByteBuffer head = read(at, (int) Math.min(HEAD_READ_BYTES, end - at));
        int size = boxSize(head, "moof", Math.min(MAX_MOOF_BYTES, end - at));
        ByteBuffer whole = size <= head.limit() ? head.slice(0, size) : read(at, size);
        return new Box(Boxes.type("moof"), (int) (at - chunk.offset()), whole);
    }

    private int mdatBytesAt(long at, long end) throws IOException {
        if (end - at < Boxes.HEADER_BYTES) {
            throw new DamagedException("no mdat at " + at);
        }
        return boxSize(read(at, Boxes.HEADER_BYTES), "mdat", end - at);
    }

    private static int boxSize(ByteBuffer head, String name, long most) {
        int size = head.limit() < Boxes.HEADER_BYTES ? 0 : head.getInt(0);
        if (size < Boxes.HEADER_BYTES || size > most || head.getInt(4) != Boxes.type(name)) {
            throw new DamagedException("no whole " + name);
        }
        return size;
    }

    private ByteBuffer read(long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        fill(bytes, at);
        return bytes;
    }

    private void fill(ByteBuffer target, long at) throws IOException {
        SegmentFile.readFully(channel, target, at);
        target.flip();
    }

    /** Notes when the reference track begins and how long it lasts. */
    private static final class Span implements FragmentParser.Visitor {
        private final int reference;
        private int newestTrack;
        private boolean begun;
        private boolean startsWithSync;
        private long decodeTicks;
        private long durationTicks;

        Span(int reference) {
            this.reference = reference;
        }

        @Override
        public void run(int track, long fileOffset, long ticks) {
            newestTrack = track;
            if (track == reference && !begun) {
                decodeTicks = ticks;
            }
        }

        @Override
        public void sample(int sizeBytes, long ticks, int compositionOffset, boolean sync) {
            if (newestTrack == reference) {
                startsWithSync |= !begun && sync;
                begun = true;
                durationTicks += ticks;
            }
        }
    }
}
