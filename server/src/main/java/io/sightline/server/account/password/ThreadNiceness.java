package io.sightline.server.account.password;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the calling thread yield to others that want to run. Java's thread priorities do nothing on
 * Linux unless the JVM may raise them too; there each thread has a nice value of its own
 * (setpriority(2), "C library/kernel differences"), which anybody may raise.
 */
final class ThreadNiceness {

    private static final Logger log = LoggerFactory.getLogger(ThreadNiceness.class);

    /** Half of the scale: about a tenth of the weight of an ordinary thread (sched(7)). */
    private static final int NICE = 10;

    private static final int PRIO_PROCESS = 0;
    private static final int CALLING_THREAD = 0;

    private static final Optional<MethodHandle> SET_PRIORITY = setPriority();
    private static final ThreadLocal<Boolean> done = ThreadLocal.withInitial(() -> false);

    private ThreadNiceness() {}

    /** Does nothing the second time, and nothing where there is no such call. */
    static void yieldToOthers() {
        if (SET_PRIORITY.isEmpty() || done.get()) {
            return;
        }
        done.set(true);
        try {
            int _ = (int) SET_PRIORITY.get().invokeExact(PRIO_PROCESS, CALLING_THREAD, NICE);
        } catch (Throwable e) {
            log.debug("[password:thread] could not be made nicer: {}", e.toString());
        }
    }

    @SuppressWarnings("restricted") // the server runs with --enable-native-access
    private static Optional<MethodHandle> setPriority() {
        if (!System.getProperty("os.name", "").startsWith("Linux")) {
            return Optional.empty();
        }
        Linker linker = Linker.nativeLinker();
        SymbolLookup library = linker.defaultLookup();
        Optional<MemorySegment> address = library.find("setpriority");
        return address.map(
                found ->
                        linker.downcallHandle(
                                found,
                                FunctionDescriptor.of(
                                        ValueLayout.JAVA_INT,
                                        ValueLayout.JAVA_INT,
                                        ValueLayout.JAVA_INT,
                                        ValueLayout.JAVA_INT)));
    }
}
