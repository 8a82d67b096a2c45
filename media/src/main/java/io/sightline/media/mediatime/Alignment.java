package io.sightline.media.mediatime;

import java.util.concurrent.TimeUnit;

/**
 * Brings the tracks of a session in step with the reference track, gently: what is wrong is found
 * out by sender reports where they agree, else by arrival, and put right while media comes.
 */
final class Alignment {

    private static final long MAX_MISALIGNMENT_MICROS = 1_000_000;

    /** Less than this may be how long encoders take, and is left as it is. */
    private static final long ARRIVAL_DEADBAND_MICROS = 120_000;

    /** Misalignment beyond this is put right at once, less at {@link #SLEW_PPM}. */
    private static final long STEP_MICROS = 200_000;

    private static final long SLEW_PPM = 10_000;

    private final TrackClock reference;

    Alignment(TrackClock reference) {
        this.reference = reference;
    }

    /** Tracks whose leads differ by more than encoders explain have drifted apart. */
    void byArrival(TrackClock clock) {
        if (clock.alignedByReports || !reference.lead.hasPrevious()) {
            return;
        }
        long skew = reference.lead.bestMicros() - clock.lead.bestMicros();
        if (Math.abs(skew) > ARRIVAL_DEADBAND_MICROS && clock.misalignmentMicros == 0) {
            clock.misalignmentMicros = skew;
            clock.lead.clear();
        }
    }

    void byReports(TrackClock clock) {
        if (!clock.reportsAgree || !reference.reportsAgree) {
            return;
        }
        long onTimeline =
                reference.micros(reference.reportTicks)
                        + (clock.reportMicros - reference.reportMicros);
        long misalignment = onTimeline - clock.micros(clock.reportTicks);
        if (Math.abs(misalignment) <= MAX_MISALIGNMENT_MICROS) {
            clock.alignedByReports = true;
            clock.misalignmentMicros = misalignment;
        }
    }

    /** Puts right as much as the time since it was last called allows. */
    void correct(TrackClock clock, long arrivalNanos) {
        long misalignment = clock.misalignmentMicros;
        if (misalignment == 0) {
            clock.lastAlignNanos = arrivalNanos;
            return;
        }
        long elapsed = TimeUnit.NANOSECONDS.toMicros(arrivalNanos - clock.lastAlignNanos);
        long step = elapsed * SLEW_PPM / 1_000_000;
        if (Math.abs(misalignment) > STEP_MICROS) {
            clock.correct(misalignment);
        } else if (step > 0) {
            clock.correct(Math.clamp(misalignment, -step, step));
        } else {
            return;
        }
        clock.lastAlignNanos = arrivalNanos;
    }
}
