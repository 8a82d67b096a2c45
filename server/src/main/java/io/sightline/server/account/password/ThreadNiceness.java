package io.sightline.server.account.password;

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
 * Makes threads yield to others that want to run, by sched_setattr(2), which needs no privilege.
 * Java's thread priorities do nothing on Linux unless the JVM may raise them too. Other systems
 * leave them as they are.
 *
 * <p>Not SCHED_IDLE, although nothing yields more: on a machine without an idle core such a thread
 * gets 0.3 % of one, in which a log-in takes a minute; and whenever the collector wants all Java
 * threads to stop, all of them wait until this one has had its turn.
 */
final class ThreadNiceness {

    private static final Logger log = LoggerFactory.getLogger(ThreadNiceness.class);

    /**
     * For work that keeps a processor busy: it never interrupts others when it wakes (sched(7)).
     */
    private static final int SCHED_BATCH = 3;

    /** Half of the scale: about a tenth of the weight of an ordinary thread (sched(7)). */
    private static final int NICE = 10;

    /**
     * How long it wants to run in one go, since Linux 6.12. A thread that wakes waits for the end
     * of what another has begun, 1.4 to 2.8 ms, unless the other's share is longer than its own.
     */
    private static final long SLICE_NANOS = 5_000_000;

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

    private ThreadNiceness() {}

    /** Threads that yield as long as they live. */
    static ThreadFactory yielding(ThreadFactory factory) {
        return work ->
                factory.newThread(
                        () -> {
                            yieldToOthers();
                            work.run();
                        });
    }

    private static void yieldToOthers() {
        Optional<Long> number = callNumber();
        if (number.isEmpty()) {
            return;
        }
        try {
            long result = set(number.get());
            if (result != 0) {
                log.warn("[password:thread] may not yield to others: sched_setattr is refused");
            }
        } catch (Throwable e) {
            log.warn("[password:thread] could not be made to yield to others: {}", e.toString());
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
    private static long set(long number) throws Throwable {
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
                            number, (long) CALLING_THREAD, attributes(arena), (long) NO_FLAGS);
        }
    }

    private static MemorySegment attributes(Arena arena) {
        MemorySegment attributes = arena.allocate(SCHED_ATTR);
        set(attributes, "size", (int) SCHED_ATTR.byteSize());
        set(attributes, "sched_policy", SCHED_BATCH);
        set(attributes, "sched_nice", NICE);
        attributes.set(ValueLayout.JAVA_LONG, offset("sched_runtime"), SLICE_NANOS);
        return attributes;
    }

    private static void set(MemorySegment attributes, String field, int value) {
        attributes.set(ValueLayout.JAVA_INT, offset(field), value);
    }

    private static long offset(String field) {
        return SCHED_ATTR.byteOffset(MemoryLayout.PathElement.groupElement(field));
    }
}
