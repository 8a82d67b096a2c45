package io.sightline.media.segment;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kernel's cache of files' pages, told what is not needed there any more: posix_fadvise(2) with
 * POSIX_FADV_DONTNEED, called directly as Java has no way to it. Only pages that lie on the medium
 * already are given up, so it never costs data and hardly ever waits. There on Linux; elsewhere
 * nothing happens.
 */
final class PageCache {

    private static final Logger log = LoggerFactory.getLogger(PageCache.class);

    /** As in asm-generic, which x86-64 and AArch64 share; O_RDONLY is 0. */
    private static final int O_CLOEXEC = 0x80000;

    private static final int POSIX_FADV_DONTNEED = 4;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    private static final Optional<PageCache> AVAILABLE = link();

    private final Charset paths = Charset.forName(System.getProperty("sun.jnu.encoding"));
    private final MethodHandle open =
            function(
                    "open",
                    FunctionDescriptor.of(INT, ValueLayout.ADDRESS, INT),
                    Linker.Option.firstVariadicArg(2));
    private final MethodHandle close = function("close", FunctionDescriptor.of(INT, INT));
    private final MethodHandle advise =
            function("posix_fadvise64", FunctionDescriptor.of(INT, INT, LONG, LONG, INT));

    private PageCache() {}

    static Optional<PageCache> available() {
        return AVAILABLE;
    }

    private static Optional<PageCache> link() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PageCache());
        } catch (RuntimeException e) {
            log.info("[server] the page cache is left to itself: {}", e.toString());
            return Optional.empty();
        }
    }

    @SuppressWarnings("restricted") // --enable-native-access is given for this.
    private static MethodHandle function(
            String name, FunctionDescriptor type, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type, options);
    }

    /**
     * Gives up the whole pages of a file between two offsets, those that the medium has already. A
     * file that is gone is no concern.
     */
    void drop(Path file, long from, long to) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(file.toString(), paths);
            int descriptor = (int) open.invokeExact(name, O_CLOEXEC);
            if (descriptor < 0) {
                return;
            }
            int _ = (int) advise.invokeExact(descriptor, from, to - from, POSIX_FADV_DONTNEED);
            int _ = (int) close.invokeExact(descriptor);
        } catch (Throwable e) {
            throw new IllegalStateException("a call of the C library failed", e);
        }
    }
}
