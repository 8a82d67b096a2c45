package io.sightline.media.cmaf;

import io.sightline.media.bits.ByteArrays;
import java.nio.ByteBuffer;

/**
 * Where a depacketiser puts one access unit together, fragment by fragment. For video this is the
 * payload of the chunk under construction itself: earlier access units of the same chunk lie before
 * the one being built, so a byte from the socket is copied here once and never moved again.
 *
 * <p>Owned by the stream's media loop; not for other threads.
 */
public final class AccessUnitBuffer {

    /** Largest access unit accepted; a camera that sends more is broken or hostile. */
    public static final int MAX_UNIT_BYTES = 16 << 20;

    private static final int NAL_LENGTH_BYTES = 4;
    private static final int NO_NAL_UNIT = -1;

    private final ByteArrays arrays;
    private byte[] bytes;
    private int headroom;
    private int unitStart;
    private int end;
    private int nalLengthAt = NO_NAL_UNIT;

    AccessUnitBuffer(ByteArrays arrays, int capacityBytes, int headroomBytes) {
        this.arrays = arrays;
        this.headroom = headroomBytes;
        this.bytes = arrays.take(headroomBytes + capacityBytes);
        this.unitStart = headroomBytes;
        this.end = headroomBytes;
    }

    /**
     * Appends what remains in {@code source}, consuming it.
     *
     * @return false, having appended nothing, when the unit would grow beyond {@link
     *     #MAX_UNIT_BYTES}; the caller then discards it
     */
    public boolean append(ByteBuffer source) {
        int length = source.remaining();
        if (unitSize() + length > MAX_UNIT_BYTES) {
            source.position(source.limit());
            return false;
        }
        ensureRoom(length);
        source.get(bytes, end, length);
        end += length;
        return true;
    }

    /** Appends one byte: a NAL unit header rebuilt from a fragment's, for example. */
    public void append(int value) {
        ensureRoom(1);
        bytes[end++] = (byte) value;
    }

    /** Starts a NAL unit: its four-byte length is filled in by {@link #endNalUnit()}. */
    public void beginNalUnit() {
        if (nalLengthAt != NO_NAL_UNIT) {
            throw new IllegalStateException("a NAL unit is open already");
        }
        ensureRoom(NAL_LENGTH_BYTES);
        nalLengthAt = end;
        end += NAL_LENGTH_BYTES;
    }

    /** Whether a NAL unit was begun and not ended, i.e. a fragmented one is under way. */
    public boolean nalUnitOpen() {
        return nalLengthAt != NO_NAL_UNIT;
    }

    /** Ends the NAL unit; an empty one leaves no trace. */
    public void endNalUnit() {
        int length = end - nalLengthAt - NAL_LENGTH_BYTES;
        if (length == 0) {
            end = nalLengthAt;
        } else {
            ByteBuffer.wrap(bytes).putInt(nalLengthAt, length);
        }
        nalLengthAt = NO_NAL_UNIT;
    }

    /** Throws away the NAL unit begun last, after the loss of one of its fragments. */
    public void discardNalUnit() {
        end = nalLengthAt;
        nalLengthAt = NO_NAL_UNIT;
    }

    /** Throws away the whole access unit under construction. */
    public void discard() {
        end = unitStart;
        nalLengthAt = NO_NAL_UNIT;
    }

    /** Bytes of the access unit so far. */
    public int unitSize() {
        return end - unitStart;
    }

    /** A read-only view of the access unit so far, valid until the next call that changes it. */
    public ByteBuffer unit() {
        return ByteBuffer.wrap(bytes, unitStart, end - unitStart).slice().asReadOnlyBuffer();
    }

    /** Makes the access unit part of the chunk's payload and begins the next one behind it. */
    void commit() {
        unitStart = end;
    }

    /** Puts a whole access unit into the payload, ahead of the one under construction. */
    void commitAhead(byte[] unit) {
        ensureRoom(unit.length);
        System.arraycopy(bytes, unitStart, bytes, unitStart + unit.length, end - unitStart);
        System.arraycopy(unit, 0, bytes, unitStart, unit.length);
        unitStart += unit.length;
        end += unit.length;
        if (nalLengthAt != NO_NAL_UNIT) {
            nalLengthAt += unit.length;
        }
    }

    /** Start of the payload: as many bytes are free before it. */
    int payloadStart() {
        return headroom;
    }

    /** Bytes of the committed access units. */
    int payloadSize() {
        return unitStart - headroom;
    }

    byte[] array() {
        return bytes;
    }

    /**
     * Leaves the array to whoever holds it and starts a new one, into which an access unit under
     * construction is carried over.
     */
    void renew(int capacityBytes, int headroomBytes) {
        byte[] old = bytes;
        int pendingStart = unitStart;
        int pending = end - unitStart;
        int openNal = nalLengthAt == NO_NAL_UNIT ? NO_NAL_UNIT : nalLengthAt - unitStart;
        reset(Math.max(capacityBytes, pending), headroomBytes);
        System.arraycopy(old, pendingStart, bytes, headroomBytes, pending);
        end = headroomBytes + pending;
        nalLengthAt = openNal == NO_NAL_UNIT ? NO_NAL_UNIT : headroomBytes + openNal;
    }

    /** Copies the payload to {@code target} and begins an empty one in the same array. */
    void drainTo(byte[] target, int at) {
        int drained = payloadSize();
        System.arraycopy(bytes, headroom, target, at, drained);
        System.arraycopy(bytes, unitStart, bytes, headroom, end - unitStart);
        unitStart -= drained;
        end -= drained;
        if (nalLengthAt != NO_NAL_UNIT) {
            nalLengthAt -= drained;
        }
    }

    private void reset(int capacityBytes, int headroomBytes) {
        headroom = headroomBytes;
        bytes = arrays.take(headroomBytes + capacityBytes);
        unitStart = headroomBytes;
        end = headroomBytes;
        nalLengthAt = NO_NAL_UNIT;
    }

    private void ensureRoom(int length) {
        if (bytes.length - end < length) {
            grow(Math.max(end + length, bytes.length + bytes.length / 2));
        }
    }

    private void grow(int leastBytes) {
        byte[] larger = arrays.take(leastBytes);
        System.arraycopy(bytes, 0, larger, 0, end);
        arrays.give(bytes);
        bytes = larger;
    }
}
