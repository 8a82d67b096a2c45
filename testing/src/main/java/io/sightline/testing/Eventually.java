package io.sightline.testing;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Waits for what comes to pass by itself, in another thread, process or machine, where nothing can
 * be told when it has. Looks often at first and then more seldom, so that what is quick costs no
 * time and what is slow no processor. Its patience is that of a busy machine: to wait is no
 * measurement.
 */
public final class Eventually {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long FIRST_PAUSE_NANOS = 5_000_000;
    private static final long LONGEST_PAUSE_NANOS = 50_000_000;

    /** What is waited for. Whatever it throws ends the wait. */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws Exception;
    }

    private Eventually() {}

    /**
     * Returns once the condition holds.
     *
     * @param what it is, for the message when it did not come
     */
    public static void await(String what, Condition condition) {
        await(() -> what, condition);
    }

    /**
     * Returns once the condition holds.
     *
     * @param what as in {@link #await(String, Condition)}, asked for when it did not
     */
    public static void await(Supplier<String> what, Condition condition) {
        await(PATIENCE, what, condition);
    }

    /** Looks at something again and again, and returns it once it is as wanted. */
    public static <T> T await(String what, Supplier<T> look, Predicate<? super T> wanted) {
        AtomicReference<T> last = new AtomicReference<>();
        await(
                () -> what + "; last seen: " + last.get(),
                () -> {
                    last.set(look.get());
                    return wanted.test(last.get());
                });
        return Objects.requireNonNull(last.get());
    }

    static void await(Duration patience, Supplier<String> what, Condition condition) {
        long start = System.nanoTime();
        long pauseNanos = FIRST_PAUSE_NANOS;
        while (!holds(condition)) {
            if (System.nanoTime() - start > patience.toNanos()) {
                throw new AssertionError("not within " + patience + ": " + what.get());
            }
            LockSupport.parkNanos(pauseNanos);
            if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted before: " + what.get());
            }
            pauseNanos = Math.min(LONGEST_PAUSE_NANOS, pauseNanos + pauseNanos / 2);
        }
    }

    private static boolean holds(Condition condition) {
        try {
            return condition.holds();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
