package io.sightline.server.picture;

import java.util.Arrays;

/**
 * What is measured of a picture, in steps of brightness out of 255.
 *
 * @param brightness mean
 * @param highlights what 98 % of the pixels are not brighter than: a lamp at night is brighter
 * @param contrast standard deviation of the brightness
 * @param sharpness variance of the Laplacian: how much neighbours differ; falls steeply as a
 *     picture gets out of focus
 * @param detail share of its blocks of 16 × 16 pixels in which there is something to be seen
 * @param plainness share of its pixels that have the most common colour, within a step
 */
record PictureMeasures(
        double brightness,
        int highlights,
        double contrast,
        double sharpness,
        double detail,
        double plainness) {

    static final int BLOCK = 16;
    private static final int CELL = 4;

    private static final double HIGHLIGHT_SHARE = 0.98;

    /** A lens with a hand on it has up to 3, where light comes in at its rim. */
    private static final double BLOCK_DETAIL = 4;

    static PictureMeasures of(SmallFrame frame) {
        int[] histogram = new int[256];
        for (byte luma : frame.luma()) {
            histogram[luma & 0xFF]++;
        }
        double mean = 0;
        double squares = 0;
        for (int value = 0; value < histogram.length; value++) {
            mean += (double) histogram[value] * value;
            squares += (double) histogram[value] * value * value;
        }
        int pixels = frame.luma().length;
        mean /= pixels;
        double variance = Math.max(0, squares / pixels - mean * mean);
        return new PictureMeasures(
                mean,
                highlights(histogram, pixels),
                Math.sqrt(variance),
                sharpness(frame),
                detail(frame),
                plainness(frame));
    }

    private static int highlights(int[] histogram, int pixels) {
        int count = 0;
        int value = -1;
        while (count < HIGHLIGHT_SHARE * pixels) {
            count += histogram[++value];
        }
        return value;
    }

    private static double sharpness(SmallFrame frame) {
        long sum = 0;
        long squares = 0;
        for (int y = 1; y < frame.heightPixels() - 1; y++) {
            for (int x = 1; x < frame.widthPixels() - 1; x++) {
                int edge =
                        4 * frame.luma(x, y)
                                - frame.luma(x - 1, y)
                                - frame.luma(x + 1, y)
                                - frame.luma(x, y - 1)
                                - frame.luma(x, y + 1);
                sum += edge;
                squares += (long) edge * edge;
            }
        }
        double count = (frame.widthPixels() - 2.0) * (frame.heightPixels() - 2.0);
        double mean = sum / count;
        return Math.max(0, squares / count - mean * mean);
    }

    private static double detail(SmallFrame frame) {
        int blocks = 0;
        int detailed = 0;
        for (int y = 0; y + BLOCK <= frame.heightPixels(); y += BLOCK) {
            for (int x = 0; x + BLOCK <= frame.widthPixels(); x += BLOCK) {
                blocks++;
                if (isDetailed(frame, x, y)) {
                    detailed++;
                }
            }
        }
        return blocks == 0 ? 0 : (double) detailed / blocks;
    }

    /** Whether there is something to be seen in the block that begins there. */
    static boolean isDetailed(SmallFrame frame, int left, int top) {
        return deviation(frame, left, top) > BLOCK_DETAIL;
    }

    /** Of cells of 4 × 4 pixels: what differs from pixel to pixel only is noise. */
    private static double deviation(SmallFrame frame, int left, int top) {
        double sum = 0;
        double squares = 0;
        for (int y = top; y < top + BLOCK; y += CELL) {
            for (int x = left; x < left + BLOCK; x += CELL) {
                double luma = cell(frame, x, y);
                sum += luma;
                squares += luma * luma;
            }
        }
        double count = (double) (BLOCK / CELL) * (BLOCK / CELL);
        double mean = sum / count;
        return Math.sqrt(Math.max(0, squares / count - mean * mean));
    }

    private static double cell(SmallFrame frame, int left, int top) {
        int sum = 0;
        for (int y = top; y < top + CELL; y++) {
            for (int x = left; x < left + CELL; x++) {
                sum += frame.luma(x, y);
            }
        }
        return (double) sum / (CELL * CELL);
    }

    private static double plainness(SmallFrame frame) {
        return Math.min(
                commonest(frame.luma()), Math.min(commonest(frame.cb()), commonest(frame.cr())));
    }

    /** Share of values within a step of the most common one. */
    private static double commonest(byte[] plane) {
        int[] histogram = new int[258];
        for (byte value : plane) {
            histogram[(value & 0xFF) + 1]++;
        }
        int most = 0;
        for (int value = 1; value <= 256; value++) {
            most = Math.max(most, Arrays.stream(histogram, value - 1, value + 2).sum());
        }
        return (double) most / plane.length;
    }

    /** How much finer its finest structures are than its coarse ones; 20 for snow, 0 for fog. */
    double fineness() {
        return sharpness / Math.max(1, contrast * contrast);
    }
}
