package io.sightline.server.account.password;

import io.sightline.media.thread.ThreadScheduling;
import io.sightline.server.web.ProblemException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.http.HttpStatus;

/**
 * Hashes passwords with Argon2id, which is slow on purpose: on a few threads of its own that yield
 * to those that move media, and with a line of bounded length before them. Safe for use by any
 * thread; callers wait for the result.
 */
public final class Passwords implements AutoCloseable {

    /** RFC 9106 §3.1: 128 bits of salt suffice, 256 of hash are more than a password has. */
    private static final int SALT_BYTES = 16;

    private static final int HASH_BYTES = 32;

    /** Enough for 30 log-ins a second. Each thread keeps the memory of a hash. */
    private static final int MOST_THREADS_BY_DEFAULT = 4;

    private static final Duration RETRY_WHEN_BUSY = Duration.ofSeconds(5);

    private final PasswordProperties properties;
    private final SecureRandom random = new SecureRandom();
    private final ThreadLocal<Argon2> argon2;
    private final ThreadPoolExecutor threads;
    private final AtomicLong computed = new AtomicLong();

    public Passwords(PasswordProperties properties) {
        this.properties = properties;
        argon2 = ThreadLocal.withInitial(() -> new Argon2(properties.memoryKib()));
        int count = properties.threads() > 0 ? properties.threads() : threadsBesideMedia();
        threads =
                new ThreadPoolExecutor(
                        count,
                        count,
                        0,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(properties.queue()),
                        ThreadScheduling.yielding(
                                Thread.ofPlatform().name("password-", 0).daemon().factory()));
    }

    private static int threadsBesideMedia() {
        int half = Runtime.getRuntime().availableProcessors() / 2;
        return Math.clamp(half, 1, MOST_THREADS_BY_DEFAULT);
    }

    /**
     * Whether a password is right.
     *
     * @param hash empty when there is no account or it has no password: the answer is then no, and
     *     costs as much
     * @throws ProblemException when too many are waiting
     */
    public boolean matches(String password, Optional<String> hash) {
        String normalised = PasswordRules.normalised(password);
        return onOwnThread(
                () -> {
                    Optional<Argon2Hash> known = hash.flatMap(Argon2Hash::parse);
                    Argon2Hash settings = known.orElseGet(this::newSettings);
                    byte[] found = argon2.get().hash(normalised, settings);
                    return known.isPresent() && settings.hasHash(found);
                });
    }

    /**
     * What is stored of a password.
     *
     * @throws ProblemException when too many are waiting
     */
    public String hash(String password) {
        String normalised = PasswordRules.normalised(password);
        return onOwnThread(
                () -> {
                    Argon2Hash settings = newSettings();
                    return Argon2Hash.of(
                                    settings.memoryKib(),
                                    settings.iterations(),
                                    settings.parallelism(),
                                    settings.saltBytes(),
                                    argon2.get().hash(normalised, settings))
                            .text();
                });
    }

    /** What a new hash is made with, and room for it. */
    private Argon2Hash newSettings() {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return Argon2Hash.of(
                properties.memoryKib(),
                properties.iterations(),
                properties.parallelism(),
                salt,
                new byte[HASH_BYTES]);
    }

    /** Whether a hash was made with other parameters than are set now. */
    public boolean isOutdated(String hash) {
        return Argon2Hash.parse(hash)
                .map(
                        made ->
                                made.memoryKib() != properties.memoryKib()
                                        || made.iterations() != properties.iterations()
                                        || made.parallelism() != properties.parallelism())
                .orElse(true);
    }

    /** How many hashes have been begun. */
    public long computed() {
        return computed.get();
    }

    private <T> T onOwnThread(Callable<T> work) {
        Future<T> result;
        try {
            result =
                    threads.submit(
                            () -> {
                                computed.incrementAndGet();
                                return work.call();
                            });
        } catch (RejectedExecutionException e) {
            throw ProblemException.tryLater(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "busy",
                    "Too many log-ins at once",
                    "Many are logging in at this moment.",
                    RETRY_WHEN_BUSY);
        }
        try {
            return result.get();
        } catch (InterruptedException e) {
            result.cancel(false);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while hashing", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
