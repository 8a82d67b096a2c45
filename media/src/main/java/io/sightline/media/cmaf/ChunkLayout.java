package io.sightline.media.cmaf;

import io.sightline.media.bits.ByteArrays;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Lays out a chunk's bytes:
 *
 * <pre>
 *   prft  free  moof mdat     tracks that browsers play
 *               moof mdat     tracks that only files take
 * </pre>
 *
 * The first track's payload stays where it was built: the boxes go into the headroom before it, the
 * other tracks' few bytes are copied behind it.
 */
final class ChunkLayout {

    /** More free space than a quarter of a chunk is given back by copying the chunk. */
    private static final int MAX_WASTE_FRACTION = 4;

    private static final int SMALL_WASTE_BYTES = 4 << 10;

    /** Room for the next chunk's boxes beyond what the last one's took. */
    private static final int SPARE_HEADROOM_BYTES = 128;

    private final ByteArrays arrays;
    private final BoxWriter boxes = new BoxWriter(1_024);
    private final BoxWriter trailingBoxes = new BoxWriter(256);
    private final MovieFragment fragment = new MovieFragment();
    private final CRC32C crc = new CRC32C();
    private int headroomBytes = 512;

    /** What {@link #write} made; valid until the next call. */
    private int playableBytes;

    /**
     * @param arrays where an array goes that the chunk was moved out of
     */
    ChunkLayout(ByteArrays arrays) {
        this.arrays = arrays;
    }

    /** Headroom that the next chunk's array should have. */
    int headroomBytes() {
        return headroomBytes;
    }

    /** Length of the leading part that browsers get. */
    int playableBytes() {
        return playableBytes;
    }

    /**
     * @param leading tracks of the first {@code moof}; the first one's payload is used in place and
     *     its buffer renewed to {@code nextCapacityBytes}
     * @param trailing tracks of the second {@code moof}
     */
    ByteBuffer write(
            long sequence,
            List<ChunkTrack> leading,
            List<ChunkTrack> trailing,
            ChunkPreamble preamble,
            int nextCapacityBytes) {
        List<ChunkTrack> first = new ArrayList<>(leading);
        first.removeIf(track -> track.run.isEmpty());
        List<ChunkTrack> second = new ArrayList<>(trailing);
        second.removeIf(track -> track.run.isEmpty());
        boxes.clear();
        preamble.write(boxes);
        if (!first.isEmpty()) {
            fragment.write(boxes, 2 * sequence + 1, first);
        }
        trailingBoxes.clear();
        if (!second.isEmpty()) {
            fragment.write(trailingBoxes, 2 * sequence + 2, second);
        }
        return assemble(leading.getFirst(), first, second, nextCapacityBytes);
    }

    private ByteBuffer assemble(
            ChunkTrack inPlace,
            List<ChunkTrack> first,
            List<ChunkTrack> second,
            int nextCapacityBytes) {
        AccessUnitBuffer payload = inPlace.buffer;
        byte[] array = payload.array();
        int payloadStart = payload.payloadStart();
        int payloadEnd = payloadStart + payload.payloadSize();
        int end = payloadEnd + othersBytes(inPlace, first) + trailingBoxes.size();
        end += othersBytes(inPlace, second);
        int size = boxes.size() + end - payloadStart;
        headroomBytes = Math.max(headroomBytes * 7 / 8, boxes.size() + SPARE_HEADROOM_BYTES);
        payload.renew(nextCapacityBytes, headroomBytes);

        if (payloadStart < boxes.size() || array.length < end || wasteful(array.length, size)) {
            byte[] exact = arrays.take(size);
            System.arraycopy(array, payloadStart, exact, boxes.size(), payloadEnd - payloadStart);
            arrays.give(array);
            int moved = boxes.size() - payloadStart;
            array = exact;
            payloadStart += moved;
            payloadEnd += moved;
            end += moved;
        }
        int start = payloadStart - boxes.size();
        boxes.copyTo(array, start);
        int at = drain(inPlace, first, array, payloadEnd);
        playableBytes = !first.isEmpty() && first.getFirst().playable() ? at - start : 0;
        trailingBoxes.copyTo(array, at);
        drain(inPlace, second, array, at + trailingBoxes.size());
        ChunkSeal.close(array, start + ProducerReferenceTime.SIZE_BYTES, end, playableBytes, crc);
        return ByteBuffer.wrap(array, start, end - start);
    }

    private static boolean wasteful(int capacity, int used) {
        int waste = capacity - used;
        return waste > SMALL_WASTE_BYTES && waste > used / MAX_WASTE_FRACTION;
    }

    private static int othersBytes(ChunkTrack inPlace, List<ChunkTrack> tracks) {
        int size = 0;
        for (ChunkTrack track : tracks) {
            size += track == inPlace ? 0 : track.buffer.payloadSize();
        }
        return size;
    }

    private static int drain(ChunkTrack inPlace, List<ChunkTrack> tracks, byte[] target, int from) {
        int at = from;
        for (ChunkTrack track : tracks) {
            if (track != inPlace) {
                int size = track.buffer.payloadSize();
                track.buffer.drainTo(target, at);
                at += size;
            }
        }
        return at;
    }
}
