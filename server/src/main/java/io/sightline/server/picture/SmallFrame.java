package io.sightline.server.picture;

import java.util.Arrays;

/**
 * A decoded picture, small enough to look at every pixel of it: brightness for each pixel, colour
 * for each four (ITU-R BT.601, full range).
 *
 * @param luma a byte for each pixel, 0 black, 255 white, row by row
 * @param cb blueness, half as wide and high, 128 for grey
 * @param cr redness, likewise
 */
@SuppressWarnings("ArrayRecordComponent") // made and read within this package, compared by nobody
record SmallFrame(int widthPixels, int heightPixels, byte[] luma, byte[] cb, byte[] cr) {

    SmallFrame {
        int chroma = (widthPixels / 2) * (heightPixels / 2);
        if (widthPixels % 2 != 0
                || heightPixels % 2 != 0
                || luma.length != widthPixels * heightPixels
                || cb.length != chroma
                || cr.length != chroma) {
            throw new IllegalArgumentException("planes of another size");
        }
    }

    /** One out of many that lie one behind the other. */
    static SmallFrame of(byte[] planes, int offset, int widthPixels, int heightPixels) {
        int chromaAt = offset + widthPixels * heightPixels;
        int chroma = widthPixels * heightPixels / 4;
        return new SmallFrame(
                widthPixels,
                heightPixels,
                Arrays.copyOfRange(planes, offset, chromaAt),
                Arrays.copyOfRange(planes, chromaAt, chromaAt + chroma),
                Arrays.copyOfRange(planes, chromaAt + chroma, chromaAt + 2 * chroma));
    }

    /** Bytes of one in ffmpeg's {@code yuv420p}. */
    static int bytes(int widthPixels, int heightPixels) {
        return widthPixels * heightPixels * 3 / 2;
    }

    int luma(int x, int y) {
        return luma[y * widthPixels + x] & 0xFF;
    }

    int cb(int x, int y) {
        return cb[(y / 2) * (widthPixels / 2) + x / 2] & 0xFF;
    }

    int cr(int x, int y) {
        return cr[(y / 2) * (widthPixels / 2) + x / 2] & 0xFF;
    }
}
