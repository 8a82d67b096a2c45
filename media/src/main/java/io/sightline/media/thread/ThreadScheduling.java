package io.sightline.media.thread;

import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.regex.Pattern;

/**
 * Threads that go before others, and threads that yield to others, by sched_setattr(2). Java's
 * thread priorities do nothing on Linux unless the JVM may raise them too. Other systems leave
 * threads as they are.
 *
 * <p>To yield needs no privilege, nor does it to ask for a <em>slice</em>: since Linux 6.12 a
 * thread says how long it wants to run in one go, and one that wakes interrupts another whose slice
 * is longer than its own, if it has had less than its share. Who has had more, be it by a tenth of
 * a millisecond, waits for the kernel's next tick, up to 4 ms. So those who are due are also given
 * the greater weight, where the process may do that (CAP_SYS_NICE or RLIMIT_NICE, capabilities(7)):
 * their share is then hardly ever used up.
 */
public final class ThreadScheduling {

    private static final int SCHED_OTHER = 0;

    /**
     * For work that keeps a processor busy: it never interrupts others when it wakes (sched(7)).
     */
    private static final int SCHED_BATCH = 3;

    /** Half of the scale: about nine times the weight of an ordinary thread (sched(7)). */
    private static final int FAVOURED = -10;

    /** About a tenth of the weight of an ordinary thread. */
    private static final int NICE = 10;

    /** The shortest there is: who has run for a part of its slice already still comes after. */
    private static final long SHORT_SLICE_NANOS = 100_000;

    private static final long USUAL_SLICE = 0;
    private static final long LONG_SLICE_NANOS = 5_000_000;

    private static final SchedulingAttributes PROMPT =
            SchedulingAttributes.of(SCHED_OTHER, FAVOURED, SHORT_SLICE_NANOS);

    private static final SchedulingAttributes STEADY =
            SchedulingAttributes.of(SCHED_OTHER, FAVOURED, USUAL_SLICE);

    private static final SchedulingAttributes YIELDING =
            SchedulingAttributes.of(SCHED_BATCH, NICE, LONG_SLICE_NANOS);

    /** As of all threads of the JVM, it makes more when it needs them, each by one of its kind. */
    private static final SchedulingAttributes COMPILING =
            SchedulingAttributes.inherited(SCHED_BATCH, NICE, LONG_SLICE_NANOS);

    private static final SchedulingAttributes COLLECTING =
            SchedulingAttributes.inherited(SCHED_OTHER, FAVOURED, USUAL_SLICE);

    /** Names as the kernel keeps them, the first fifteen characters. */
    private static final Pattern COMPILER = Pattern.compile("C[12] Compiler.*");

    private static final Pattern COLLECTOR = Pattern.compile("GC Thread#.*|VM Thread");

    private ThreadScheduling() {}

    /**
     * Platform threads that need the processor soon and for a short while, as those that answer who
     * watches: whatever else computes is interrupted for them.
     */
    public static ThreadFactory prompt(ThreadFactory factory) {
        return scheduled(factory, PROMPT);
    }

    /**
     * Platform threads that have to keep up, as those that take in media and store it: they have as
     * great a share as the prompt ones, and interrupt nobody for it.
     */
    public static ThreadFactory steady(ThreadFactory factory) {
        return scheduled(factory, STEADY);
    }

    /**
     * Platform threads that compute for long, and yield to all others.
     *
     * <p>Not SCHED_IDLE, although nothing yields more: on a machine without an idle core such a
     * thread gets 0.3 % of one, and whenever the collector wants all Java threads to stop, all of
     * them wait until this one has had its turn.
     */
    public static ThreadFactory yielding(ThreadFactory factory) {
        return scheduled(factory, YIELDING);
    }

    /**
     * Virtual threads that yield: the threads that carry them do, from the first task on that each
     * carries. As all virtual threads share these, all of them yield from then on, and so do the
     * platform threads and processes that they start, unless these are made otherwise.
     */
    public static Executor yieldingCarriers(Executor virtualThreads) {
        return task ->
                virtualThreads.execute(
                        () -> {
                            YIELDING.giveCallingThread();
                            task.run();
                        });
    }

    /**
     * The JVM's own threads: its compilers yield, as what they make is never due; those that
     * collect garbage keep up with who waits for them.
     */
    public static void scheduleJvm() {
        COMPILING.giveThreads(COMPILER);
        COLLECTING.giveThreads(COLLECTOR);
    }

    private static ThreadFactory scheduled(ThreadFactory factory, SchedulingAttributes attributes) {
        return work ->
                factory.newThread(
                        () -> {
                            attributes.giveCallingThread();
                            work.run();
                        });
    }
}
