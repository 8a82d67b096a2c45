package io.sightline.server.control;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The drive of each camera that is turned, for as long as somebody turns it. Any thread. */
final class PtzDrives implements AutoCloseable {

    /** Longer than any move lasts. */
    private static final Duration KEPT = Duration.ofMinutes(30);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

    private final PtzWatch watch = new PtzWatch();
    private final Cache<String, PtzDrive> drives =
            Caffeine.newBuilder().expireAfterAccess(KEPT).build();

    PtzDrive of(String cameraId) {
        return drives.get(cameraId, id -> new PtzDrive(id, watch));
    }

    /** Stops what still moves, all at once, and does not wait for it for long. */
    @Override
    public void close() {
        List<Thread> stops = new ArrayList<>();
        for (PtzDrive drive : drives.asMap().values()) {
            stops.add(Thread.ofVirtual().start(drive::endForGood));
        }
        long deadline = System.nanoTime() + STOP_LIMIT.toNanos();
        try {
            for (Thread stop : stops) {
                stop.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        watch.close();
    }
}
