package io.sightline.server.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Enters what was asked for without the right to it. Someone who asks again and again does not fill
 * the log: after the first ones of a minute the others are counted, and entered as one number when
 * the minute is over.
 *
 * <p>Safe for use by any thread; never waits.
 */
public final class RefusalLog implements AutoCloseable {

    /** Entries in a minute for one actor. */
    static final int MOST_PER_MINUTE = 20;

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MAX_ACTORS = 10_000;

    private final EntryQueue entries;
    private final Cache<Actor, AtomicInteger> refusals;

    RefusalLog(EntryQueue entries, Ticker ticker) {
        this.entries = entries;
        refusals =
                Caffeine.newBuilder()
                        .expireAfterWrite(MINUTE)
                        .maximumSize(MAX_ACTORS)
                        .ticker(ticker)
                        .scheduler(Scheduler.systemScheduler())
                        .executor(Runnable::run)
                        .removalListener(this::minuteIsOver)
                        .build();
    }

    /**
     * @param details why, in a word
     */
    public void refused(Actor actor, Target target, Map<String, String> details) {
        int count = refusals.get(actor, _ -> new AtomicInteger()).incrementAndGet();
        if (count <= MOST_PER_MINUTE) {
            entries.add(actor, Action.ACCESS, target, Outcome.REFUSED, details);
        }
    }

    /** None of the parameters is null: nothing here is held weakly. */
    private void minuteIsOver(
            @Nullable Actor actor, @Nullable AtomicInteger counted, RemovalCause cause) {
        int count = counted == null ? 0 : counted.get();
        if (actor != null && count > MOST_PER_MINUTE) {
            entries.add(
                    actor,
                    Action.ACCESS,
                    Target.SERVER,
                    Outcome.REFUSED,
                    Map.of("further", Integer.toString(count - MOST_PER_MINUTE)));
        }
    }

    /** Enters what was only counted so far. */
    @Override
    public void close() {
        refusals.invalidateAll();
    }
}
