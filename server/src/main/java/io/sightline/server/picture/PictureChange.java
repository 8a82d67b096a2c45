package io.sightline.server.picture;

import java.util.Arrays;

/**
 * How much two pictures of one size differ, in steps of brightness out of 255.
 *
 * @param worst mean difference in the block in which they differ most
 * @param plain what nine of ten plain blocks differ by at most. An encoder that is short of bits
 *     blurs details anew in each key frame, and leaves a plain wall as it is; the noise of a sensor
 *     is everywhere. Infinite where there are too few such blocks to say
 */
record PictureChange(double worst, double plain) {

    private static final int BLOCK = PictureMeasures.BLOCK;

    /** Fewer are chance. */
    private static final int LEAST_PLAIN = 8;

    private static final double PLAIN_SHARE = 0.9;

    /** Darker or brighter ones are cut off, with their noise. */
    private static final int DARKEST = 24;

    private static final int BRIGHTEST = 235;

    static PictureChange between(SmallFrame before, SmallFrame after) {
        int columns = after.widthPixels() / BLOCK;
        int rows = after.heightPixels() / BLOCK;
        double worst = 0;
        double[] plain = new double[columns * rows];
        int count = 0;
        for (int y = 0; y < rows * BLOCK; y += BLOCK) {
            for (int x = 0; x < columns * BLOCK; x += BLOCK) {
                double difference = difference(before, after, x, y);
                worst = Math.max(worst, difference);
                if (isPlain(after, x, y)) {
                    plain[count++] = difference;
                }
            }
        }
        return new PictureChange(worst, most(plain, count));
    }

    private static double most(double[] plain, int count) {
        if (count < LEAST_PLAIN) {
            return Double.POSITIVE_INFINITY;
        }
        Arrays.sort(plain, 0, count);
        return plain[(int) (PLAIN_SHARE * (count - 1))];
    }

    private static boolean isPlain(SmallFrame frame, int left, int top) {
        int sum = 0;
        for (int y = top; y < top + BLOCK; y++) {
            for (int x = left; x < left + BLOCK; x++) {
                sum += frame.luma(x, y);
            }
        }
        int mean = sum / (BLOCK * BLOCK);
        return mean >= DARKEST
                && mean <= BRIGHTEST
                && !PictureMeasures.isDetailed(frame, left, top);
    }

    private static double difference(SmallFrame before, SmallFrame after, int left, int top) {
        int sum = 0;
        for (int y = top; y < top + BLOCK; y++) {
            for (int x = left; x < left + BLOCK; x++) {
                sum += Math.abs(before.luma(x, y) - after.luma(x, y));
            }
        }
        return (double) sum / (BLOCK * BLOCK);
    }
}
