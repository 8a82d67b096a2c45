package io.sightline.media.codec;

import io.sightline.media.bits.Parsed;
import java.nio.ByteBuffer;

/** The frame header of a JPEG image (ITU-T T.81 §B.2.2), read for its size. */
public final class JpegHeader {
    private static final int MARKER = 0xFF;
    private static final int START_OF_IMAGE = 0xD8;
    private static final int START_OF_SCAN = 0xDA;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int FIRST_START_OF_FRAME = 0xC0;
    private static final int LAST_START_OF_FRAME = 0xCF;

    private JpegHeader() {}

    /**
     * Width and height of the image that begins at the buffer's position, which does not move.
     * Segments are skipped by their declared length.
     */
    public static Parsed<MjpegFormat> parse(ByteBuffer image) {
        ByteBuffer in = image.slice();
        if (in.remaining() < 4 || u8(in) != MARKER || u8(in) != START_OF_IMAGE) {
            return malformed(in, "no start of image");
        }
        while (in.remaining() >= 4) {
            if (u8(in) != MARKER) {
                return malformed(in, "marker expected");
            }
            int code = u8(in);
            if (code == MARKER) {
                in.position(in.position() - 1); // fill byte, §B.1.1.2
                continue;
            }
            if (code == START_OF_SCAN || code == END_OF_IMAGE) {
                return malformed(in, "no frame header before the scan");
            }
            int length = in.getShort(in.position()) & 0xFFFF;
            if (length < 2 || length > in.remaining()) {
                return malformed(in, "segment longer than the image");
            }
            if (isStartOfFrame(code)) {
                return frameHeader(in, length);
            }
            in.position(in.position() + length);
        }
        return malformed(in, "no frame header");
    }

    private static Parsed<MjpegFormat> frameHeader(ByteBuffer in, int length) {
        if (length < 8) {
            return malformed(in, "frame header cut off");
        }
        int height = in.getShort(in.position() + 3) & 0xFFFF;
        int width = in.getShort(in.position() + 5) & 0xFFFF;
        if (width == 0 || height == 0) {
            return new Parsed.Unsupported<>("JPEG that defines its number of lines after the scan");
        }
        return new Parsed.Valid<>(new MjpegFormat(width, height));
    }

    /** All but the tables DHT (C4), JPG (C8) and DAC (CC) of the range are frame headers. */
    private static boolean isStartOfFrame(int code) {
        return code >= FIRST_START_OF_FRAME
                && code <= LAST_START_OF_FRAME
                && code != 0xC4
                && code != 0xC8
                && code != 0xCC;
    }

    private static int u8(ByteBuffer in) {
        return in.get() & 0xFF;
    }

    private static Parsed<MjpegFormat> malformed(ByteBuffer in, String reason) {
        return new Parsed.Malformed<>(reason, 8L * in.position());
    }
}
