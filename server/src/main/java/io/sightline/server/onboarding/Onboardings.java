package io.sightline.server.onboarding;

import io.sightline.media.rtsp.RtspCredentials;
import io.sightline.server.access.Caller;
import io.sightline.server.audit.Action;
import io.sightline.server.audit.AuditLog;
import io.sightline.server.audit.Outcome;
import io.sightline.server.audit.Target;
import io.sightline.server.database.Database;
import io.sightline.server.database.GroupCommit;
import io.sightline.server.notify.Notifications;
import io.sightline.server.notify.Topic;
import io.sightline.server.picture.Picture;
import io.sightline.server.picture.PictureException;
import io.sightline.server.web.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/**
 * Devices on their way to being cameras. Each is worked on by a virtual thread of its own, which
 * goes on when the request that began it has had its answer.
 *
 * <p>What is running lives in memory. One that takes longer than a moment gets a row that says that
 * it is running; in the end the row says how it came out. A server that starts finds those rows and
 * begins them anew: asking a device twice does no harm, and an answer from before the restart may
 * no longer be true. Most devices are through before that moment has passed, and cost one commit:
 * two hundred at once would wait for each other's otherwise. Safe for use by any thread.
 */
final class Onboardings implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Onboardings.class);
    private static final int ATTEMPTS = 3;
    private static final Duration BACK_OFF = Duration.ofSeconds(1);
    private static final Duration KEEP_DONE = Duration.ofDays(1);

    /** Who dies before is asked again by the person, who has had no answer yet. */
    private static final Duration STORED_AFTER = Duration.ofSeconds(1);

    /** One that is being worked on. */
    private static final class Run {
        private final Optional<RtspCredentials> credentials;
        private volatile Onboarding now;
        private volatile boolean cancelled;

        private final CompletableFuture<Onboarding> settled = new CompletableFuture<>();

        Run(Onboarding onboarding, Optional<RtspCredentials> credentials) {
            this.now = onboarding;
            this.credentials = credentials;
        }

        /** One change at a time: streams of a device come forward at different times. */
        synchronized Onboarding change(UnaryOperator<Onboarding> how) {
            now = how.apply(now);
            return now;
        }
    }

    /** What is to be stored: a run as it stands by then, at its end or on its way there. */
    private record Entry(Run run, boolean end) {}

    private final Database database;
    private final GroupCommit<Entry, Onboarding> rows;
    private final OnboardingRepository repository;
    private final DeviceExplorer explorer;
    private final FoundPictures pictures;
    private final Registration registration;
    private final AuditLog audit;
    private final Notifications notifications;
    private final InstantSource clock;
    private final Semaphore turns;
    private final Map<String, Run> runs = new ConcurrentHashMap<>();
    private volatile boolean closing;

    /**
     * @param maxConcurrency devices asked at the same time; further ones wait
     */
    Onboardings(
            Database database,
            OnboardingRepository repository,
            DeviceExplorer explorer,
            FoundPictures pictures,
            Registration registration,
            AuditLog audit,
            Notifications notifications,
            InstantSource clock,
            int maxConcurrency) {
        this.database = database;
        this.rows = new GroupCommit<>(database, this::storeAll, _ -> {});
        this.repository = repository;
        this.explorer = explorer;
        this.pictures = pictures;
        this.registration = registration;
        this.audit = audit;
        this.notifications = notifications;
        this.clock = clock;
        this.turns = new Semaphore(maxConcurrency, true);
    }

    // ---- what people do ----

    Onboarding begin(Caller caller, String address, OnboardingTarget target, Wish wish) {
        Instant now = now();
        Onboarding begun =
                new Onboarding(
                        UUID.randomUUID().toString(),
                        caller.accountId(),
                        caller.actor(),
                        address.strip(),
                        wish,
                        OnboardingState.RUNNING,
                        OnboardingStep.REACH,
                        1,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        now,
                        now);
        Run run = work(begun, target);
        Thread.ofVirtual().name("onboarding-store " + begun.id()).start(() -> storeLater(run));
        return begun;
    }

    private void storeLater(Run run) {
        try {
            run.settled.get(STORED_AFTER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            storeRunning(run);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void storeRunning(Run run) {
        if (!closing && !run.settled.isDone()) {
            rows.write(new Entry(run, false));
        }
    }

    /** Within a transaction. */
    private List<Onboarding> storeAll(List<Entry> entries) {
        List<Onboarding> stored = new ArrayList<>();
        for (Entry entry : entries) {
            // Not as it was when it came into line: its end may have been stored since.
            Onboarding now = entry.run().now;
            store(entry.run(), now);
            if (entry.end()) {
                audit(now);
            }
            stored.add(now);
        }
        return stored;
    }

    /** Within a transaction. */
    private void store(Run run, Onboarding as) {
        if (run.cancelled) {
            return;
        }
        repository.insertIfMissing(as, run.credentials);
        repository.update(as);
    }

    private void audit(Onboarding onboarding) {
        boolean failed = onboarding.state() == OnboardingState.FAILED;
        audit.append(
                onboarding.actor(),
                Action.CAMERA_ONBOARD,
                new Target("device", onboarding.id(), onboarding.address()),
                failed ? Outcome.FAILED : Outcome.SUCCESS,
                onboarding
                        .failure()
                        .map(failure -> Map.of("reason", failure.type()))
                        .orElse(Map.of()));
    }

    /** Once more, with another password if there is one. */
    Onboarding retry(Caller caller, String id, Optional<RtspCredentials> credentials) {
        Onboarding before = get(id);
        if (before.running()) {
            return before;
        }
        if (before.state() == OnboardingState.DONE) {
            throw settledAlready();
        }
        pictures.forget(id);
        Onboarding again = before.by(caller.actor()).begins(1, now());
        database.transaction(
                () -> {
                    if (credentials.isPresent()) {
                        repository.changeCredentials(id, credentials);
                    }
                    repository.update(again);
                });
        work(again, target(again));
        return again;
    }

    /**
     * Registers what was found and waited to be looked at. What can't be registered stays as it is.
     *
     * @param channels those that are wanted; all when empty
     * @param streamNames wished for streams, by the names that were proposed
     */
    Onboarding register(
            Caller caller, String id, List<Integer> channels, Map<String, String> streamNames) {
        Onboarding found = get(id);
        if (found.state() != OnboardingState.FOUND) {
            throw settledAlready();
        }
        List<Integer> playable = found.found().orElseThrow().playableChannels();
        if (!playable.containsAll(channels)) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "no-such-channel",
                    "No such channel",
                    "The device has the channels %s.".formatted(playable));
        }
        registration.checkNames(found.found().orElseThrow(), streamNames);
        try {
            List<String> ids =
                    registration.register(
                            found.by(caller.actor()),
                            repository.credentials(id),
                            channels,
                            streamNames);
            Onboarding result = found.registers(ids, now());
            repository.update(result);
            pictures.forget(id);
            tell(result);
            log.info("[onboarding:{}] registered by {}", id, caller.username());
            return result;
        } catch (OnboardingException e) {
            throw e.problem();
        }
    }

    /**
     * A picture of a stream that was found, while somebody may want to look at it.
     *
     * @param number of the stream, from 1
     */
    Optional<Picture> picture(String id, int number) throws PictureException, InterruptedException {
        Optional<String> url = streamUrl(get(id), number);
        return url.isEmpty() ? Optional.empty() : pictures.show(id, url.get());
    }

    /** As the API says it. */
    OnboardingJson json(Onboarding onboarding) {
        return OnboardingJson.of(
                onboarding,
                number ->
                        streamUrl(onboarding, number)
                                .filter(url -> pictures.has(onboarding.id(), url))
                                .isPresent());
    }

    private static Optional<String> streamUrl(Onboarding onboarding, int number) {
        return onboarding
                .found()
                .map(FoundDevice::streams)
                .filter(streams -> number >= 1 && number <= streams.size())
                .map(streams -> streams.get(number - 1).url());
    }

    /** Forgets it; what it has registered stays. */
    void delete(String id) {
        Run run = runs.remove(id);
        if (run != null) {
            run.cancelled = true;
        }
        pictures.forget(id);
        if (!repository.delete(id) && run == null) {
            throw ProblemException.notFound("onboarding", id);
        }
    }

    Onboarding get(String id) {
        return Optional.ofNullable(runs.get(id))
                .map(run -> run.now)
                .or(() -> repository.find(id))
                .orElseThrow(() -> ProblemException.notFound("onboarding", id));
    }

    /** Newest first, each as it stands now. */
    List<Onboarding> newest(int limit) {
        Map<String, Onboarding> known = new HashMap<>();
        repository.newest(limit).forEach(stored -> known.put(stored.id(), stored));
        runs.forEach((id, run) -> known.put(id, run.now));
        return known.values().stream()
                .sorted(Comparator.comparing(Onboarding::createdAt).reversed())
                .limit(limit)
                .toList();
    }

    /** As it stands when it has settled, or after {@code limit}. */
    Onboarding await(String id, Duration limit) throws InterruptedException {
        Run run = runs.get(id);
        if (run == null) {
            return get(id);
        }
        try {
            return run.settled.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            // The answer says that it goes on: a restart must not forget it.
            storeRunning(run);
            return run.now;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ProblemException settledAlready() {
        return new ProblemException(
                HttpStatus.CONFLICT,
                "onboarding-settled",
                "There is nothing to be done",
                "This device is registered already, or has not been found yet.");
    }

    // ---- the work ----

    /** Goes on with what a restart has interrupted; throws away what is long done. */
    void resume() {
        repository.deleteDoneBefore(now().minus(KEEP_DONE));
        for (Onboarding interrupted : repository.running()) {
            log.info("[onboarding:{}] goes on after a restart", interrupted.id());
            work(interrupted.begins(1, now()), target(interrupted));
        }
    }

    private OnboardingTarget target(Onboarding onboarding) {
        OnboardingTarget bare = OnboardingTarget.of(onboarding.address(), null, null);
        return new OnboardingTarget(
                bare.address(), bare.portGiven(), repository.credentials(onboarding.id()));
    }

    private Run work(Onboarding onboarding, OnboardingTarget target) {
        Run run = new Run(onboarding, target.credentials());
        runs.put(onboarding.id(), run);
        Thread.ofVirtual()
                .name("onboarding " + onboarding.id())
                .start(
                        () -> {
                            try {
                                settle(run, result(run, target));
                            } catch (InterruptedException _) {
                                Thread.currentThread().interrupt();
                            } catch (RuntimeException e) {
                                log.error("[onboarding:{}] failed", onboarding.id(), e);
                                settle(run, run.now.fails(Failures.OURS, now()));
                            }
                        });
        return run;
    }

    private void settle(Run run, Onboarding result) {
        if (closing) {
            // It stays running in its row, and goes on at the next start.
            return;
        }
        run.change(_ -> result);
        rows.write(new Entry(run, true));
        tell(result);
        run.settled.complete(result);
        runs.remove(result.id(), run);
        log.info(
                "[onboarding:{}] {} {}",
                result.id(),
                result.state().word(),
                result.failure()
                        .map(failure -> failure.type() + ": " + failure.detail())
                        .orElse(""));
    }

    private Onboarding result(Run run, OnboardingTarget target) throws InterruptedException {
        turns.acquire();
        try {
            for (int attempt = 1; ; attempt++) {
                int number = attempt;
                change(run, before -> before.begins(number, now()));
                try {
                    return explored(run, target);
                } catch (OnboardingException e) {
                    if (!e.passing() || attempt == ATTEMPTS || run.cancelled || closing) {
                        return run.now.fails(e.failure(), now());
                    }
                    change(run, before -> before.stumbles(e.failure(), now()));
                }
                Thread.sleep(BACK_OFF.multipliedBy(attempt));
            }
        } finally {
            turns.release();
        }
    }

    private Onboarding explored(Run run, OnboardingTarget target)
            throws OnboardingException, InterruptedException {
        Onboarding begun = run.now;
        FoundDevice found =
                explorer.explore(begun.id(), target, begun.wish(), step -> advance(run, step));
        if (begun.wish().confirm()) {
            return run.now.finds(registration.named(found), OnboardingState.FOUND, now());
        }
        Onboarding registering =
                change(
                        run,
                        before ->
                                before.finds(found, OnboardingState.RUNNING, now())
                                        .at(OnboardingStep.REGISTER, now()));
        return registering.registers(
                registration.register(registering, target.credentials(), List.of(), Map.of()),
                now());
    }

    /** Never back: one stream is described when another one already plays. */
    private void advance(Run run, OnboardingStep step) {
        if (step.compareTo(run.now.step()) > 0) {
            change(
                    run,
                    before -> step.compareTo(before.step()) > 0 ? before.at(step, now()) : before);
        }
    }

    private Onboarding change(Run run, UnaryOperator<Onboarding> how) {
        Onboarding after = run.change(how);
        tell(after);
        return after;
    }

    private void tell(Onboarding onboarding) {
        notifications.publishToModerators(Topic.ONBOARDING, json(onboarding));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** What is running is begun anew at the next start. */
    @Override
    public void close() {
        runs.values().forEach(this::storeRunning);
        closing = true;
    }
}
