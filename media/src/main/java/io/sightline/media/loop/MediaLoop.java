package io.sightline.media.loop;

import io.sightline.media.bits.ByteArrays;
import io.sightline.media.thread.ThreadScheduling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that owns sockets, timers and the streams fed by them.
 *
 * <p>The loop is <em>paced</em>: after a round of work it sleeps until {@code pace} has passed
 * since the round began, so that the packets of a frame pile up in the socket and are taken in one
 * read. Reading as soon as anything is readable costs 1.7 times the processor time at 4 Mbit/s a
 * camera; the price is at most one pace of delay. A loop with many channels takes longer rounds, up
 * to three quarters of the interval of frames: falling asleep and waking up is a fifth of what a
 * loop with thirty cameras costs at 5 ms.
 *
 * <p>Work on the loop never blocks: no file, no database, no lock held by others for long.
 */
public final class MediaLoop implements Executor, AutoCloseable {

    /** Length of a round with few channels: an eighth of the interval of 25 frames a second. */
    public static final Duration DEFAULT_PACE = Duration.ofMillis(5);

    /** A loop with five channels or fewer keeps the pace; from thirty on it is the longest. */
    private static final long PACE_NANOS_PER_CHANNEL = 1_000_000;

    private static final long MAX_PACE_NANOS = Duration.ofMillis(30).toNanos();

    private static final Logger log = LoggerFactory.getLogger(MediaLoop.class);
    private static final int READ_BUFFER_BYTES = 512 << 10;
    private static final int KEPT_ARRAYS_BYTES = 64 << 20;
    private static final long IDLE_SELECT_MILLIS = 1_000;

    /** What a registered channel wants to be told. Called on the loop. */
    @FunctionalInterface
    public interface ReadyHandler {
        void ready(SelectionKey key);
    }

    /** A scheduled task that can be called off. */
    @FunctionalInterface
    public interface Timer {
        void cancel();
    }

    private static final class ScheduledTask implements Timer, Comparable<ScheduledTask> {

        /** Zero for one that comes once. */
        final long intervalNanos;

        /** Not while it is in the queue. */
        long dueNanos;

        /**
         * None once it is called off: it stays in the queue until it is due, a minute for some, and
         * must not keep the buffers of a stream that has ended for as long.
         */
        private volatile @Nullable Runnable task;

        ScheduledTask(long dueNanos, long intervalNanos, Runnable task) {
            this.dueNanos = dueNanos;
            this.intervalNanos = intervalNanos;
            this.task = task;
        }

        @Override
        public void cancel() {
            task = null;
        }

        boolean comesAgain() {
            return intervalNanos > 0 && task != null;
        }

        void run() {
            Runnable wanted = task;
            if (wanted != null) {
                guard(wanted);
            }
        }

        @Override
        public int compareTo(ScheduledTask other) {
            return Long.signum(dueNanos - other.dueNanos);
        }
    }

    private final Selector selector;
    private final long paceNanos;
    private final Thread thread;
    private final Queue<Runnable> submitted = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<ScheduledTask> timers = new PriorityQueue<>();
    private final ByteBuffer readBuffer = ByteBuffer.allocateDirect(READ_BUFFER_BYTES);
    private final ByteArrays arrays = new ByteArrays(KEPT_ARRAYS_BYTES);
    private volatile boolean closed;

    private MediaLoop(String name, Duration pace) {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        paceNanos = pace.toNanos();
        thread =
                ThreadScheduling.steady(Thread.ofPlatform().name(name).daemon().factory())
                        .newThread(this::run);
    }

    /**
     * Starts a loop on a platform thread called {@code name}.
     *
     * @param pace length of a round as long as the channels are few; zero for a loop that looks
     *     whenever there is something, however many they are
     */
    public static MediaLoop start(String name, Duration pace) {
        MediaLoop loop = new MediaLoop(name, pace);
        loop.thread.start();
        return loop;
    }

    /** Runs {@code task} on the loop, in order with others submitted by the same thread. */
    @Override
    public void execute(Runnable task) {
        submitted.add(task);
        if (Thread.currentThread() != thread) {
            selector.wakeup();
        }
    }

