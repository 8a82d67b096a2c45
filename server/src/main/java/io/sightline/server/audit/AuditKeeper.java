package io.sightline.server.audit;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Enters the server's start and stop, and writes the log's head down from time to time. */
final class AuditKeeper implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AuditKeeper.class);

    private final AuditLog audit;
    private final AuditAnchors anchors;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("audit-anchors").daemon().factory());

    AuditKeeper(AuditLog audit, AuditAnchors anchors, Duration interval) {
        this.audit = audit;
        this.anchors = anchors;
        audit.append(Actor.SERVER, Action.SERVER_START, Target.SERVER, Outcome.SUCCESS, Map.of());
        anchors.drop();
        ScheduledFuture<?> _ =
                timer.scheduleWithFixedDelay(
                        this::drop, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void drop() {
        try {
            anchors.drop();
        } catch (RuntimeException e) {
            log.error("[audit:head] could not be read: {}", e.toString(), e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        audit.append(Actor.SERVER, Action.SERVER_STOP, Target.SERVER, Outcome.SUCCESS);
        anchors.drop();
    }
}
