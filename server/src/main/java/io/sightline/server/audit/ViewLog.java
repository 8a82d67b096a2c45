package io.sightline.server.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.sightline.server.audit.AuditLog.Event;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Enters who watched what, off the media path: one entry per view, however many requests it takes.
 *
 * <p>{@link #viewed} never waits. Entries go through a bounded queue to one thread, which writes
 * many in a transaction. When the queue is full views are lost, but not silently: how many is
 * entered as soon as there is room.
 */
public final class ViewLog implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ViewLog.class);
    private static final int MAX_BATCH = 500;
    private static final int MAX_VIEWS = 100_000;
    private static final Duration BATCH_TIME = Duration.ofSeconds(1);
    private static final Duration LAST_WRITE = Duration.ofSeconds(4);

    /** What makes two requests one view. */
    private record View(Actor actor, Action action, Target target, Map<String, String> details) {}

    private final AuditLog audit;
    private final InstantSource clock;
    private final Cache<View, Boolean> running;
    private final BlockingQueue<Event> queue;
    private final AtomicLong lost = new AtomicLong();
    private final Thread writer;
    private volatile boolean closing;

    /**
     * @param idle after so long without a request a view is over
     * @param capacity views that may wait to be written
     */
    ViewLog(AuditLog audit, InstantSource clock, Duration idle, int capacity, Ticker ticker) {
        this.audit = audit;
        this.clock = clock;
        queue = new ArrayBlockingQueue<>(capacity);
        running =
                Caffeine.newBuilder()
                        .expireAfterAccess(idle)
                        .maximumSize(MAX_VIEWS)
                        .ticker(ticker)
                        .build();
        writer = Thread.ofPlatform().name("audit-views").daemon().start(this::write);
    }

    /**
     * Someone gets video. Called for each request if need be, by any thread; never waits.
     *
     * @param details the same for all requests of a view
     */
    public void viewed(Actor actor, Action action, Target target, Map<String, String> details) {
        View view = new View(actor, action, target, details);
        if (running.getIfPresent(view) != null
                || running.asMap().putIfAbsent(view, Boolean.TRUE) != null) {
            return;
        }
        Event event =
                new Event(
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        actor,
                        action,
                        target,
                        Outcome.SUCCESS,
                        details);
        if (!queue.offer(event)) {
            lost.incrementAndGet();
        }
    }

    /** Views that could not be entered and have not been reported yet. */
    long lost() {
        return lost.get();
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
                log.error("[audit:views] {} are not entered yet: {}", batch.size(), e.toString());
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
        long missing = lost.get();
        List<Event> events = new ArrayList<>(batch);
        if (missing > 0) {
            events.add(
                    new Event(
                            clock.instant().truncatedTo(ChronoUnit.MILLIS),
                            Actor.SERVER,
                            Action.VIEWS_NOT_ENTERED,
                            Target.SERVER,
                            Outcome.FAILED,
                            Map.of("views", Long.toString(missing))));
        }
        audit.append(events);
        lost.addAndGet(-missing);
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
