package io.sightline.server.audience;

import io.sightline.server.audience.Audience.Sample;
import io.sightline.server.audience.AudienceLog.Step;
import io.sightline.server.audience.AudienceLog.Watched;
import io.sightline.server.stream.StreamDefinition;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Looks every five seconds how many watch, and writes down once a minute what came of it. Safe for
 * use by any thread.
 */
final class AudienceMeter implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(AudienceMeter.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    /** After a stall of the clock or the machine nobody is said to have watched all along. */
    private static final Duration LONGEST_STEP = Duration.ofSeconds(30);

    private final Audience audience;
    private final AudienceLog history;
    private final Function<String, Optional<StreamDefinition>> definitions;
    private final InstantSource clock;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("audience").daemon().factory());

    // What is not written yet; guarded by this.
    private final Map<String, Long> watchedMillis = new HashMap<>();
    private final Map<String, Long> begun = new HashMap<>();
    private Instant sampled;
    private Instant minute;
    private int most;
    private volatile boolean running;

    /**
     * @param definitions says which camera a stream shows
     */
    AudienceMeter(
            Audience audience,
            AudienceLog history,
            Function<String, Optional<StreamDefinition>> definitions,
            InstantSource clock) {
        this.audience = audience;
        this.history = history;
        this.definitions = definitions;
        this.clock = clock;
        this.sampled = clock.instant();
        this.minute = Step.MINUTE.begin(sampled);
    }

    @Override
    public void start() {
        running = true;
        var _ =
                timer.scheduleWithFixedDelay(
                        this::tick, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            sample();
        } catch (RuntimeException e) {
            log.error("[audience:all] could not be counted, goes on: {}", e.toString(), e);
        }
    }

    /** Counts; writes the minute before, if one is over. */
    synchronized void sample() {
        Instant now = clock.instant();
        if (!Step.MINUTE.begin(now).equals(minute)) {
            write();
            boolean newHour = !Step.HOUR.begin(now).equals(Step.HOUR.begin(minute));
            minute = Step.MINUTE.begin(now);
            most = 0;
            if (newHour) {
                history.forget(now);
            }
        }
        long millis =
                Math.clamp(Duration.between(sampled, now).toMillis(), 0, LONGEST_STEP.toMillis());
        sampled = now;
        int viewers = 0;
        for (Map.Entry<String, Sample> stream : audience.take().entrySet()) {
            Sample sample = stream.getValue();
            viewers += sample.viewers();
            definitions
                    .apply(stream.getKey())
                    .map(StreamDefinition::cameraId)
                    .filter(id -> !id.isEmpty())
                    .ifPresent(camera -> count(camera, sample, millis));
        }
        most = Math.max(most, viewers);
    }

    private void count(String camera, Sample sample, long millis) {
        watchedMillis.merge(camera, sample.viewers() * millis, Long::sum);
        begun.merge(camera, (long) sample.begun(), Long::sum);
    }

    /** Counts, and writes what there is of the minute that runs: for who asks just now. */
    synchronized void writeNow() {
        sample();
        write();
    }

    private void write() {
        Map<String, Watched> watched = new HashMap<>();
        watchedMillis.forEach(
                (camera, millis) -> {
                    long seconds = millis / 1000;
                    long views = begun.getOrDefault(camera, 0L);
                    if (seconds > 0 || views > 0) {
                        watched.put(camera, new Watched(views, seconds));
                    }
                });
        history.add(minute, most, watched);
        begun.clear();
        // What is less than a second counts the next time.
        watchedMillis.replaceAll((_, millis) -> millis % 1000);
        watchedMillis.values().removeIf(millis -> millis == 0);
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdownNow();
        try {
            writeNow();
        } catch (RuntimeException e) {
            log.warn("[audience:all] the last minute is lost: {}", e.toString());
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
