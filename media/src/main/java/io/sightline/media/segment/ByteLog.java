package io.sightline.media.segment;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers appended one after another in as few bytes as each needs (seven bits a byte, low end
 * first), kept in pages so that growing copies nothing. Not for more than one thread at a time.
 */
final class ByteLog {

    private static final int PAGE_BYTES = 4 << 10;
    private static final int MAX_VARINT_BYTES = 10;

    private final List<byte[]> pages = new ArrayList<>();
    private byte[] page = new byte[0];
    private int inPage;
    private int sizeBytes;

    /** Appends {@code value}, taken as unsigned. */
    void put(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            putByte(((int) rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        putByte((int) rest);
    }

    /** Appends a number of either sign; small ones take few bytes. */
    void putSigned(long value) {
        put(zigzag(value));
    }

    static long zigzag(long value) {
        return (value << 1) ^ (value >> 63);
    }

    static long unzigzag(long coded) {
        return (coded >>> 1) ^ -(coded & 1);
    }

    private void putByte(int value) {
        if (inPage == page.length) {
            page = new byte[PAGE_BYTES];
            pages.add(page);
            inPage = 0;
        }
        page[inPage++] = (byte) value;
        sizeBytes++;
    }

    int sizeBytes() {
        return sizeBytes;
    }

    void copyTo(ByteBuffer target) {
        int rest = sizeBytes;
        for (byte[] full : pages) {
            int length = Math.min(rest, full.length);
            target.put(full, 0, length);
            rest -= length;
        }
    }

    ByteBuffer toBuffer() {
        ByteBuffer copy = ByteBuffer.allocate(sizeBytes);
        copyTo(copy);
        return copy.flip();
    }

    /**
     * Reads a number appended by {@link #put} from {@code source}.
     *
     * @throws java.nio.BufferUnderflowException when the bytes end before the number does
     * @throws ArithmeticException when it is longer than any number
     */
    static long get(ByteBuffer source) {
        long value = 0;
        for (int i = 0; i < MAX_VARINT_BYTES; i++) {
            int next = source.get();
            value |= (long) (next & 0x7F) << (7 * i);
            if (next >= 0) {
                return value;
            }
        }
        throw new ArithmeticException("number without an end");
    }

    static long getSigned(ByteBuffer source) {
        return unzigzag(get(source));
    }
}
