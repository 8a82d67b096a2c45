package io.sightline.server.picture;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When a camera whose picture did not come is looked at again: after a quarter of an hour, then
 * every hour, {@value #MOST} times; from then on it is the next day's turn. What fails together,
 * cameras behind one switch, is not tried again together. A restart begins to count anew. Safe for
 * use by any thread.
 */
final class SecondLooks {

    static final int MOST = 8;

    /** How much longer the later ones wait than the first. */
    private static final int LATER = 4;

    /** Up to this share of the time to wait is added, for each camera another. */
    private static final int SPREAD = 3;

    private final Duration first;
    private final Map<String, Look> looks = new ConcurrentHashMap<>();

    /**
     * @param number the how many-th, from 1; one after the last is never due
     */
    private record Look(int number, Instant at) {}

    /**
     * @param first how long after a look in vain the next one is
     */
    SecondLooks(Duration first) {
        this.first = first;
    }

    /** Nothing came when it was looked at. */
    void inVain(String cameraId, Instant at) {
        looks.compute(
                cameraId,
                (_, before) -> {
                    int number = before == null ? 1 : before.number() + 1;
                    Duration wait = number == 1 ? first : first.multipliedBy(LATER);
                    Duration own = DailyCheck.placeWithin(wait.dividedBy(SPREAD), cameraId);
                    return new Look(number, at.plus(wait).plus(own));
                });
    }

    /** It has shown something, or begins another day. */
    void forget(String cameraId) {
        looks.remove(cameraId);
    }

    void keepOnly(Collection<String> cameraIds) {
        looks.keySet().retainAll(cameraIds);
    }

    /** Those whose time has come, who waits longest first. */
    List<String> due(Instant now) {
        return looks.entrySet().stream()
                .filter(look -> look.getValue().number() <= MOST)
                .filter(look -> !look.getValue().at().isAfter(now))
                .sorted(Comparator.comparing(look -> look.getValue().at()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
