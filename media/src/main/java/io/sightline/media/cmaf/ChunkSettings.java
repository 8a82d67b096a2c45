package io.sightline.media.cmaf;

import java.time.Duration;

/**
 * How chunks are cut.
 *
 * @param target a chunk is closed with the first access unit that makes it this long; 20 ms … 500
 *     ms, 200 ms by default
 */
public record ChunkSettings(Duration target) {

    public static final ChunkSettings DEFAULT = new ChunkSettings(Duration.ofMillis(200));

    public ChunkSettings {
        if (target.compareTo(Duration.ofMillis(20)) < 0
                || target.compareTo(Duration.ofMillis(500)) > 0) {
            throw new IllegalArgumentException("chunk target must be 20 ms … 500 ms: " + target);
        }
    }
}
