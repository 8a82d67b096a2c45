package io.sightline.server.picture;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Judges pictures of 320 × 180 or so, taken some seconds apart. The limits lie between what was
 * measured of pictures that are as they should be and of such that are not, encoded as cameras do
 * (640 × 360, 200 to 800 kbit/s); {@code PictureJudgeTest} has them.
 *
 * <p>What is told first: a plain blue screen does not change either, and one that is black is not
 * sharp.
 */
final class PictureJudge {

    /** Without a sensor there is no noise: real pictures, walls and fog too, have 0.1 … 0.7. */
    private static final double PLAIN_SCREEN = 0.75;

    /** A sensor that is blinded by the sun is plain too, at the very top. */
    private static final double BLINDED = 250;

    /** Snow: neighbours have nothing to do with each other. White noise has 20, scenes up to 3. */
    private static final double SNOW_FINENESS = 8;

    /** Snow has contrast; the noise of a covered lens has 2. */
    private static final double SNOW_CONTRAST = 15;

    /** A cap on the lens: noise lifts the mean to 3. A street at night has lamps above 60. */
    private static final double BLACK_BRIGHTNESS = 16;

    private static final int BLACK_HIGHLIGHTS = 40;

    /** The date that a camera writes into its picture fills up to 6 % of the blocks. */
    private static final double COVERED_DETAIL = 0.1;

    /**
     * One and the same frame, encoded anew, differs by up to 1.3 in its worst block while the
     * encoder still works its details out, and by 0 … 0.3 from then on; a clock in the picture by 5
     * and more. So nothing may have moved at all, and between two of the pictures nothing may have
     * differed: the noise of a sensor, 0.7 and more, does not pause. What has no clock, moves
     * nothing and is kept free of noise by its camera can't be told from a picture that stands
     * still.
     */
    private static final double MOVED = 3.5;

    private static final double SAME = 0.5;

    /**
     * At 320 kbit/s the encoder never gets there, and a frame that stands still differs by 0.2 …
     * 0.8 in its worst block; but by 0 … 0.2 in nine of ten plain ones. The noise of a sensor has
     * 0.4 and more there, unless the encoder has no bits left for it; then the worst block has 0.9
     * and more.
     */
    private static final double NEARLY_SAME = 0.8;

    private static final double QUIET = 0.25;

    /** Sharp scenes have 75 … 1,500, such that are out of focus 1 … 12. */
    private static final double BLURRED_SHARPNESS = 25;

    /**
     * So that a dark scene, or one with few edges, is not called blurred: those keep 0.05 … 0.7.
     */
    private static final double BLURRED_FINENESS = 0.02;

    /**
     * What another scene at another hour does to a sharp picture is a half; a lens out of focus,
     * more.
     */
    private static final double FALL = 0.2;

    private static final int LEAST_HISTORY = 3;

    private PictureJudge() {}

    /**
     * @param frames of one camera and one size, oldest first
     * @param before measures of the same camera when it was fine
     */
    static Judgement judge(List<SmallFrame> frames, List<PictureMeasures> before) {
        SmallFrame newest = frames.getLast();
        PictureMeasures measures = PictureMeasures.of(newest);
        List<PictureChange> changes = changes(frames);
        double change = changes.stream().mapToDouble(PictureChange::worst).max().orElse(0);
        return new Judgement(verdict(newest, measures, changes, before), measures, change);
    }

    private static Verdict verdict(
            SmallFrame frame,
            PictureMeasures measures,
            List<PictureChange> changes,
            List<PictureMeasures> before) {
        boolean screen = isScreen(measures);
        if (isBlack(measures) && !(screen && isColoured(frame))) {
            return Verdict.BLACK;
        }
        if (screen || isSnow(measures) || TestBars.isIn(frame)) {
            return Verdict.NO_SIGNAL;
        }
        if (measures.detail() < COVERED_DETAIL) {
            return Verdict.COVERED;
        }
        if (isFrozen(changes)) {
            return Verdict.FROZEN;
        }
        return isBlurred(measures) || isLessSharpThan(before, measures)
                ? Verdict.BLURRED
                : Verdict.FINE;
    }

    private static boolean isBlack(PictureMeasures measures) {
        return measures.brightness() < BLACK_BRIGHTNESS && measures.highlights() < BLACK_HIGHLIGHTS;
    }

    /** Blue is dark to the eye: a screen of it has a brightness of 20. */
    private static boolean isColoured(SmallFrame frame) {
        int x = frame.widthPixels() / 4;
        int y = frame.heightPixels() / 4;
        return Math.abs(frame.cb(x, y) - 128) > 32 || Math.abs(frame.cr(x, y) - 128) > 32;
    }

    private static boolean isScreen(PictureMeasures measures) {
        return measures.plainness() > PLAIN_SCREEN && measures.brightness() < BLINDED;
    }

    private static boolean isSnow(PictureMeasures measures) {
        return measures.fineness() > SNOW_FINENESS && measures.contrast() > SNOW_CONTRAST;
    }

    private static boolean isFrozen(List<PictureChange> changes) {
        return changes.stream().allMatch(change -> change.worst() < MOVED)
                && changes.stream().anyMatch(PictureJudge::isSame);
    }

    private static boolean isSame(PictureChange change) {
        return change.worst() < SAME || (change.worst() < NEARLY_SAME && change.plain() < QUIET);
    }

    private static boolean isBlurred(PictureMeasures measures) {
        return measures.sharpness() < BLURRED_SHARPNESS && measures.fineness() < BLURRED_FINENESS;
    }

    /** Both: at dusk the one falls, where noise goes the other. */
    private static boolean isLessSharpThan(List<PictureMeasures> before, PictureMeasures now) {
        return before.size() >= LEAST_HISTORY
                && now.sharpness() < FALL * median(before, PictureMeasures::sharpness)
                && now.fineness() < FALL * median(before, PictureMeasures::fineness);
    }

    private static double median(
            List<PictureMeasures> measures, ToDoubleFunction<PictureMeasures> value) {
        double[] sorted = measures.stream().mapToDouble(value).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** Between neighbours in time: a picture may come back to what it was. */
    private static List<PictureChange> changes(List<SmallFrame> frames) {
        return IntStream.range(1, frames.size())
                .mapToObj(i -> PictureChange.between(frames.get(i - 1), frames.get(i)))
                .toList();
    }
}
