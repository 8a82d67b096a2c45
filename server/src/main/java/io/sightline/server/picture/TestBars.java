package io.sightline.server.picture;

/**
 * Colour bars, as SMPTE EG 1 and EBU Tech 3325 have them and devices without a picture show them:
 * vertical stripes, each of one colour, in the upper half at least.
 */
final class TestBars {

    private static final int LEAST_BARS = 6;

    /** Narrower stripes are a fence. */
    private static final int MOST_BARS = 12;

    /** Within a stripe colours differ by what compression does, between stripes by far more. */
    private static final int SAME_COLOUR = 10;

    private static final double STRAIGHT = 0.9;
    private static final int LEAST_SATURATION = 24;

    private TestBars() {}

    static boolean isIn(SmallFrame frame) {
        int width = frame.widthPixels();
        int from = frame.heightPixels() / 20;
        int to = frame.heightPixels() / 2;
        int straight = 0;
        for (int x = 0; x < width; x++) {
            straight += isOneColour(frame, x, from, to) ? 1 : 0;
        }
        return straight >= STRAIGHT * width && hasBars(frame, (from + to) / 2);
    }

    private static boolean isOneColour(SmallFrame frame, int x, int from, int to) {
        int differing = 0;
        for (int y = from; y < to; y++) {
            differing += difference(frame, x, y, x, (from + to) / 2) > SAME_COLOUR ? 1 : 0;
        }
        return differing <= (to - from) / 10;
    }

    private static boolean hasBars(SmallFrame frame, int y) {
        int bars = 0;
        int coloured = 0;
        int begin = 0;
        for (int x = 1; x <= frame.widthPixels(); x++) {
            boolean ends =
                    x == frame.widthPixels() || difference(frame, x, y, x - 1, y) > SAME_COLOUR;
            if (ends) {
                if (x - begin >= frame.widthPixels() / (2 * MOST_BARS)) {
                    bars++;
                    coloured += saturation(frame, (begin + x) / 2, y) > LEAST_SATURATION ? 1 : 0;
                }
                begin = x;
            }
        }
        return bars >= LEAST_BARS && bars <= MOST_BARS && coloured >= LEAST_BARS - 1;
    }

    private static int difference(SmallFrame frame, int x, int y, int otherX, int otherY) {
        return Math.abs(frame.luma(x, y) - frame.luma(otherX, otherY))
                + Math.abs(frame.cb(x, y) - frame.cb(otherX, otherY))
                + Math.abs(frame.cr(x, y) - frame.cr(otherX, otherY));
    }

    private static int saturation(SmallFrame frame, int x, int y) {
        return Math.max(Math.abs(frame.cb(x, y) - 128), Math.abs(frame.cr(x, y) - 128));
    }
}
