package io.sightline.simulator.live;

/** What a live picture is like. */
public record PictureFormat(
        int widthPixels, int heightPixels, int framesPerSecond, int gopSeconds, int bitsPerSecond) {

    /** Looks good on a page with four of them and leaves most of two cores to the rest. */
    public static final PictureFormat DEMO = new PictureFormat(1280, 720, 15, 1, 2_500_000);

    /** The second stream of each of them. */
    public static final PictureFormat DEMO_SUB = new PictureFormat(640, 360, 8, 1, 400_000);
}
