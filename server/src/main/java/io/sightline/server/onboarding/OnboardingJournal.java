package io.sightline.server.onboarding;

import io.sightline.server.audit.Action;
import io.sightline.server.audit.AuditLog;
import io.sightline.server.audit.Outcome;
import io.sightline.server.audit.Target;
import io.sightline.server.database.Database;
import io.sightline.server.database.GroupCommit;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Keeps the rows of onboardings that are being worked on, and enters their ends in the audit log.
 *
 * <p>One that takes longer than a moment gets a row that says that it is running; a server that
 * starts begins those anew. In the end the row says how it came out: of a device that became
 * cameras in the transaction that stores them ({@link #enterEnd}), of any other in one that is
 * shared with all that end at the same time. So most devices, which are through before that moment
 * has passed, cost one commit. Safe for use by any thread.
 */
final class OnboardingJournal {

    /** Who dies before is asked again by the person, who has had no answer yet. */
    private static final Duration STORED_AFTER = Duration.ofSeconds(3);

    private final GroupCommit<BooleanSupplier, Boolean> entries;
    private final OnboardingRepository repository;
    private final AuditLog audit;
    private volatile boolean closed;

    OnboardingJournal(Database database, OnboardingRepository repository, AuditLog audit) {
        this.entries = new GroupCommit<>(database, OnboardingJournal::enter, _ -> {});
        this.repository = repository;
        this.audit = audit;
    }

    private static List<Boolean> enter(List<BooleanSupplier> together) {
        return together.stream().map(BooleanSupplier::getAsBoolean).toList();
    }

    // ---- on the way ----

    /** Stores that it is running, should it still be after a moment. */
    void begun(OnboardingRun run) {
        Thread.ofVirtual().name("onboarding-store " + run.id()).start(() -> storeLater(run));
    }

    private void storeLater(OnboardingRun run) {
        try {
            if (run.awaitEnd(STORED_AFTER).isEmpty()) {
                storeRunning(run);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when a restart does not forget it any more. */
    void storeRunning(OnboardingRun run) {
        if (!closed && !run.isSettled()) {
            boolean _ = entries.write(() -> enterRunning(run));
        }
    }

    /** Within a transaction. Its end may have been stored since it came into line: that stays. */
    private boolean enterRunning(OnboardingRun run) {
        boolean running = !run.isCancelled() && !run.isSettled();
        if (running) {
            repository.insertIfMissing(run.now(), run.credentials());
        }
        return running;
    }

    // ---- at the end ----

    /**
     * Returns when it is stored how it came out.
     *
     * @return what is stored: not {@code end} when something went wrong after its cameras had been
     *     stored, and it with them, as done
     */
    Onboarding storeEnd(OnboardingRun run, Onboarding end) {
        boolean entered = entries.write(() -> enterEnd(run, end));
        return entered ? end : repository.find(end.id()).orElse(end);
    }

    /**
     * Within a transaction: one that was cancelled meanwhile has no row.
     *
     * @return false when it is done already
     */
    boolean enterEnd(OnboardingRun run, Onboarding end) {
        if (!run.isCancelled() && !repository.storeEnd(end, run.credentials())) {
            return false;
        }
        audit.append(
                end.actor(),
                Action.CAMERA_ONBOARD,
                new Target("device", end.id(), end.address()),
                end.state() == OnboardingState.FAILED ? Outcome.FAILED : Outcome.SUCCESS,
                end.failure().map(failure -> Map.of("reason", failure.type())).orElse(Map.of()));
        return true;
    }

    /** Stores that these are running, and of none from now on. */
    void close(Collection<OnboardingRun> running) {
        running.forEach(this::storeRunning);
        closed = true;
    }

    /** Whether what is running stays so, and is begun anew by the next start. */
    boolean isClosed() {
        return closed;
    }
}
