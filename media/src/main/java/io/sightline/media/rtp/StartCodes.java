package io.sightline.media.rtp;

import java.nio.ByteBuffer;

/** Start codes of the byte stream format (H.264 annex B, H.265 annex B): 00 00 01. */
final class StartCodes {
    static final int LENGTH = 3;

    private StartCodes() {}

    /** Index of the next start code in [{@code from}, {@code end}), or {@code end}. */
    static int next(ByteBuffer bytes, int from, int end) {
        if (bytes.hasArray()) {
            int offset = bytes.arrayOffset();
            return next(bytes.array(), offset + from, offset + end) - offset;
        }
        // One that came in one packet, or has no picture in it: short.
        byte[] copy = new byte[end - from];
        bytes.get(from, copy);
        return from + next(copy, 0, copy.length);
    }

    private static int next(byte[] bytes, int from, int end) {
        int i = from;
        while (i + LENGTH <= end) {
            int third = bytes[i + 2] & 0xFF;
            if (third > 1) {
                i += LENGTH; // no start code can include this byte
            } else if (third == 1 && bytes[i] == 0 && bytes[i + 1] == 0) {
                return i;
            } else {
                i++;
            }
        }
        return end;
    }

    /** The end of what begins at {@code from}, without trailing_zero_8bits before {@code end}. */
    static int withoutTrailingZeros(ByteBuffer bytes, int from, int end) {
        int last = end;
        while (last > from && bytes.get(last - 1) == 0) {
            last--;
        }
        return last;
    }
}
