package io.sightline.onvif.ptz;

/**
 * A position, a way or a speed in ONVIF's generic spaces, which every device has (PTZ §5.7).
 *
 * @param pan −1 (left) … 1 (right)
 * @param tilt −1 (down) … 1 (up)
 * @param zoom as a position 0 (wide) … 1 (tele), as a way or speed −1 … 1
 */
public record PtzVector(double pan, double tilt, double zoom) {

    public static final PtzVector NONE = new PtzVector(0, 0, 0);

    public PtzVector {
        requireInRange("pan", pan);
        requireInRange("tilt", tilt);
        requireInRange("zoom", zoom);
    }

    private static void requireInRange(String name, double value) {
        if (!(value >= -1 && value <= 1)) {
            throw new IllegalArgumentException(name + " is not between -1 and 1: " + value);
        }
    }

    /** What a device says may lie a little beside its own range. */
    static PtzVector clamped(double pan, double tilt, double zoom) {
        return new PtzVector(
                Math.clamp(pan, -1, 1), Math.clamp(tilt, -1, 1), Math.clamp(zoom, -1, 1));
    }
}
