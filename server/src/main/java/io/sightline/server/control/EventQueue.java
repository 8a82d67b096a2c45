package io.sightline.server.control;

import io.sightline.onvif.event.OnvifEvent;
import io.sightline.server.control.EventLog.Entry;
import io.sightline.server.control.EventLog.Report;
import io.sightline.server.database.BatchWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events on their way into the log: a device may report as fast as it likes. Others are told of an
 * event once it is entered. When too many wait, events are lost, and the log file says how many;
 * one that the database refuses for what is in it holds up none of the others.
 *
 * <p>Safe for use by any thread.
 */
final class EventQueue implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EventQueue.class);
    private static final BatchWriter.Limits LIMITS =
            new BatchWriter.Limits(10_000, 1_000, Duration.ofMillis(500));

    private final EventLog events;
    private final Consumer<List<Entry>> entered;
    private final AtomicLong lost = new AtomicLong();
    private final BatchWriter<Report> writer;

    /**
     * @param entered is told after each commit what is in the log now, in order, on the queue's
     *     thread
     */
    EventQueue(EventLog events, Consumer<List<Entry>> entered) {
        this.events = events;
        this.entered = entered;
        writer =
                new BatchWriter<>(
                        "camera-events",
                        LIMITS,
                        this::enter,
                        _ -> lost.incrementAndGet(),
                        EventQueue::giveUp);
    }

    /** To be entered soon. Never waits. */
    void add(String cameraId, OnvifEvent event) {
        writer.add(new Report(cameraId, event));
    }

    /** Events that could not be entered since the start. */
    long lostSoFar() {
        return writer.lost();
    }

    private void enter(List<Report> batch) {
        long missing = lost.getAndSet(0);
        if (missing > 0) {
            log.warn("[camera:all] {} events were lost: they came too fast", missing);
        }
        List<Entry> entries = events.append(batch);
        try {
            entered.accept(entries);
        } catch (RuntimeException e) {
            // They are in the log: to enter them again would be worse than to tell nobody.
            log.error("[camera:all] {} events were not told", entries.size(), e);
        }
    }

    private static void giveUp(Report report, String reason) {
        log.error(
                "[camera:{}] an event can't be entered and is given up: {}",
                report.cameraId(),
                reason);
    }

    /** Enters what waits. */
    @Override
    public void close() {
        writer.close();
    }
}
