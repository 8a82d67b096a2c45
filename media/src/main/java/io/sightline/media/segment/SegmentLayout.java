package io.sightline.media.segment;

import io.sightline.media.bits.ByteSequence;
import io.sightline.media.cmaf.BoxTypes;
import io.sightline.media.cmaf.BoxWriter;
import io.sightline.media.cmaf.InitSegment;
import io.sightline.media.segment.Boxes.Box;
import io.sightline.media.segment.Boxes.DamagedException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What lies before the chunks of a file: {@code ftyp}, the reserve, the header box, the init {@code
 * moov}.
 *
 * <p>The reserve is 16 bytes: a {@code free} box while the file is written, then the header of one
 * {@code mdat} with a 64-bit size over everything up to the end of the chunks. Players of the
 * finished file see {@code ftyp}, {@code mdat}, {@code moov}; nothing in it has moved.
 *
 * @param reserveOffset where the reserve lies
 * @param chunksOffset where the first chunk lies
 * @param closedEndOffset where the chunks end according to the reserve; 0 while it is a {@code
 *     free} box
 * @param fileType the whole {@code ftyp}
 * @param movie the whole init {@code moov}
 */
record SegmentLayout(
        SegmentHeader header,
        long reserveOffset,
        long chunksOffset,
        long closedEndOffset,
        ByteBuffer fileType,
        ByteBuffer movie) {

    /** Most that may lie before the chunks: parameter sets of many tracks are far smaller. */
    static final int MAX_BYTES = 256 << 10;

    /** Covers it in practice. */
    static final int FIRST_READ_BYTES = 8 << 10;

    private static final int RESERVE_BYTES = 16;
    private static final long LARGE_SIZE = 1;

    /** The beginning of a new file. */
    static ByteBuffer write(SegmentHeader header, InitSegment init) {
        ByteSequence recorded = init.recorded();
        ByteBuffer boxes = recorded.asBuffer();
        BoxWriter out = new BoxWriter(recorded.size() + 512);
        out.copy(Boxes.require(boxes, BoxTypes.FTYP).whole());
        out.begin(BoxTypes.FREE);
        out.zeros(RESERVE_BYTES - Boxes.HEADER_BYTES).end();
        header.write(out);
        out.copy(Boxes.require(boxes, BoxTypes.MOOV).whole());
        return out.toByteBuffer();
    }

    /** What has to be known of a track to read its times. */
    record TrackTiming(int id, int timescaleHz, boolean playable) {}

    /** Payload of the init {@code moov}. */
    ByteBuffer moviePayload() {
        return movie.slice(Boxes.HEADER_BYTES, movie.limit() - Boxes.HEADER_BYTES);
    }

    /**
     * The tracks of the init {@code moov}.
     *
     * @throws DamagedException when it does not hold what it should
     */
    List<TrackTiming> tracks() {
        List<TrackTiming> tracks = new ArrayList<>();
        Boxes.forEach(
                moviePayload(),
                box -> {
                    if (box.type() == BoxTypes.TRAK) {
                        tracks.add(track(box.payload()));
                    }
                });
        return tracks;
    }

    private TrackTiming track(ByteBuffer boxes) {
        ByteBuffer media = Boxes.require(boxes, BoxTypes.MDIA).payload();
        int id = TrackBoxes.trackId(Boxes.require(boxes, BoxTypes.TKHD));
        boolean playable =
                id >= 1 && id <= header.tracks().size() && header.tracks().get(id - 1).playable();
        return new TrackTiming(id, TrackBoxes.timescaleHz(media), playable);
    }

    /** The reserve of a file that is being written. */
    ByteBuffer openReserve() {
        ByteBuffer reserve = ByteBuffer.allocate(RESERVE_BYTES);
        reserve.putInt(0, RESERVE_BYTES).putInt(4, BoxTypes.FREE);
        return reserve;
    }

    /** What the reserve becomes when the chunks end at {@code endOffset}. */
    ByteBuffer closedReserve(long endOffset) {
        ByteBuffer reserve = ByteBuffer.allocate(RESERVE_BYTES);
        reserve.putInt((int) LARGE_SIZE).putInt(BoxTypes.MDAT);
        return reserve.putLong(endOffset - reserveOffset).flip();
    }

    /**
     * Undoes {@link #write}.
     *
     * @param start the first bytes of a file
     * @return empty when more bytes are needed
     * @throws DamagedException when this is no segment
     */
    static Optional<SegmentLayout> read(ByteBuffer start) {
        Optional<Box> fileType = boxAt(start, 0, BoxTypes.FTYP);
        if (fileType.isEmpty()) {
            return Optional.empty();
        }
        int reserve = fileType.get().whole().limit();
        int headerAt = reserve + RESERVE_BYTES;
        Optional<Box> headerBox = boxAt(start, headerAt, SegmentHeader.BOX);
        if (headerBox.isEmpty()) {
            return Optional.empty();
        }
        SegmentHeader header =
                SegmentHeader.read(headerBox.get())
                        .orElseThrow(() -> new DamagedException("not a segment's header"));
        int movieAt = headerAt + headerBox.get().whole().limit();
        return boxAt(start, movieAt, BoxTypes.MOOV)
                .map(
                        movie ->
                                new SegmentLayout(
                                        header,
                                        reserve,
                                        movieAt + movie.whole().limit(),
                                        closedEnd(start, reserve),
                                        fileType.get().whole(),
                                        movie.whole()));
    }

    private static long closedEnd(ByteBuffer start, int reserve) {
        boolean closed =
                start.getInt(reserve) == LARGE_SIZE && start.getInt(reserve + 4) == BoxTypes.MDAT;
        return closed ? reserve + start.getLong(reserve + 8) : 0;
    }

    /** Whether the file of this layout was finished with these chunks. */
    boolean finishedWith(List<ChunkEntry> chunks) {
        return chunks.getFirst().offset() == chunksOffset
                && chunks.getLast().endOffset() == closedEndOffset;
    }

    private static Optional<Box> boxAt(ByteBuffer start, int at, int wanted) {
        int rest = start.limit() - at;
        if (rest < Boxes.HEADER_BYTES) {
            return Optional.empty();
        }
        int size = start.getInt(at);
        int type = start.getInt(at + 4);
        if (type != wanted || size < Boxes.HEADER_BYTES || size > MAX_BYTES - at) {
            throw new DamagedException("no box '%s' at %d".formatted(BoxTypes.name(wanted), at));
        }
        return size > rest
                ? Optional.empty()
                : Optional.of(new Box(type, at, start.slice(at, size)));
    }
}
