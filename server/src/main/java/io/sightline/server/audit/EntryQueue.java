package io.sightline.server.audit;

import io.sightline.server.audit.AuditLog.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Entries of those who can't wait for a transaction, as the media path. They go to one thread,
 * which writes many at once. When the queue is full they are lost, but not silently: how many of
 * what is entered as soon as there is room.
 *
 * <p>Safe for use by any thread.
 */
final class EntryQueue implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EntryQueue.class);
    private static final int MAX_BATCH = 500;
    private static final Duration BATCH_TIME = Duration.ofSeconds(1);
    private static final Duration LAST_WRITE = Duration.ofSeconds(4);

    private final AuditLog audit;
    private final InstantSource clock;
    private final BlockingQueue<Event> queue;
    private final Map<Action, AtomicLong> lost = new EnumMap<>(Action.class);
    private final Thread writer;
    private volatile boolean closing;

    /**
     * @param capacity entries that may wait to be written
     */
    EntryQueue(AuditLog audit, InstantSource clock, int capacity) {
        this.audit = audit;
        this.clock = clock;
        queue = new ArrayBlockingQueue<>(capacity);
        for (Action action : Action.values()) {
            lost.put(action, new AtomicLong());
        }
        writer = Thread.ofPlatform().name("audit-entries").daemon().start(this::write);
    }

    /** To be entered as of now. Never waits. */
    void add(
            Actor actor,
            Action action,
            Target target,
            Outcome outcome,
            Map<String, String> details) {
        if (!queue.offer(new Event(now(), actor, action, target, outcome, details))) {
            lost(action).incrementAndGet();
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private AtomicLong lost(Action action) {
        return lost.getOrDefault(action, new AtomicLong());
    }

    /** Entries that could not be made and have not been reported yet. */
    long lost() {
        return lost.values().stream().mapToLong(AtomicLong::get).sum();
    }

    private void write() {
        List<Event> batch = new ArrayList<>();
        while (!closing || !queue.isEmpty() || !batch.isEmpty()) {
            try {
                collect(batch);
                enter(batch);
                batch.clear();
            } catch (InterruptedException e) {
                // Closing: what waits is still written.
            } catch (RuntimeException e) {
                log.error("[audit:entries] {} are not made yet: {}", batch.size(), e.toString());
                if (closing) {
                    return;
                }
                pause();
            }
        }
    }

    private void collect(List<Event> batch) throws InterruptedException {
        if (batch.isEmpty() && !closing) {
            Event first = queue.poll(BATCH_TIME.toMillis(), TimeUnit.MILLISECONDS);
            if (first != null) {
                batch.add(first);
            }
        }
        queue.drainTo(batch, MAX_BATCH - batch.size());
    }

    private void enter(List<Event> batch) {
        Map<Action, Long> missing = new EnumMap<>(Action.class);
        lost.forEach(
                (action, count) -> {
                    if (count.get() > 0) {
                        missing.put(action, count.get());
                    }
                });
        List<Event> events = new ArrayList<>(batch);
        if (!missing.isEmpty()) {
            events.add(report(missing));
        }
        audit.append(events);
        missing.forEach((action, count) -> lost(action).addAndGet(-count));
    }

    private Event report(Map<Action, Long> missing) {
        Map<String, String> details = new TreeMap<>();
        missing.forEach((action, count) -> details.put(action.word(), Long.toString(count)));
        return new Event(
                now(),
                Actor.SERVER,
                Action.VIEWS_NOT_ENTERED,
                Target.SERVER,
                Outcome.FAILED,
                details);
    }

    private static void pause() {
        try {
            Thread.sleep(BATCH_TIME);
        } catch (InterruptedException e) {
            // Closing: the next attempt is the last.
        }
    }

    /** Writes what waits. */
    @Override
    public void close() {
        closing = true;
        writer.interrupt();
        try {
            writer.join(LAST_WRITE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
