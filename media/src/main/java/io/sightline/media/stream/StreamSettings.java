package io.sightline.media.stream;

import io.sightline.media.cmaf.ChunkSettings;
import java.time.Duration;

/**
 * How a stream behaves.
 *
 * @param closeDelay how long the source goes on after the last reader left
 * @param window how much of the recent past the ring keeps for joining and for HLS
 * @param maxHeapBytes most that the ring keeps on the heap; beyond it the oldest chunks go, and a
 *     reader that still wanted them jumps to a later key frame
 */
public record StreamSettings(
        ChunkSettings chunks, Duration closeDelay, Duration window, long maxHeapBytes) {

    public static final StreamSettings DEFAULT =
            new StreamSettings(
                    ChunkSettings.DEFAULT,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(20),
                    12 << 20);
}
