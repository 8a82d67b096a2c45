package io.sightline.server.camera;

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

    private final Cameras cameras;
    private final Duration interval;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("camera-reconciler").daemon().factory());
    private volatile boolean running;

    CameraReconciler(Cameras cameras, Duration interval) {
        this.cameras = cameras;
        this.interval = interval;
    }

    @Override
    public void start() {
        running = true;
        cameras.bringUpToDate();
        reconcile();
        long millis = interval.toMillis();
        var _ =
                timer.scheduleWithFixedDelay(
                        this::reconcile, millis, millis, TimeUnit.MILLISECONDS);
    }

    private void reconcile() {
        try {
            cameras.reconcile();
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