    /** Runs {@code task} on the loop after {@code delay}, to the precision of a pace. */
    public Timer schedule(Duration delay, Runnable task) {
        return add(new ScheduledTask(System.nanoTime() + delay.toNanos(), 0, task));
    }

    /** Runs {@code task} on the loop again and again, first after {@code interval}. */
    public Timer every(Duration interval, Runnable task) {
        long nanos = interval.toNanos();
        return add(new ScheduledTask(System.nanoTime() + nanos, nanos, task));
    }

    private Timer add(ScheduledTask scheduled) {
        if (inLoop()) {
            timers.add(scheduled);
        } else {
            execute(() -> timers.add(scheduled));
        }
        return scheduled;
    }

    /**
     * Watches a non-blocking channel. On the loop only. Closing the channel ends the registration.
     *
     * @throws IOException when the channel is closed
     */
    public SelectionKey register(SelectableChannel channel, int operations, ReadyHandler handler)
            throws IOException {
        assertInLoop();
        return channel.register(selector, operations, handler);
    }

    /**
     * A cleared direct buffer for one read, shared by everything on this loop: what is in it must
     * be used up before the handler returns.
     */
    public ByteBuffer readBuffer() {
        assertInLoop();
        return readBuffer.clear();
    }

    /** Arrays for the chunks of this loop's streams; any thread may give them back. */
    public ByteArrays arrays() {
        return arrays;
    }

    public boolean inLoop() {
        return Thread.currentThread() == thread;
    }

    /** For methods that may run on the owning loop only. */
    public void assertInLoop() {
        if (!inLoop()) {
            throw new IllegalStateException("not on " + thread.getName());
        }
    }

    /** Stops the thread and closes every channel registered. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        LockSupport.unpark(thread);
        if (!inLoop()) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        try {
            while (!closed) {
                round();
            }
        } catch (IOException e) {
            log.error("media loop stopped: {}", e.toString(), e);
        } finally {
            closeChannels();
        }
    }

    /** A method of its own, so that it is compiled: the loop around it never ends. */
    private void round() throws IOException {
        selector.select(millisToNextTimer());
        long roundStart = System.nanoTime();
        runReady();
        runSubmitted();
        runDueTimers();
        rest(roundStart);
    }

    private void runReady() {
        for (SelectionKey key : selector.selectedKeys()) {
            if (key.isValid() && key.attachment() instanceof ReadyHandler handler) {
                guard(() -> handler.ready(key));
            }
        }
        selector.selectedKeys().clear();
    }

    private void runSubmitted() {
        Runnable task;
        while ((task = submitted.poll()) != null) {
            guard(task);
        }
    }

    private void runDueTimers() {
        long now = System.nanoTime();
        ScheduledTask next;
        while ((next = timers.peek()) != null && next.dueNanos - now <= 0) {
            timers.poll();
            if (next.comesAgain()) {
                next.dueNanos = now + next.intervalNanos;
                timers.add(next);
            }
            next.run();
        }
    }

    /** One stream's mistake must not stop the others on this loop. */
    @SuppressWarnings("CatchAndPrintStackTrace")
    private static void guard(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            log.error("task on a media loop failed: {}", e.toString(), e);
        }
    }

    private void rest(long roundStart) {
        long round = roundNanos(selector.keys().size(), paceNanos);
        long remaining = round - (System.nanoTime() - roundStart);
        if (remaining > 0 && !closed) {
            LockSupport.parkNanos(remaining);
        }
    }

    /** The more channels, the longer a round, so that their number and not time sets the rounds. */
    static long roundNanos(int channels, long paceNanos) {
        if (paceNanos == 0) {
            return 0;
        }
        long wanted = channels * PACE_NANOS_PER_CHANNEL;
        return Math.clamp(wanted, paceNanos, Math.max(paceNanos, MAX_PACE_NANOS));
    }

    private long millisToNextTimer() {
        ScheduledTask next = timers.peek();
        if (next == null) {
            return IDLE_SELECT_MILLIS;
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(next.dueNanos - System.nanoTime());
        return Math.clamp(millis, 1, IDLE_SELECT_MILLIS);
    }

    private void closeChannels() {
        try {
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            log.debug("closing a media loop: {}", e.toString());
        }
    }
}
