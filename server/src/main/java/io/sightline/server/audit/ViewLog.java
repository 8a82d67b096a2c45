package io.sightline.server.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Map;

/**
 * Enters who watched what, off the media path: one entry per view, however many requests it takes.
 */
public final class ViewLog {

    private static final int MAX_VIEWS = 100_000;

    /** What makes two requests one view. */
    private record View(Actor actor, Action action, Target target, Map<String, String> details) {}

    private final EntryQueue entries;
    private final Cache<View, Boolean> running;

    /**
     * @param idle after so long without a request a view is over
     */
    ViewLog(EntryQueue entries, Duration idle, Ticker ticker) {
        this.entries = entries;
        running =
                Caffeine.newBuilder()
                        .expireAfterAccess(idle)
                        .maximumSize(MAX_VIEWS)
                        .ticker(ticker)
                        .build();
    }

    /**
     * Someone gets video. Called for each request if need be, by any thread; never waits.
     *
     * @param details the same for all requests of a view
     */
    public void viewed(Actor actor, Action action, Target target, Map<String, String> details) {
        View view = new View(actor, action, target, details);
        if (running.getIfPresent(view) == null
                && running.asMap().putIfAbsent(view, Boolean.TRUE) == null) {
            entries.add(actor, action, target, Outcome.SUCCESS, details);
        }
    }
}
