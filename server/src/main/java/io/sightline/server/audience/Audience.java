package io.sightline.server.audience;

import io.sightline.server.access.Caller;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Who watches what at this moment. A viewer is one stream that somebody watches: who has nine
 * cameras on a wall is nine. A socket is there until it closes; a player that fetches, until it has
 * asked for nothing for a while.
 *
 * <p>Costs one look into a map for each request of a player. Safe for use by any thread, never
 * blocks.
 */
public final class Audience {

    /** What a player fetches, and after how long without a request it is gone. */
    public enum Kind {
        /** A playlist each few seconds. */
        LIVE(Duration.ofSeconds(15)),
        /** Segments ahead of time, up to a minute of them. */
        RECORDED(Duration.ofSeconds(60));

        private final Duration idle;

        Kind(Duration idle) {
            this.idle = idle;
        }
    }

    private record Player(
            Kind kind, String stream, String accountId, String credentialId, String address) {}

    /**
     * A stream between two samples.
     *
     * @param viewers at the time of the second
     * @param begun views that began in between
     */
    record Sample(int viewers, int begun) {
        Sample plus(Sample other) {
            return new Sample(viewers + other.viewers, begun + other.begun);
        }
    }

    private final InstantSource clock;
    private final Map<Player, Instant> players = new ConcurrentHashMap<>();
    private final Map<String, Integer> sockets = new ConcurrentHashMap<>();
    private final Map<String, Integer> begun = new ConcurrentHashMap<>();

    public Audience(InstantSource clock) {
        this.clock = clock;
    }

    /** A player has asked for a playlist or for media. */
    public void asked(Caller caller, String stream, Kind kind) {
        Player player =
                new Player(
                        kind, stream, caller.accountId(), caller.credentialId(), caller.address());
        if (players.put(player, clock.instant()) == null) {
            begun.merge(stream, 1, Integer::sum);
        }
    }

    /**
     * A socket is opened.
     *
     * @return to be called when it closes
     */
    public Runnable joined(String stream) {
        begun.merge(stream, 1, Integer::sum);
        sockets.merge(stream, 1, Integer::sum);
        AtomicBoolean left = new AtomicBoolean();
        return () -> {
            if (!left.getAndSet(true)) {
                sockets.computeIfPresent(stream, (_, open) -> open == 1 ? null : open - 1);
            }
        };
    }

    /** Streams that are watched now or were begun to be watched since the last time. */
    Map<String, Sample> take() {
        Instant now = clock.instant();
        players.entrySet()
                .removeIf(
                        player ->
                                player.getValue().plus(player.getKey().kind().idle).isBefore(now));
        Map<String, Sample> samples = new HashMap<>();
        sockets.forEach((stream, open) -> add(samples, stream, new Sample(open, 0)));
        players.keySet().forEach(player -> add(samples, player.stream(), new Sample(1, 0)));
        for (String stream : List.copyOf(begun.keySet())) {
            Integer count = begun.remove(stream);
            add(samples, stream, new Sample(0, count == null ? 0 : count));
        }
        return samples;
    }

    private static void add(Map<String, Sample> samples, String stream, Sample sample) {
        samples.merge(stream, sample, Sample::plus);
    }
}
