package io.sightline.media.bits;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/** A short immutable run of bytes compared by content: a parameter set, a configuration record. */
public final class ByteSequence {
    private static final ByteSequence EMPTY = new ByteSequence(new byte[0]);

    private final byte[] bytes;

    private ByteSequence(byte[] bytes) {
        this.bytes = bytes;
    }

    public static ByteSequence empty() {
        return EMPTY;
    }

    /** Copies {@code bytes}. */
    public static ByteSequence copyOf(byte... bytes) {
        return new ByteSequence(bytes.clone());
    }

    /** Copies what remains in {@code source}, whose position does not move. */
    public static ByteSequence copyOf(ByteBuffer source) {
        byte[] copy = new byte[source.remaining()];
        source.get(source.position(), copy);
        return new ByteSequence(copy);
    }

    public int size() {
        return bytes.length;
    }

    public boolean isEmpty() {
        return bytes.length == 0;
    }

    /** The byte at {@code index}, 0…255. */
    public int get(int index) {
        return bytes[index] & 0xFF;
    }

    public byte[] toArray() {
        return bytes.clone();
    }

    /** A read-only view; nothing is copied. */
    public ByteBuffer asBuffer() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    /** Whether {@code other}'s remaining bytes are the same; its position does not move. */
    public boolean contentEquals(ByteBuffer other) {
        return ByteBuffer.wrap(bytes).equals(other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ByteSequence that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
