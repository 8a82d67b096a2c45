package io.sightline.media.cmaf;

import io.sightline.media.bits.ByteSequence;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes boxes (ISO/IEC 14496-12 §4.2) into a growing array: {@link #begin} leaves room for the
 * size, {@link #end} fills it in.
 */
public final class BoxWriter {

    private static final int DEEPEST_NESTING = 16;

    private byte[] bytes;
    private int size;
    private final int[] open = new int[DEEPEST_NESTING];
    private int depth;

    public BoxWriter(int capacityBytes) {
        bytes = new byte[capacityBytes];
    }

    /** Starts a box. */
    public BoxWriter begin(int type) {
        open[depth++] = size;
        return u32(0).u32(type);
    }

    /** Starts a full box, one with version and flags (§4.2.2). */
    public BoxWriter begin(int type, int version, int flags) {
        return begin(type).u32(version << 24 | flags);
    }

    /** Ends the box begun last. */
    public BoxWriter end() {
        int start = open[--depth];
        return patchU32(start, size - start);
    }

    public BoxWriter u8(int value) {
        ensureRoom(1);
        bytes[size++] = (byte) value;
        return this;
    }

    public BoxWriter u16(int value) {
        return u8(value >> 8).u8(value);
    }

    public BoxWriter u32(long value) {
        ensureRoom(4);
        BoxTypes.INT.set(bytes, size, (int) value);
        size += 4;
        return this;
    }

    public BoxWriter u64(long value) {
        ensureRoom(8);
        BoxTypes.LONG.set(bytes, size, value);
        size += 8;
        return this;
    }

    public BoxWriter zeros(int count) {
        ensureRoom(count);
        Arrays.fill(bytes, size, size + count, (byte) 0);
        size += count;
        return this;
    }

    public BoxWriter bytes(ByteSequence source) {
        byte[] array = source.toArray();
        ensureRoom(array.length);
        System.arraycopy(array, 0, bytes, size, array.length);
        size += array.length;
        return this;
    }

    /** What remains in {@code source}, whose position does not move. */
    public BoxWriter copy(ByteBuffer source) {
        int count = source.remaining();
        ensureRoom(count);
        source.get(source.position(), bytes, size, count);
        size += count;
        return this;
    }

    /** Null-terminated text. */
    public BoxWriter text(String text) {
        return bytes(ByteSequence.copyOf(text.getBytes(StandardCharsets.UTF_8))).u8(0);
    }

    /** The unity transformation of movie and track headers (§8.2.2, §8.3.2). */
    public BoxWriter unityMatrix() {
        return u32(0x10000).zeros(12).u32(0x10000).zeros(12).u32(0x40000000);
    }

    public BoxWriter patchU32(int at, long value) {
        BoxTypes.INT.set(bytes, at, (int) value);
        return this;
    }

    public int size() {
        return size;
    }

    /** Start over, keeping the array. */
    public BoxWriter clear() {
        size = 0;
        depth = 0;
        return this;
    }

    /** Copies everything written to {@code target}. */
    public void copyTo(byte[] target, int at) {
        System.arraycopy(bytes, 0, target, at, size);
    }

    public ByteSequence toByteSequence() {
        return ByteSequence.copyOf(Arrays.copyOf(bytes, size));
    }

    /** What was written, not copied: for who writes nothing more. */
    public ByteBuffer toByteBuffer() {
        return ByteBuffer.wrap(bytes, 0, size);
    }

    private void ensureRoom(int count) {
        if (bytes.length - size < count) {
            bytes = Arrays.copyOf(bytes, Math.max(size + count, bytes.length * 2));
        }
    }
}
