package io.sightline.media.rtp;

import java.nio.ByteBuffer;

/** Start codes of the byte stream format (H.264 annex B, H.265 annex B): 00 00 01. */
final class StartCodes {
    static final int LENGTH = 3;

    private StartCodes() {}

    /** Index of the next start code in [{@code from}, {@code end}), or {@code end}. */
    static int next(ByteBuffer bytes, int from, int end) {
        for (int i = from; i + LENGTH <= end; i++) {
            if (bytes.get(i + 2) > 1) {
                i += 2; // no start code can include this byte
            } else if (bytes.get(i) == 0 && bytes.get(i + 1) == 0 && bytes.get(i + 2) == 1) {
                return i;
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
