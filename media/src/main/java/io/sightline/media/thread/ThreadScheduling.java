package io.sightline.media.thread;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads that go before others, and threads that yield to others, by sched_setattr(2), which needs
 * no privilege for either. Java's thread priorities do nothing on Linux unless the JVM may raise
 * them too. Other systems leave threads as they are.
 *
 * <p>Since Linux 6.12 a thread says how long it wants to run in one go. One that wakes interrupts
 * another whose slice is longer than its own, and waits for the end of the other's slice otherwise,
 * 1.4 to 2.8 ms by default. So those who have little to do, at once, ask for a short slice; those
 * who compute for long, for a long one. Nobody gets more of the processor by that.
 */
public final class ThreadScheduling {

    private static final Logger log = LoggerFactory.getLogger(ThreadScheduling.class);

    private static final int SCHED_OTHER = 0;

    /**
     * For work that keeps a processor busy: it never interrupts others when it wakes (sched(7)).
     */
    private static final int SCHED_BATCH = 3;

    private static final int ORDINARY = 0;

    /** Half of the scale: about a tenth of the weight of an ordinary thread (sched(7)). */
    private static final int NICE = 10;

    /** The shortest there is: who has run for a part of its slice already still comes after. */
    private static final long SHORT_SLICE_NANOS = 100_000;

    private static final long LONG_SLICE_NANOS = 5_000_000;

    private static final int CALLING_THREAD = 0;
    private static final int NO_FLAGS = 0;

    /** Its first version, {@code SCHED_ATTR_SIZE_VER0}, which all kernels know. */
    private static final MemoryLayout SCHED_ATTR =
            MemoryLayout.structLayout(
                    ValueLayout.JAVA_INT.withName("size"),
                    ValueLayout.JAVA_INT.withName("sched_policy"),
                    ValueLayout.JAVA_LONG.withName("sched_flags"),
                    ValueLayout.JAVA_INT.withName("sched_nice"),
                    ValueLayout.JAVA_INT.withName("sched_priority"),
                    ValueLayout.JAVA_LONG.withName("sched_runtime"),
                    ValueLayout.JAVA_LONG.withName("sched_deadline"),
                    ValueLayout.JAVA_LONG.withName("sched_period"));

    private record Attributes(int policy, int nice, long sliceNanos) {}

    private static final Attributes PROMPT =
            new Attributes(SCHED_OTHER, ORDINARY, SHORT_SLICE_NANOS);

    private static final Attributes YIELDING = new Attributes(SCHED_BATCH, NICE, LONG_SLICE_NANOS);

    private ThreadScheduling() {}

    /**
     * Platform threads that need the processor soon and for a short while, as those that answer who
     * watches: whatever else computes is interrupted for them.
     */
    public static ThreadFactory prompt(ThreadFactory factory) {
        return scheduled(factory, PROMPT);
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

    private static ThreadFactory scheduled(ThreadFactory factory, Attributes attributes) {
        return work ->
                factory.newThread(
                        () -> {
                            schedule(attributes);
                            work.run();
                        });
    }

    private static void schedule(Attributes attributes) {
        Optional<Long> number = callNumber();
        if (number.isEmpty()) {
            return;
        }
        String thread = Thread.currentThread().getName();
        try {
            long result = set(number.get(), attributes);
            if (result != 0) {
                log.warn("[thread:{}] is scheduled as any: sched_setattr is refused", thread);
            }
        } catch (Throwable e) {
            log.warn("[thread:{}] is scheduled as any: {}", thread, e.toString());
        }
    }

    /** Of sched_setattr; the C library has no function for it before glibc 2.41 (syscalls(2)). */
    private static Optional<Long> callNumber() {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return Optional.empty();
        }
        return switch (System.getProperty("os.arch", "")) {
            case "amd64" -> Optional.of(314L);
            case "aarch64", "riscv64" -> Optional.of(274L);
            default -> Optional.empty();
        };
    }

    @SuppressWarnings("restricted") // the server runs with --enable-native-access
    private static long set(long number, Attributes attributes) throws Throwable {
        Linker linker = Linker.nativeLinker();
        MethodHandle systemCall =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("syscall"),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.ADDRESS,
                                ValueLayout.JAVA_LONG),
                        Linker.Option.firstVariadicArg(1));
        try (Arena arena = Arena.ofConfined()) {
            return (long)
                    systemCall.invokeExact(
                            number,
                            (long) CALLING_THREAD,
                            inMemory(attributes, arena),
                            (long) NO_FLAGS);
        }
    }

    private static MemorySegment inMemory(Attributes attributes, Arena arena) {
        MemorySegment memory = arena.allocate(SCHED_ATTR);
        set(memory, "size", (int) SCHED_ATTR.byteSize());
        set(memory, "sched_policy", attributes.policy());
        set(memory, "sched_nice", attributes.nice());
        memory.set(ValueLayout.JAVA_LONG, offset("sched_runtime"), attributes.sliceNanos());
        return memory;
    }

    private static void set(MemorySegment memory, String field, int value) {
        memory.set(ValueLayout.JAVA_INT, offset(field), value);
    }

    private static long offset(String field) {
        return SCHED_ATTR.byteOffset(MemoryLayout.PathElement.groupElement(field));
    }
}
