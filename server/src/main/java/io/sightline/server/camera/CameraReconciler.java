package io.sightline.server.camera;

import io.sightline.server.database.Database;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Reconciles at the start and every few seconds. */
final class CameraReconciler implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(CameraReconciler.class);

    private final Database database;
    private final CameraRepository repository;
    private final RowFollower follower;
    private final Duration interval;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("camera-reconciler").daemon().factory());
    private volatile boolean running;

    CameraReconciler(
            Database database,
            CameraRepository repository,
            RowFollower follower,
            Duration interval) {
        this.database = database;
        this.repository = repository;
        this.follower = follower;
        this.interval = interval;
    }

    @Override
    public void start() {
        running = true;
        bringUpToDate();
        reconcile();
        long millis = interval.toMillis();
        var _ =
                timer.scheduleWithFixedDelay(
                        this::reconcile, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Rows of earlier versions. */
    private void bringUpToDate() {
        int moved = database.transaction(repository::moveCredentialsOutOfUrls);
        if (moved > 0) {
            log.info("[camera:all] took the credentials out of the URLs of {}", moved);
        }
    }

    private void reconcile() {
        try {
            follower.reconcile();
        } catch (RuntimeException e) {
            log.warn("[camera:all] could not reconcile, trying again: {}", e.toString(), e);
        }
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
