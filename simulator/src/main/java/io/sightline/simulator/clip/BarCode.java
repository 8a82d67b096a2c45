package io.sightline.simulator.clip;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.OptionalInt;

/**
 * The frame's number as machine-readable blocks in the top left corner: two rows of 16 squares, the
 * upper with the number (most significant bit first, white is 1), the lower with its complement, by
 * which a reader knows that it did not read a mixture of two frames. A square's side is a 27th of
 * the picture's height: 40 pixels at 1080.
 */
public final class BarCode {

    public static final int BITS = 16;

    /** The picture's height in squares. */
    public static final int SQUARES_PER_HEIGHT = 27;

    private static final int WHITE_THRESHOLD = 128;

    private BarCode() {}

    static int heightPixels(int pictureHeight) {
        return 2 * pictureHeight / SQUARES_PER_HEIGHT;
    }

    static void draw(Graphics2D graphics, int number, int pictureHeight) {
        double side = (double) pictureHeight / SQUARES_PER_HEIGHT;
        for (int row = 0; row < 2; row++) {
            int bits = row == 0 ? number : ~number;
            for (int i = 0; i < BITS; i++) {
                boolean one = ((bits >> (BITS - 1 - i)) & 1) == 1;
                int left = (int) Math.round(i * side);
                int top = (int) Math.round(row * side);
                graphics.setColor(one ? Color.WHITE : Color.BLACK);
                graphics.fillRect(
                        left,
                        top,
                        (int) Math.round((i + 1) * side) - left,
                        (int) Math.round((row + 1) * side) - top);
            }
        }
    }

    /** The number in a picture, or empty when the rows don't complement each other. */
    public static OptionalInt read(BufferedImage picture) {
        double side = (double) picture.getHeight() / SQUARES_PER_HEIGHT;
        int number = 0;
        for (int i = 0; i < BITS; i++) {
            boolean upper = isWhite(picture, (i + 0.5) * side, 0.5 * side);
            boolean lower = isWhite(picture, (i + 0.5) * side, 1.5 * side);
            if (upper == lower) {
                return OptionalInt.empty();
            }
            number = (number << 1) | (upper ? 1 : 0);
        }
        return OptionalInt.of(number);
    }

    private static boolean isWhite(BufferedImage picture, double x, double y) {
        return ((picture.getRGB((int) x, (int) y) >> 8) & 0xFF) >= WHITE_THRESHOLD;
    }
}
