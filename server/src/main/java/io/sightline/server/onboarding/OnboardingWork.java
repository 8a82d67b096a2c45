package io.sightline.server.onboarding;

import io.sightline.server.notify.Notifications;
import io.sightline.server.notify.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work on devices that are to become cameras. Each is worked on by a virtual thread of its own,
 * and is known here until it has come to its end and that is stored. Should the database not take
 * that, who waits is told none the less, and it is stored later. Who listens is told of each step.
 * Safe for use by any thread.
 */
final class OnboardingWork implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(OnboardingWork.class);
    private static final int ATTEMPTS = 3;
    private static final Duration BACK_OFF = Duration.ofSeconds(1);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(30);

    private final OnboardingJournal journal;
    private final DeviceExplorer explorer;
    private final FoundPictures pictures;
    private final Registration registration;
    private final Notifications notifications;
    private final InstantSource clock;
    private final Semaphore turns;
    private final Map<String, OnboardingRun> runs = new ConcurrentHashMap<>();

    /**
     * @param maxConcurrency devices asked at the same time; further ones wait
     */
    OnboardingWork(
            OnboardingJournal journal,
            DeviceExplorer explorer,
            FoundPictures pictures,
            Registration registration,
            Notifications notifications,
            InstantSource clock,
            int maxConcurrency) {
        this.journal = journal;
        this.explorer = explorer;
        this.pictures = pictures;
        this.registration = registration;
        this.notifications = notifications;
        this.clock = clock;
        this.turns = new Semaphore(maxConcurrency, true);
    }

    // ---- from outside ----

    OnboardingRun begin(Onboarding onboarding, OnboardingTarget target) {
        OnboardingRun run = new OnboardingRun(onboarding, target.credentials());
        runs.put(onboarding.id(), run);
        Thread.ofVirtual().name("onboarding " + onboarding.id()).start(() -> work(run, target));
        return run;
    }

    /** Empty when it is not worked on, or not any more. */
    Optional<OnboardingRun> find(String id) {
        return Optional.ofNullable(runs.get(id));
    }

    Collection<OnboardingRun> running() {
        return Collections.unmodifiableCollection(runs.values());
    }

    /** Returns whether it was worked on. */
    boolean cancel(String id) {
        OnboardingRun run = runs.remove(id);
        if (run != null) {
            run.cancel();
        }
        return run != null;
    }

    /** Nothing hangs on whether somebody could be told. */
    void tell(Onboarding onboarding) {
        try {
            notifications.publishToModerators(
                    Topic.ONBOARDING, OnboardingJson.of(onboarding, pictures));
        } catch (RuntimeException e) {
            log.error("[onboarding:{}] could not be told", onboarding.id(), e);
        }
    }

    /** What is running is begun anew at the next start. */
    @Override
    public void close() {
        journal.close(runs.values());
    }

    // ---- on a thread of its own ----

    private void work(OnboardingRun run, OnboardingTarget target) {
        try {
            settle(run, outcome(run, target));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Somebody waits for it, whatever happens. */
    private Onboarding outcome(OnboardingRun run, OnboardingTarget target)
            throws InterruptedException {
        try {
            return result(run, target);
        } catch (RuntimeException | Error e) {
            log.error("[onboarding:{}] failed", run.id(), e);
            return run.now().fails(Failures.OURS, now());
        }
    }

    private Onboarding result(OnboardingRun run, OnboardingTarget target)
            throws InterruptedException {
        turns.acquire();
        try {
            boolean silent = false;
            for (int attempt = 1; ; attempt++) {
                int number = attempt;
                change(run, before -> before.begins(number, now()));
                try {
                    return explored(run, target, silent);
                } catch (OnboardingException e) {
                    if (!e.passing() || attempt == ATTEMPTS || !isWanted(run)) {
                        return run.now().fails(e.failure(), now());
                    }
                    silent = e.silent();
                    change(run, before -> before.stumbles(e.failure(), now()));
                }
                Thread.sleep(BACK_OFF.multipliedBy(attempt));
            }
        } finally {
            turns.release();
        }
    }

    private boolean isWanted(OnboardingRun run) {
        return !run.isCancelled() && !journal.isClosed();
    }

    private Onboarding explored(OnboardingRun run, OnboardingTarget target, boolean silentBefore)
            throws OnboardingException, InterruptedException {
        Onboarding begun = run.now();
        FoundDevice found =
                explorer.explore(
                        begun.id(), target, begun.wish(), silentBefore, step -> advance(run, step));
        if (begun.wish().confirm()) {
            return run.now().finds(registration.named(found), OnboardingState.FOUND, now());
        }
        Onboarding registering =
                change(
                        run,
                        before ->
                                before.finds(found, OnboardingState.RUNNING, now())
                                        .at(OnboardingStep.REGISTER, now()));
        Instant now = now();
        List<String> ids =
                registration.register(
                        registering,
                        target.credentials(),
                        List.of(),
                        Map.of(),
                        added -> journal.enterEnd(run, registering.registers(added, now)));
        return registering.registers(ids, now);
    }

    /** Never back: one stream is described when another one already plays. */
    private void advance(OnboardingRun run, OnboardingStep step) {
        if (step.compareTo(run.now().step()) > 0) {
            change(
                    run,
                    before -> step.compareTo(before.step()) > 0 ? before.at(step, now()) : before);
        }
    }

    private Onboarding change(OnboardingRun run, UnaryOperator<Onboarding> how) {
        Onboarding after = run.change(how);
        tell(after);
        return after;
    }

    private void settle(OnboardingRun run, Onboarding end) throws InterruptedException {
        if (end.state() == OnboardingState.DONE) {
            // It was stored along with its cameras.
            conclude(run, end);
        } else if (journal.isClosed()) {
            // It stays running in its row, and goes on at the next start.
            return;
        } else {
            Optional<Onboarding> stored = stored(run, end);
            conclude(run, stored.orElseGet(() -> end.unstored(now())));
            if (stored.isEmpty()) {
                storeLater(run);
            }
        }
        runs.remove(end.id(), run);
    }

    private void conclude(OnboardingRun run, Onboarding end) {
        run.change(_ -> end);
        tell(end);
        run.settle();
        log.info(
                "[onboarding:{}] {} {}",
                end.id(),
                end.state().word(),
                end.failure().map(failure -> failure.type() + ": " + failure.detail()).orElse(""));
    }

    /** As it is stored now; empty when the database does not take it. */
    private Optional<Onboarding> stored(OnboardingRun run, Onboarding end) {
        try {
            return Optional.of(journal.storeEnd(run, end));
        } catch (RuntimeException e) {
            log.error("[onboarding:{}] its end is not stored yet: {}", end.id(), e.toString());
            return Optional.empty();
        }
    }

    /**
     * Until it is stored, forgotten, begun anew or left to the next start. So long it is known here
     * how it came out, whatever its row says.
     */
    private void storeLater(OnboardingRun run) throws InterruptedException {
        Duration pause = BACK_OFF;
        boolean stored = false;
        while (!stored && find(run.id()).filter(run::equals).isPresent() && !journal.isClosed()) {
            Thread.sleep(pause);
            stored = stored(run, run.now()).isPresent();
            pause = pause.multipliedBy(2);
            pause = pause.compareTo(LONGEST_BACK_OFF) < 0 ? pause : LONGEST_BACK_OFF;
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
