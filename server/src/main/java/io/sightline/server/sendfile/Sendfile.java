package io.sightline.server.sendfile;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * sendfile(2) and TCP_CORK (tcp(7)), called directly. {@code FileChannel.transferTo} would ask for
 * the file's size and try copy_file_range(2), which never works towards a socket, each time; and
 * Java has no TCP_CORK, by which the head of an answer leaves in one packet with the file's first
 * bytes.
 *
 * <p>There on Linux, in a JVM started with {@code --add-exports java.base/sun.nio.ch=ALL-UNNAMED}:
 * a channel tells its descriptor to nobody else. Without it, everything goes through channels. Safe
 * for use by any thread, on sockets that do not block.
 */
final class Sendfile {

    private static final Logger log = LoggerFactory.getLogger(Sendfile.class);

    /** As in asm-generic, which x86-64 and AArch64 share. */
    private static final int O_CLOEXEC = 0x80000;

    private static final int IPPROTO_TCP = 6;
    private static final int TCP_CORK = 3;
    private static final int EINTR = 4;
    private static final int EAGAIN = 11;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    /** A call's own memory: errno in front, and behind it what is passed by address. */
    private static final int CALL_BYTES = 16;

    private static final int ARGUMENT = 8;

    private static final Optional<Sendfile> AVAILABLE = link();

    private final Charset paths = Charset.forName(System.getProperty("sun.jnu.encoding"));
    private final Linker linker = Linker.nativeLinker();
    private final MethodHandle descriptor;
    private final MethodHandle open =
            function(
                    "open",
                    FunctionDescriptor.of(INT, ValueLayout.ADDRESS, INT),
                    Linker.Option.firstVariadicArg(2));
    private final MethodHandle close = function("close", FunctionDescriptor.of(INT, INT));
    private final MethodHandle pread =
            function("pread64", FunctionDescriptor.of(LONG, INT, ValueLayout.ADDRESS, LONG, LONG));
    private final MethodHandle setsockopt =
            function(
                    "setsockopt",
                    FunctionDescriptor.of(INT, INT, INT, INT, ValueLayout.ADDRESS, INT));
    private final MethodHandle sendfile =
            function(
                    "sendfile64", FunctionDescriptor.of(LONG, INT, INT, ValueLayout.ADDRESS, LONG));

    private Sendfile() throws ReflectiveOperationException {
        descriptor =
                MethodHandles.lookup()
                        .findVirtual(
                                Class.forName("sun.nio.ch.SelChImpl"),
                                "getFDVal",
                                MethodType.methodType(int.class))
                        .asType(MethodType.methodType(int.class, SocketChannel.class));
    }

    static Optional<Sendfile> available() {
        return AVAILABLE;
    }

    private static Optional<Sendfile> link() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Sendfile());
        } catch (ReflectiveOperationException | RuntimeException e) {
            log.info("[server] files are sent through channels: {}", e.toString());
            return Optional.empty();
        }
    }

    @SuppressWarnings("restricted") // --enable-native-access is given for this.
    private MethodHandle function(String name, FunctionDescriptor type, Linker.Option... options) {
        List<Linker.Option> all = new ArrayList<>(List.of(options));
        all.add(Linker.Option.captureCallState("errno"));
        MemorySegment address = linker.defaultLookup().findOrThrow(name);
        return linker.downcallHandle(address, type, all.toArray(Linker.Option[]::new));
    }

    /**
     * The socket's descriptor, good while the channel is open: the caller keeps others from closing
     * it.
     */
    int descriptorOf(SocketChannel socket) {
        try {
            return (int) descriptor.invokeExact(socket);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Opens a file to read; empty where that fails, for whatever reason. */
    OptionalInt open(Path path) {
        String name = path.toString();
        if (!paths.newEncoder().canEncode(name)) {
            return OptionalInt.empty();
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment call = arena.allocate(CALL_BYTES, Long.BYTES);
            int file = (int) open.invokeExact(call, arena.allocateFrom(name, paths), O_CLOEXEC);
            return file < 0 ? OptionalInt.empty() : OptionalInt.of(file);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    void close(int file) {
        try (Arena arena = Arena.ofConfined()) {
            int ignored = (int) close.invokeExact(arena.allocate(CALL_BYTES, Long.BYTES), file);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Reads into a direct buffer what of it remains, or as much as there is. */
    void read(int file, long offset, ByteBuffer into) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment call = arena.allocate(CALL_BYTES, Long.BYTES);
            MemorySegment bytes = MemorySegment.ofBuffer(into);
            long count = bytes.byteSize();
            long read = (long) pread.invokeExact(call, file, bytes, count, offset);
            into.position(into.position() + (int) taken("pread", read, call));
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /**
     * While a socket is corked, only full packets leave it. Letting go sends the rest.
     *
     * <p>MSG_MORE would not do: it says so of one call, and an acknowledgement that arrives between
     * two steps of sendfile sends what is there, packets of 53 bytes included.
     */
    void cork(int socket, boolean corked) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment call = arena.allocate(CALL_BYTES, Long.BYTES);
            MemorySegment value = call.asSlice(ARGUMENT, Integer.BYTES);
            value.set(INT, 0, corked ? 1 : 0);
            int result =
                    (int)
                            setsockopt.invokeExact(
                                    call, socket, IPPROTO_TCP, TCP_CORK, value, Integer.BYTES);
            taken("setsockopt", result, call);
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /**
     * Sends bytes of a file.
     *
     * @return how many; 0 when the socket takes nothing now
     * @throws EOFException when the file ends before {@code offset}
     */
    long sendFile(int socket, int file, long offset, long count) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment call = arena.allocate(CALL_BYTES, Long.BYTES);
            MemorySegment from = call.asSlice(ARGUMENT, Long.BYTES);
            from.set(LONG, 0, offset);
            long sent = (long) sendfile.invokeExact(call, socket, file, from, count);
            if (sent == 0) {
                throw new EOFException("the file is shorter than the region announced");
            }
            return taken("sendfile", sent, call);
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static long taken(String function, long result, MemorySegment call) throws IOException {
        if (result >= 0) {
            return result;
        }
        int errno = call.get(INT, 0);
        if (errno == EAGAIN || errno == EINTR) {
            return 0;
        }
        throw new IOException(function + ": errno " + errno);
    }

    /** The handles declare Throwable; what they call throws nothing. */
    private static RuntimeException unexpected(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
    }
}
