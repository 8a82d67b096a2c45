package io.sightline.media.segment;

import java.time.Duration;

/**
 * How streams are recorded.
 *
 * @param segmentDuration files begin when the clock passes a multiple of it, at the next key frame
 * @param syncInterval how much a power cut may cost: what is written is forced to the medium so
 *     often
 * @param pace pause between two rounds of a volume's thread; what was made meanwhile is written at
 *     once
 * @param reserveBytes a volume with less room than this counts as full, so that open files can
 *     still be closed
 * @param retryInterval how often a recorder that found no volume looks again
 */
public record RecordingSettings(
        Duration segmentDuration,
        Duration syncInterval,
        Duration pace,
        long reserveBytes,
        Duration retryInterval) {

    public static final RecordingSettings DEFAULT =
            new RecordingSettings(
                    Duration.ofMinutes(10),
                    Duration.ofSeconds(5),
                    Duration.ofMillis(50),
                    512 << 20,
                    Duration.ofSeconds(2));

    public RecordingSettings {
        if (segmentDuration.compareTo(Duration.ofSeconds(1)) < 0
                || segmentDuration.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("segments last 1 s … 1 h, not " + segmentDuration);
        }
        if (pace.compareTo(Duration.ofMillis(1)) < 0 || pace.compareTo(Duration.ofSeconds(1)) > 0) {
            throw new IllegalArgumentException("the pace is 1 ms … 1 s, not " + pace);
        }
        if (syncInterval.isNegative() || syncInterval.isZero()) {
            throw new IllegalArgumentException("the sync interval is positive");
        }
        if (reserveBytes < 0) {
            throw new IllegalArgumentException("the reserve is not negative");
        }
    }
}
