package io.sightline.media.cmaf;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads boxes (ISO/IEC 14496-12 §4.2) of 32-bit size, as all of ours are but a file's {@code mdat}.
 *
 * <p>Never throws for what is in the data: a read beyond the end of its box yields 0, and the first
 * thing that is wrong is kept in {@link #failure} for the reader and all readers of inner boxes.
 */
final class BoxReader {

    private static final int HEADER_BYTES = 8;

    /** The first thing wrong, shared by the readers of one parse. */
    private static final class Failure {
        private @Nullable String reason;
        private int offset;
    }

    private final ByteBuffer source;
    private final Failure failure;
    private final int limit;
    private int at;
    private int type;
    private int contentAt;
    private int contentEnd;

    /** Reads what remains in {@code source}, whose position does not move. */
    BoxReader(ByteBuffer source) {
        this(source, new Failure(), source.position(), source.limit());
    }

    private BoxReader(ByteBuffer source, Failure failure, int from, int limit) {
        this.source = source;
        this.failure = failure;
        this.at = from;
        this.limit = limit;
    }

    /** Moves to the next box; false at the end and when something was wrong. */
    boolean next() {
        if (failed() || at == limit) {
            return false;
        }
        int start = at;
        long size = u32();
        type = i32();
        if (failed() || size < HEADER_BYTES || size > limit - start) {
            fail("box larger than what it lies in, or smaller than its header", start);
            return false;
        }
        contentAt = start + HEADER_BYTES;
        contentEnd = start + (int) size;
        at = contentEnd;
        return true;
    }

    /** Type of the box moved to. */
    int type() {
        return type;
    }

    /** A reader of what is inside the box moved to. */
    BoxReader content() {
        return new BoxReader(source, failure, contentAt, contentEnd);
    }

    /** A reader of the first box of this type inside; fails when there is none. */
    BoxReader require(int wanted) {
        BoxReader boxes = new BoxReader(source, failure, at, limit);
        while (boxes.next()) {
            if (boxes.type == wanted) {
                return boxes.content();
            }
        }
        fail("no box '%s'".formatted(BoxTypes.name(wanted)), at);
        return new BoxReader(source, failure, limit, limit);
    }

    /** Where the next read begins, in the source's own counting. */
    int position() {
        return at;
    }

    int remaining() {
        return limit - at;
    }

    int u8() {
        return take(1) ? source.get(at - 1) & 0xFF : 0;
    }

    int u16() {
        return take(2) ? source.getShort(at - 2) & 0xFFFF : 0;
    }

    int i32() {
        return take(4) ? source.getInt(at - 4) : 0;
    }

    long u32() {
        return i32() & 0xFFFF_FFFFL;
    }

    long i64() {
        return take(8) ? source.getLong(at - 8) : 0;
    }

    void skip(int bytes) {
        take(bytes);
    }

    /** The next bytes, as a view. */
    ByteBuffer bytes(int count) {
        return take(count) ? source.slice(at - count, count) : ByteBuffer.allocate(0);
    }

    private boolean take(int bytes) {
        if (bytes < 0 || bytes > limit - at) {
            fail("cut short", at);
            return false;
        }
        at += bytes;
        return true;
    }

    void fail(String reason, int offset) {
        if (failure.reason == null) {
            failure.reason = reason;
            failure.offset = offset - source.position();
        }
        at = limit;
    }

    boolean failed() {
        return failure.reason != null;
    }

    /** What was wrong first. */
    String failure() {
        return failure.reason == null ? "nothing" : failure.reason;
    }

    /** Where that showed, in bits from the beginning of the source. */
    long failureBits() {
        return 8L * failure.offset;
    }
}
