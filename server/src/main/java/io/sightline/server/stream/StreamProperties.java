package io.sightline.server.stream;

import io.sightline.media.cmaf.ChunkSettings;
import io.sightline.media.stream.StreamSettings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How streams behave.
 *
 * @param mediaLoops threads that move media; 0 makes one per processor core
 * @param startTimeout how long a viewer's request waits for a stream to begin
 * @param closeDelay how long a camera stays connected after the last viewer left
 * @param chunkDuration what is recorded and sent at once: less means lower latency and more work
 * @param window how much of the recent past is kept for viewers who join
 * @param maxHeap most that the recent past of one stream may take on the heap
 */
@ConfigurationProperties("stream")
public record StreamProperties(
        @DefaultValue("0") int mediaLoops,
        @DefaultValue("10s") Duration startTimeout,
        @DefaultValue("10s") Duration closeDelay,
        @DefaultValue("200ms") Duration chunkDuration,
        @DefaultValue("20s") Duration window,
        @DefaultValue("12MB") DataSize maxHeap) {

    private static final int MAX_LOOPS = 256;

    public StreamProperties {
        require(mediaLoops >= 0 && mediaLoops <= MAX_LOOPS, "media-loops must be 0 … 256");
        requireChunkTarget(chunkDuration);
        require(startTimeout.isPositive(), "start-timeout must be longer than 0");
        require(!closeDelay.isNegative(), "close-delay must not be negative");
        require(
                window.compareTo(Duration.ofSeconds(6)) >= 0
                        && window.compareTo(Duration.ofMinutes(5)) <= 0,
                "window must be 6s … 5m");
        require(maxHeap.toBytes() >= 1 << 20, "max-heap must be 1MB or more");
        require(maxHeap.toBytes() <= 1 << 30, "max-heap must be 1GB or less");
    }

    public StreamSettings settings() {
        return new StreamSettings(
                new ChunkSettings(chunkDuration), closeDelay, window, maxHeap.toBytes());
    }

    private static void requireChunkTarget(Duration duration) {
        try {
            new ChunkSettings(duration);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("stream.chunk-duration: " + e.getMessage());
        }
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException("stream." + message);
        }
    }
}
