package io.sightline.media.thread;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How threads are scheduled, in the words of sched_setattr(2), and the call that tells the kernel.
 *
 * @param wanted what needs a privilege, maybe
 * @param otherwise the same without one
 */
record SchedulingAttributes(MemorySegment wanted, MemorySegment otherwise) {

    private static final Logger log = LoggerFactory.getLogger(SchedulingAttributes.class);

    private static final int ORDINARY = 0;
    private static final int CALLING_THREAD = 0;
    private static final int NO_FLAGS = 0;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    /** SCHED_FLAG_RESET_ON_FORK: threads that this one makes have no greater weight. */
    private static final long NOT_INHERITED = 1;

    private static final long INHERITED = 0;

    /** Its first version, {@code SCHED_ATTR_SIZE_VER0}, which all kernels know. */
    private static final MemoryLayout SCHED_ATTR =
            MemoryLayout.structLayout(
                    INT.withName("size"),
                    INT.withName("sched_policy"),
                    LONG.withName("sched_flags"),
                    INT.withName("sched_nice"),
                    INT.withName("sched_priority"),
                    LONG.withName("sched_runtime"),
                    LONG.withName("sched_deadline"),
                    LONG.withName("sched_period"));

    private static final Optional<MethodHandle> CALL = callNumber().map(SchedulingAttributes::link);

    /**
     * @param nice below 0 only where the process may; 0 otherwise
     * @param sliceNanos 0 for the kernel's usual one
     */
    static SchedulingAttributes of(int policy, int nice, long sliceNanos) {
        return of(policy, nice, sliceNanos, NOT_INHERITED);
    }

    /** Threads that such a thread makes are scheduled as it is. */
    static SchedulingAttributes inherited(int policy, int nice, long sliceNanos) {
        return of(policy, nice, sliceNanos, INHERITED);
    }

    private static SchedulingAttributes of(int policy, int nice, long sliceNanos, long flags) {
        return new SchedulingAttributes(
                inMemory(policy, nice, sliceNanos, flags),
                inMemory(policy, Math.max(nice, ORDINARY), sliceNanos, flags));
    }

    private static MemorySegment inMemory(int policy, int nice, long sliceNanos, long flags) {
        MemorySegment memory = Arena.global().allocate(SCHED_ATTR);
        memory.set(INT, at("size"), (int) SCHED_ATTR.byteSize());
        memory.set(INT, at("sched_policy"), policy);
        memory.set(LONG, at("sched_flags"), flags);
        memory.set(INT, at("sched_nice"), nice);
        memory.set(LONG, at("sched_runtime"), sliceNanos);
        return memory;
    }

    private static long at(String field) {
        return SCHED_ATTR.byteOffset(MemoryLayout.PathElement.groupElement(field));
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
    private static MethodHandle link(long callNumber) {
        Linker linker = Linker.nativeLinker();
        MethodHandle anyCall =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("syscall"),
                        FunctionDescriptor.of(LONG, LONG, LONG, ValueLayout.ADDRESS, LONG),
                        Linker.Option.firstVariadicArg(1));
        return MethodHandles.insertArguments(anyCall, 0, callNumber);
    }

    /** Those of this process whose names, as the kernel keeps them, match. */
    void giveThreads(Pattern name) {
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path thread : threads) {
                if (name.matcher(nameOf(thread)).matches()) {
                    give(Integer.parseInt(thread.getFileName().toString()));
                }
            }
        } catch (IOException e) {
            log.debug("[thread] {} are scheduled as any: {}", name, e.toString());
        }
    }

    private static String nameOf(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).strip();
        } catch (IOException ended) {
            return "";
        }
    }

    void giveCallingThread() {
        give(CALLING_THREAD);
    }

    private void give(int threadId) {
        CALL.ifPresent(
                call -> {
                    if (!gives(call, threadId, wanted) && !gives(call, threadId, otherwise)) {
                        log.warn("[thread] is scheduled as any: sched_setattr is refused");
                    }
                });
    }

    private static boolean gives(MethodHandle call, int threadId, MemorySegment attributes) {
        try {
            return (long) call.invokeExact((long) threadId, attributes, (long) NO_FLAGS) == 0;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
