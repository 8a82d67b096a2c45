package io.sightline.server.control;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Does what has to be done to cameras later, while nobody waits: a timer thread says when, virtual
 * threads do it.
 */
final class PtzWatch implements AutoCloseable {

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("ptz-watch").daemon().factory());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Not done any more once this is closed. */
    void later(Duration delay, Runnable task) {
        if (timer.isShutdown()) {
            return;
        }
        var _ =
                timer.schedule(
                        () -> threads.execute(task), delay.toMillis() + 1, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        threads.shutdownNow();
    }
}
