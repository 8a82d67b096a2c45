package io.sightline.media.hls;

import java.util.List;

/**
 * The two durations that a playlist promises and may not change (RFC 8216bis §4.4.3.1, §4.4.3.7).
 * They are fixed by what was seen when a session's first segment is complete.
 *
 * @param partTargetMicros no part is longer, and all but the last ones of segments are at least 85
 *     % of it
 * @param targetDurationSeconds no segment, rounded, is longer
 */
record SessionTargets(long partTargetMicros, int targetDurationSeconds) {

    private static final long MICROS = 1_000_000;
    private static final int LEAST_TARGET_SECONDS = 2;
    private static final long PART_TARGET_STEP_MICROS = 1_000;

    /**
     * A part may be longer than those seen by the jitter of a camera's timestamps, which is less
     * than half a frame interval; 8 % at most, so that the usual part stays above the 85 % which
     * §4.4.4.9 asks for.
     */
    private static final double MOST_MARGIN = 0.08;

    static SessionTargets seen(List<LivePart> parts, long longestSegmentMicros) {
        long longestPart = 0;
        long shortestFrame = Long.MAX_VALUE;
        for (LivePart part : parts) {
            longestPart = Math.max(longestPart, part.durationMicros());
            int frames = part.chunk().info().videoFrames();
            if (frames > 0) {
                shortestFrame = Math.min(shortestFrame, part.durationMicros() / frames);
            }
        }
        long margin = (long) Math.min(shortestFrame / 2.0, longestPart * MOST_MARGIN);
        long target = longestPart + margin;
        long rounded =
                (target + PART_TARGET_STEP_MICROS - 1)
                        / PART_TARGET_STEP_MICROS
                        * PART_TARGET_STEP_MICROS;
        int seconds = (int) ((longestSegmentMicros + MICROS / 2) / MICROS);
        return new SessionTargets(rounded, Math.max(LEAST_TARGET_SECONDS, seconds));
    }

    /** Longest segment that still rounds to the target duration. */
    long longestSegmentMicros() {
        return targetDurationSeconds * MICROS + MICROS / 2 - 10_000;
    }

    long targetDurationMicros() {
        return targetDurationSeconds * MICROS;
    }
}
