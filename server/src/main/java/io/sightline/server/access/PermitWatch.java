package io.sightline.server.access;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after what was permitted and still goes on: asks of each permit whether it holds, at once
 * when rights change and every two seconds for what ends by the clock.
 *
 * <p>Owns the thread {@code access-permits}, on which ends are run; they must not block.
 */
final class PermitWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PermitWatch.class);

    /** How often it looks when nothing is told to it. */
    static final Duration INTERVAL = Duration.ofSeconds(2);

    private record Entry(Permit permit, Runnable end, AtomicBoolean ended) {}

    private final Set<Entry> entries = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean asked = new AtomicBoolean();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("access-permits").factory());

    PermitWatch(Rights rights) {
        rights.addListener(this::lookSoon);
        var _ =
                thread.scheduleWithFixedDelay(
                        this::look,
                        INTERVAL.toMillis(),
                        INTERVAL.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    Permit.Watch add(Permit permit, Runnable end) {
        Entry entry = new Entry(permit, end, new AtomicBoolean());
        entries.add(entry);
        // The right may have gone between the check and now.
        if (!permit.holds()) {
            lookSoon();
        }
        return () -> entries.remove(entry);
    }

    private void lookSoon() {
        if (!thread.isShutdown() && asked.compareAndSet(false, true)) {
            thread.execute(this::look);
        }
    }

    private void look() {
        asked.set(false);
        for (Entry entry : List.copyOf(entries)) {
            if (!entry.permit().holds() && entry.ended().compareAndSet(false, true)) {
                entries.remove(entry);
                end(entry);
            }
        }
    }

    private static void end(Entry entry) {
        try {
            entry.end().run();
        } catch (RuntimeException e) {
            log.error("[access:permits] ending: {}", e.toString(), e);
        }
    }

    /** What is being watched, for tests. */
    int size() {
        return entries.size();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
