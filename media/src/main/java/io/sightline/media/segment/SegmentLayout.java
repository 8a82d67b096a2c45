package io.sightline.media.segment;

import io.sightline.media.bits.ByteSequence;
import io.sightline.media.cmaf.InitSegment;
import io.sightline.media.segment.Boxes.Box;
import io.sightline.media.segment.Boxes.DamagedException;
import io.sightline.media.segment.Boxes.Writer;
import java.nio.ByteBuffer;
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
 * @param fileType the whole {@code ftyp}
 * @param movie the whole init {@code moov}
 */
record SegmentLayout(
        SegmentHeader header,
        long reserveOffset,
        long chunksOffset,
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
        Writer out = new Writer(recorded.size() + 512);
        out.copy(Boxes.require(boxes, "ftyp"));
        int reserve = out.begin("free");
        out.zeros(RESERVE_BYTES - Boxes.HEADER_BYTES).end(reserve);
        header.write(out);
        out.copy(Boxes.require(boxes, "moov"));
        return out.toBuffer();
    }

    /** The reserve of a file that is being written. */
    ByteBuffer openReserve() {
        ByteBuffer reserve = ByteBuffer.allocate(RESERVE_BYTES);
        reserve.putInt(0, RESERVE_BYTES).putInt(4, Boxes.type("free"));
        return reserve;
    }

    /** What the reserve becomes when the chunks end at {@code endOffset}. */
    ByteBuffer closedReserve(long endOffset) {
        ByteBuffer reserve = ByteBuffer.allocate(RESERVE_BYTES);
        reserve.putInt((int) LARGE_SIZE).putInt(Boxes.type("mdat"));
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
        Optional<Box> fileType = boxAt(start, 0, "ftyp");
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
        return boxAt(start, movieAt, "moov")
                .map(
                        movie ->
                                new SegmentLayout(
                                        header,
                                        reserve,
                                        movieAt + movie.whole().limit(),
                                        fileType.get().whole(),
                                        movie.whole()));
    }

    private static Optional<Box> boxAt(ByteBuffer start, int at, String name) {
        int rest = start.limit() - at;
        if (rest < Boxes.HEADER_BYTES) {
            return Optional.empty();
        }
        int size = start.getInt(at);
        int type = start.getInt(at + 4);
        if (type != Boxes.type(name) || size < Boxes.HEADER_BYTES || size > MAX_BYTES - at) {
            throw new DamagedException("no box '%s' at %d".formatted(name, at));
        }
        return size > rest
                ? Optional.empty()
                : Optional.of(new Box(type, at, start.slice(at, size)));
    }
}
