package io.sightline.server.account.throttle;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Counts in this process; a restart forgets. Of the keys only the latest are kept, so that nobody
 * fills the memory by trying many names.
 */
public final class AttemptsInMemory implements AttemptCounts {

    private static final int MOST_KEYS = 100_000;
    private static final Duration FORGET = Duration.ofHours(2);

    private final InstantSource clock;
    private final Cache<String, Bucket> buckets = cache();
    private final Cache<String, Failures> failures = cache();

    private record Failures(int count, Instant waitUntil) {}

    public AttemptsInMemory(InstantSource clock) {
        this.clock = clock;
    }

    private static <V> Cache<String, V> cache() {
        return Caffeine.newBuilder()
                .maximumSize(MOST_KEYS)
                .expireAfterAccess(FORGET)
                .executor(Runnable::run)
                .build();
    }

    @Override
    public Optional<Duration> take(String key, long capacity, Duration period) {
        Bucket bucket = buckets.get(key, _ -> bucket(capacity, period));
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private Bucket bucket(long capacity, Duration period) {
        return Bucket.builder()
                .addLimit(
                        Bandwidth.builder()
                                .capacity(capacity)
                                .refillGreedy(capacity, period)
                                .build())
                .withCustomTimePrecision(new ClockOf(clock))
                .build();
    }

    @Override
    public void giveBack(String key) {
        Bucket bucket = buckets.getIfPresent(key);
        if (bucket != null) {
            bucket.addTokens(1);
        }
    }

    @Override
    public Duration delay(String key) {
        Failures past = failures.getIfPresent(key);
        if (past == null) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(clock.instant(), past.waitUntil());
        return left.isPositive() ? left : Duration.ZERO;
    }

    @Override
    public void failed(String key, int free, Duration first, Duration longest) {
        Instant now = clock.instant();
        failures.asMap()
                .compute(
                        key,
                        (_, past) -> {
                            int count = past == null ? 1 : past.count() + 1;
                            Duration wait = wait(count - free, first, longest);
                            return new Failures(count, now.plus(wait));
                        });
    }

    private static Duration wait(int paid, Duration first, Duration longest) {
        if (paid <= 0) {
            return Duration.ZERO;
        }
        Duration wait = first;
        for (int i = 1; i < paid && wait.compareTo(longest) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(longest) < 0 ? wait : longest;
    }

    @Override
    public void succeeded(String key) {
        failures.invalidate(key);
    }

    private record ClockOf(InstantSource clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            Instant now = clock.instant();
            return Math.addExact(
                    Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
