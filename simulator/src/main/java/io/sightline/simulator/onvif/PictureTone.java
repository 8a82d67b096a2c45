package io.sightline.simulator.onvif;

/** Settings of a picture, each from 0 to 100; in the middle it is as it was drawn. */
public record PictureTone(double brightness, double contrast, double saturation) {

    static final double MIDDLE = 50;

    public static final PictureTone NEUTRAL = new PictureTone(MIDDLE, MIDDLE, MIDDLE);

    private static final int LEVELS = 256;

    /** Changes pixels (0xRRGGBB) in place; costs nothing while all is in the middle. */
    public void apply(int[] pixels) {
        if (equals(NEUTRAL)) {
            return;
        }
        int[] curve = curve();
        int colour = (int) Math.round(saturation / MIDDLE * LEVELS);
        for (int i = 0; i < pixels.length; i++) {
            int pixel = pixels[i];
            int red = curve[(pixel >> 16) & 0xFF];
            int green = curve[(pixel >> 8) & 0xFF];
            int blue = curve[pixel & 0xFF];
            // Luma of BT.601, in 256ths.
            int grey = (77 * red + 150 * green + 29 * blue) >> 8;
            pixels[i] =
                    (spread(red, grey, colour) << 16)
                            | (spread(green, grey, colour) << 8)
                            | spread(blue, grey, colour);
        }
    }

    private static int spread(int value, int grey, int colour) {
        return Math.clamp(grey + (((value - grey) * colour) >> 8), 0, LEVELS - 1);
    }

    private int[] curve() {
        int[] curve = new int[LEVELS];
        double gain = Math.pow(2, (contrast - MIDDLE) / MIDDLE);
        double lift = (brightness - MIDDLE) / MIDDLE * LEVELS / 2;
        for (int i = 0; i < LEVELS; i++) {
            double value = (i - LEVELS / 2.0) * gain + LEVELS / 2.0 + lift;
            curve[i] = Math.clamp(Math.round(value), 0, LEVELS - 1);
        }
        return curve;
    }
}
