package io.sightline.server.onboarding;

import io.sightline.media.rtsp.RtspCredentials;
import io.sightline.server.access.Caller;
import io.sightline.server.database.Database;
import io.sightline.server.picture.Picture;
import io.sightline.server.picture.PictureException;
import io.sightline.server.web.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/**
 * Devices on their way to being cameras. {@link OnboardingWork} goes on when the request that began
 * it has had its answer.
 *
 * <p>What is running lives in memory. One that takes longer than a moment gets a row that says that
 * it is running; in the end the row says how it came out. A server that starts finds those rows and
 * begins them anew: asking a device twice does no harm, and an answer from before the restart may
 * no longer be true. Most devices are through before that moment has passed, and cost one commit,
 * with all their cameras: somebody waits for the answer, and two hundred at once would wait for
 * each other's disk writes ({@link OnboardingJournal}). Safe for use by any thread.
 */
final class Onboardings {

    private static final Logger log = LoggerFactory.getLogger(Onboardings.class);
    private static final Duration KEEP_DONE = Duration.ofDays(1);

    private final Database database;
    private final OnboardingRepository repository;
    private final OnboardingJournal journal;
    private final OnboardingWork work;
    private final FoundPictures pictures;
    private final Registration registration;
    private final InstantSource clock;

    Onboardings(
            Database database,
            OnboardingRepository repository,
            OnboardingJournal journal,
            OnboardingWork work,
            FoundPictures pictures,
            Registration registration,
            InstantSource clock) {
        this.database = database;
        this.repository = repository;
        this.journal = journal;
        this.work = work;
        this.pictures = pictures;
        this.registration = registration;
        this.clock = clock;
    }

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
        journal.begun(work.begin(begun, target));
        return begun;
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
                    // It has no row when its end could not be stored.
                    work.find(id)
                            .ifPresent(run -> repository.insertIfMissing(again, run.credentials()));
                    if (credentials.isPresent()) {
                        repository.changeCredentials(id, credentials);
                    }
                    repository.update(again);
                });
        var _ = work.begin(again, target(again));
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
            Instant now = now();
            List<String> ids =
                    registration.register(
                            found.by(caller.actor()),
                            repository.credentials(id),
                            channels,
                            streamNames,
                            added -> repository.update(found.registers(added, now)));
            Onboarding result = found.registers(ids, now);
            pictures.forget(id);
            work.tell(result);
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
        return pictures.show(get(id), number);
    }

    /** As the API says it. */
    OnboardingJson json(Onboarding onboarding) {
        return OnboardingJson.of(onboarding, pictures);
    }

    /** Forgets it; what it has registered stays. */
    void delete(String id) {
        boolean worked = work.cancel(id);
        pictures.forget(id);
        if (!repository.delete(id) && !worked) {
            throw ProblemException.notFound("onboarding", id);
        }
    }

    Onboarding get(String id) {
        return work.find(id)
                .map(OnboardingRun::now)
                .or(() -> repository.find(id))
                .orElseThrow(() -> ProblemException.notFound("onboarding", id));
    }

    /** Newest first, each as it stands now. */
    List<Onboarding> newest(int limit) {
        Map<String, Onboarding> known = new HashMap<>();
        repository.newest(limit).forEach(stored -> known.put(stored.id(), stored));
        work.running().forEach(run -> known.put(run.id(), run.now()));
        return known.values().stream()
                .sorted(Comparator.comparing(Onboarding::createdAt).reversed())
                .limit(limit)
                .toList();
    }

    /** As it stands when it has settled, or after {@code limit}. */
    Onboarding await(String id, Duration limit) throws InterruptedException {
        Optional<OnboardingRun> run = work.find(id);
        if (run.isEmpty()) {
            return get(id);
        }
        Optional<Onboarding> end = run.get().awaitEnd(limit);
        if (end.isEmpty()) {
            // The answer says that it goes on: a restart must not forget it.
            storeRunning(run.get());
        }
        return end.orElseGet(run.get()::now);
    }

    /** It goes on in any case, and who asked needs its id more than an error. */
    private void storeRunning(OnboardingRun run) {
        try {
            journal.storeRunning(run);
        } catch (RuntimeException e) {
            log.error("[onboarding:{}] a restart would forget it: {}", run.id(), e.toString());
        }
    }

    private static ProblemException settledAlready() {
        return new ProblemException(
                HttpStatus.CONFLICT,
                "onboarding-settled",
                "There is nothing to be done",
                "This device is registered already, or has not been found yet.");
    }

    /** Goes on with what a restart has interrupted; throws away what is long done. */
    void resume() {
        repository.deleteDoneBefore(now().minus(KEEP_DONE));
        for (Onboarding interrupted : repository.running()) {
            log.info("[onboarding:{}] goes on after a restart", interrupted.id());
            var _ = work.begin(interrupted.begins(1, now()), target(interrupted));
        }
    }

    private OnboardingTarget target(Onboarding onboarding) {
        OnboardingTarget bare = OnboardingTarget.of(onboarding.address(), null, null);
        return new OnboardingTarget(
                bare.address(), bare.portGiven(), repository.credentials(onboarding.id()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
