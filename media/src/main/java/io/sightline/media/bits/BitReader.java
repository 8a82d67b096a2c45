package io.sightline.media.bits;

import java.nio.ByteBuffer;

/**
 * Reads the descriptors of ITU-T H.264 §7.2 and H.265 §7.2: {@code u(n)}, {@code ue(v)}, {@code
 * se(v)}.
 *
 * <p>Never throws for what is in the data. A read beyond the end, or an Exp-Golomb code of more
 * than 32 bits, yields 0 and makes {@link #failed()} true for good; a parser asks once where it
 * would use what it read, and bounds its loops by named limits in between.
 */
public final class BitReader {
    private static final int MAX_LEADING_ZEROS = 32;

    private ByteBuffer source;
    private int start;
    private long position;
    private long limit;
    private boolean failed;

    /** Reads what remains in {@code source}, whose position does not move. */
    public BitReader(ByteBuffer source) {
        this.source = source;
        reset(source);
    }

    /** Starts again with what remains in {@code source}. */
    public void reset(ByteBuffer next) {
        source = next;
        start = next.position();
        position = 0;
        limit = 8L * next.remaining();
        failed = false;
    }

    /** {@code u(1)} as a flag. */
    public boolean flag() {
        return u(1) != 0;
    }

    /** {@code u(n)}: {@code bits} bits, 0…32, as an unsigned number. */
    public long u(int bits) {
        if (bits > limit - position) {
            fail();
            return 0;
        }
        long value = 0;
        int wanted = bits;
        while (wanted > 0) {
            int current = source.get(start + (int) (position >> 3)) & 0xFF;
            int free = 8 - (int) (position & 7);
            int taken = Math.min(free, wanted);
            value = (value << taken) | ((current >> (free - taken)) & ((1 << taken) - 1));
            position += taken;
            wanted -= taken;
        }
        return value;
    }

    /** {@code ue(v)}: an unsigned Exp-Golomb code, 0…2³²−2 (H.264 §9.1). */
    public long ue() {
        int leadingZeros = 0;
        while (u(1) == 0) {
            if (failed || ++leadingZeros > MAX_LEADING_ZEROS) {
                fail();
                return 0;
            }
        }
        long suffix = u(leadingZeros);
        return failed ? 0 : (1L << leadingZeros) - 1 + suffix;
    }

    /** {@code se(v)}: a signed Exp-Golomb code (H.264 §9.1.1). */
    public long se() {
        long code = ue();
        return (code & 1) == 0 ? -(code >> 1) : (code + 1) >> 1;
    }

    public void skip(int bits) {
        if (bits > limit - position) {
            fail();
        } else {
            position += bits;
        }
    }

    public long remainingBits() {
        return limit - position;
    }

    /** Bits read since the start. */
    public long position() {
        return position;
    }

    /** Whether anything so far went beyond the end or was no valid code. */
    public boolean failed() {
        return failed;
    }

    private void fail() {
        failed = true;
        position = limit;
    }
}
