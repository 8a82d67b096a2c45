package io.sightline.server.audit;

import io.sightline.server.audit.AuditLog.Event;
import io.sightline.server.database.BatchWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Entries of those who can't wait for a transaction, as the media path. When too many wait they are
 * lost, but not silently: how many of what is entered as soon as there is room. An entry that the
 * database refuses for what is in it is lost likewise. It has had no number: the chain is whole
 * without it.
 *
 * <p>Safe for use by any thread.
 */
final class EntryQueue implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EntryQueue.class);
    private static final int TOGETHER = 500;
    private static final Duration BETWEEN_COMMITS = Duration.ofMillis(200);

    private final AuditLog audit;
    private final InstantSource clock;
    private final Map<Action, AtomicLong> lost = new EnumMap<>(Action.class);
    private final BatchWriter<Event> writer;

    /**
     * @param capacity entries that may wait to be written
     */
    EntryQueue(AuditLog audit, InstantSource clock, int capacity) {
        this.audit = audit;
        this.clock = clock;
        for (Action action : Action.values()) {
            lost.put(action, new AtomicLong());
        }
        writer =
                new BatchWriter<>(
                        "audit-entries",
                        new BatchWriter.Limits(capacity, TOGETHER, BETWEEN_COMMITS),
                        this::enter,
                        event -> lost(event.action()).incrementAndGet(),
                        this::giveUp);
    }

    /** To be entered as of now. Never waits. */
    void add(
            Actor actor,
            Action action,
            Target target,
            Outcome outcome,
            Map<String, String> details) {
        writer.add(new Event(now(), actor, action, target, outcome, details));
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

    /** Entries that could not be made since the start. */
    long lostSoFar() {
        return writer.lost();
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

    private void giveUp(Event event, String reason) {
        lost(event.action()).incrementAndGet();
        log.error(
                "[audit:{}] of {} {} can't be entered and is given up: {}",
                event.action().word(),
                event.target().kind(),
                event.target().id(),
                reason);
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

    /** Writes what waits. */
    @Override
    public void close() {
        writer.close();
    }
}
