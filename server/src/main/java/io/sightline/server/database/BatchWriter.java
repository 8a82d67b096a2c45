package io.sightline.server.database;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores what comes from those who can't wait for the disk, as the media path and devices that
 * report as fast as they like. A thread of its own stores many with one commit: what comes alone at
 * once, what comes shortly after a commit together with the next one.
 *
 * <p>When the database takes nothing for now ({@link StoreFailure}), what can't be stored is tried
 * again, together with what has come since, until it can. Meanwhile up to {@link Limits#waiting}
 * items wait; further ones are lost. When something is wrong with an item itself, that one is given
 * up, and the others of its batch are stored. Whoever stores is told of each that is not. What is
 * in memory only is lost with the process.
 *
 * <p>Unlike {@link GroupCommit}, nobody waits for the outcome. Safe for use by any thread.
 *
 * @param <T> what is stored
 */
public final class BatchWriter<T> implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(BatchWriter.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final Duration LAST_WRITE = Duration.ofSeconds(4);

    /**
     * How much at a time.
     *
     * @param waiting items that may wait, besides those that are being stored
     * @param together items of one commit
     * @param between from one commit to the next, unless so many wait that they fill it
     */
    public record Limits(int waiting, int together, Duration between) {

        public Limits {
            if (waiting < 1 || together < 1) {
                throw new IllegalArgumentException("no room for an item");
            }
        }
    }

    private final String name;
    private final Limits limits;
    private final Consumer<List<T>> store;
    private final Consumer<T> lost;
    private final BiConsumer<T, String> givenUp;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread;

    /** Guarded by the lock, as {@link #closing}. */
    private final Queue<T> waiting = new ArrayDeque<>();

    private boolean closing;

    private final AtomicLong lostSoFar = new AtomicLong();

    /**
     * @param name of the thread and in the log file
     * @param store within one transaction, so that all of them are stored or, when it throws, none;
     *     on this writer's thread. It may keep the list
     * @param lost for an item for which there is no room, in the thread of whoever added it and
     *     before anything that is added later is stored. It must not wait
     * @param givenUp for an item that can never be stored, with the reason, in which nothing of the
     *     item is; on this writer's thread
     */
    public BatchWriter(
            String name,
            Limits limits,
            Consumer<List<T>> store,
            Consumer<T> lost,
            BiConsumer<T, String> givenUp) {
        this.name = name;
        this.limits = limits;
        this.store = store;
        this.lost = lost;
        this.givenUp = givenUp;
        thread = Thread.ofPlatform().name(name).daemon().start(this::run);
    }

    /** To be stored soon. Never waits for that. */
    public void add(T item) {
        lock.lock();
        try {
            if (closing || waiting.size() == limits.waiting()) {
                lostSoFar.incrementAndGet();
                lost.accept(item);
                return;
            }
            waiting.add(item);
            if (waiting.size() == 1 || waiting.size() == limits.together()) {
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Items that were not stored since the start, for want of room or given up. */
    public long lost() {
        return lostSoFar.get();
    }

    private void run() {
        List<T> batch = new ArrayList<>();
        Duration pause = Duration.ZERO;
        boolean goOn = true;
        try {
            while (goOn) {
                boolean last = collect(batch, pause);
                batch = remainder(batch);
                boolean settled = batch.isEmpty();
                pause = settled ? limits.between() : RETRY_AFTER;
                goOn = !last || (settled && waits() > 0);
            }
        } catch (InterruptedException e) {
            // Nobody does that to a thread that nobody has: the process is ending.
            log.warn("[database:{}] was interrupted", name);
        }
        tellOfRest(batch.size());
    }

    /**
     * Waits for something to store and for its time, and adds it to what could not be stored.
     *
     * @return whether no more is to come: what fails now is not tried again
     */
    private boolean collect(List<T> batch, Duration pause) throws InterruptedException {
        boolean again = !batch.isEmpty();
        long dueNanos = System.nanoTime() + pause.toNanos();
        lock.lock();
        try {
            while (!again && waiting.isEmpty() && !closing) {
                changed.await();
            }
            long early = dueNanos - System.nanoTime();
            while (early > 0 && !closing && (again || waiting.size() < limits.together())) {
                early = changed.awaitNanos(early);
            }
            while (batch.size() < limits.together() && !waiting.isEmpty()) {
                batch.add(waiting.remove());
            }
            return closing;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Stores a batch, in halves where something is wrong with one of it, so that a bad item among a
     * thousand costs twenty commits.
     *
     * @return what is to be tried again, in order; the rest is stored or given up
     */
    private List<T> remainder(List<T> batch) {
        Deque<List<T>> parts = new ArrayDeque<>();
        if (!batch.isEmpty()) {
            parts.push(batch);
        }
        while (!parts.isEmpty()) {
            List<T> part = parts.pop();
            try {
                store.accept(part);
            } catch (RuntimeException | Error e) {
                if (StoreFailure.mayPass(e)) {
                    parts.push(part);
                    return postponed(parts, e);
                }
                if (part.size() == 1) {
                    lostSoFar.incrementAndGet();
                    givenUp.accept(part.getFirst(), StoreFailure.reason(e));
                } else {
                    int half = part.size() / 2;
                    parts.push(List.copyOf(part.subList(half, part.size())));
                    parts.push(List.copyOf(part.subList(0, half)));
                }
            }
        }
        return new ArrayList<>();
    }

    private List<T> postponed(Deque<List<T>> parts, Throwable why) {
        List<T> rest = new ArrayList<>();
        parts.forEach(rest::addAll);
        log.error("[database:{}] {} are not stored yet: {}", name, rest.size(), why.toString());
        return rest;
    }

    private int waits() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private void tellOfRest(int inHand) {
        int rest = inHand + waits();
        if (rest > 0) {
            log.error("[database:{}] {} were never stored", name, rest);
        }
    }

    /**
     * Stores what waits, each batch tried once; within four seconds, as the process is not to be
     * held up by a disk that does not answer. What is added from now on is lost.
     */
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(LAST_WRITE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
