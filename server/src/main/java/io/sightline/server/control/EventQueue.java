package io.sightline.server.control;

import io.sightline.onvif.event.OnvifEvent;
import io.sightline.server.control.EventLog.Entry;
import io.sightline.server.control.EventLog.Report;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events on their way into the log. One thread enters them, many at once: a commit waits for the
 * disk and holds up all others who write, and a device may report as fast as it likes. An event
 * that comes alone is entered at once; those that come in the half second after a commit share the
 * next one. Others are told of an event once it is entered.
 *
 * <p>When the queue is full, events are lost, and the log file says how many. Safe for use by any
 * thread.
 */
final class EventQueue implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EventQueue.class);
    private static final int CAPACITY = 10_000;
    private static final int MOST_IN_A_COMMIT = 1_000;
    private static final Duration BETWEEN_COMMITS = Duration.ofMillis(500);
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Duration FORGET_EVERY = Duration.ofHours(1);
    private static final Duration LAST_WRITE = Duration.ofSeconds(4);

    private final EventLog events;
    private final Consumer<List<Entry>> entered;
    private final Duration kept;
    private final InstantSource clock;
    private final BlockingQueue<Report> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final Thread writer;
    private long committedNanos = System.nanoTime() - BETWEEN_COMMITS.toNanos();
    private long forgotNanos = System.nanoTime() - FORGET_EVERY.toNanos();
    private volatile boolean closing;

    /**
     * @param entered is told after each commit what is in the log now, in order, on the queue's
     *     thread
     * @param kept after which events are forgotten
     */
    EventQueue(EventLog events, Consumer<List<Entry>> entered, Duration kept, InstantSource clock) {
        this.events = events;
        this.entered = entered;
        this.kept = kept;
        this.clock = clock;
        writer = Thread.ofPlatform().name("camera-events").daemon().start(this::write);
    }

    /** To be entered soon. Never waits. */
    void add(String cameraId, OnvifEvent event) {
        if (!queue.offer(new Report(cameraId, event))) {
            lost.incrementAndGet();
        }
    }

    /** Attempts to enter events that went wrong. */
    long failures() {
        return failures.get();
    }

    private void write() {
        List<Report> batch = new ArrayList<>();
        while (!closing || !queue.isEmpty() || !batch.isEmpty()) {
            boolean last = closing;
            try {
                collect(batch);
                enter(batch);
                batch.clear();
                forgetOld();
            } catch (InterruptedException e) {
                // Closing: what waits is still written.
            } catch (RuntimeException e) {
                failures.incrementAndGet();
                log.error(
                        "[camera:all] {} events are not kept yet: {}", batch.size(), e.toString());
                if (last) {
                    return;
                }
                pause();
            }
        }
    }

    private void collect(List<Report> batch) throws InterruptedException {
        if (batch.isEmpty() && !closing) {
            Report first = queue.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
            if (first == null) {
                return;
            }
            batch.add(first);
        }
        long early = committedNanos + BETWEEN_COMMITS.toNanos() - System.nanoTime();
        if (early > 0 && !closing && queue.size() < MOST_IN_A_COMMIT) {
            TimeUnit.NANOSECONDS.sleep(early);
        }
        queue.drainTo(batch, MOST_IN_A_COMMIT - batch.size());
    }

    private void enter(List<Report> batch) {
        long missing = lost.getAndSet(0);
        if (missing > 0) {
            log.warn("[camera:all] {} events were lost: they came too fast", missing);
        }
        if (batch.isEmpty()) {
            return;
        }
        List<Entry> entries = events.append(batch);
        committedNanos = System.nanoTime();
        try {
            entered.accept(entries);
        } catch (RuntimeException e) {
            // They are in the log: to enter them again would be worse than to tell nobody.
            log.error("[camera:all] {} events were not told", entries.size(), e);
        }
    }

    private void forgetOld() {
        if (System.nanoTime() - forgotNanos >= FORGET_EVERY.toNanos()) {
            events.forgetBefore(clock.instant().minus(kept));
            forgotNanos = System.nanoTime();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_COMMITS);
        } catch (InterruptedException e) {
            // Closing: the next attempt is the last.
        }
    }

    /** Enters what waits. */
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
