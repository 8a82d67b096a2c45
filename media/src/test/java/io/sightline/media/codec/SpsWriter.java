package io.sightline.media.codec;

import java.util.HexFormat;

/** Writes H.264 sequence parameter sets that no encoder at hand makes. */
final class SpsWriter {
    private final StringBuilder bits = new StringBuilder();

    /** Main profile, level 3, progressive, no cropping, no VUI. */
    static String main(int pictureOrderCountType, int widthMacroblocks, int heightMacroblocks) {
        SpsWriter out = new SpsWriter();
        out.u(8, 0x67).u(8, 77).u(8, 0).u(8, 30).ue(0).ue(0).ue(pictureOrderCountType);
        if (pictureOrderCountType == 0) {
            out.ue(2);
        }
        out.ue(1).u(1, 0).ue(widthMacroblocks - 1).ue(heightMacroblocks - 1);
        out.u(1, 1).u(1, 1).u(1, 0).u(1, 0).u(1, 1);
        return out.hex();
    }

    private SpsWriter u(int length, int value) {
        for (int bit = length - 1; bit >= 0; bit--) {
            bits.append((value >> bit) & 1);
        }
        return this;
    }

    private SpsWriter ue(int value) {
        int length = 32 - Integer.numberOfLeadingZeros(value + 1);
        return u(length - 1, 0).u(length, value + 1);
    }

    private String hex() {
        byte[] bytes = new byte[(bits.length() + 7) / 8];
        for (int i = 0; i < bits.length(); i++) {
            bytes[i / 8] |= (byte) ((bits.charAt(i) - '0') << (7 - i % 8));
        }
        return HexFormat.of().formatHex(bytes);
    }
}
