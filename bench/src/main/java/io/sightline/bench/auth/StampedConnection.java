package io.sightline.bench.auth;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;

/**
 * A TCP connection over IPv4 that says when the kernel got what is read (SO_TIMESTAMPNS,
 * socket(7)), however late the reading thread gets a processor. Java's sockets do not tell. For
 * Linux on 64-bit processors; for one thread at a time.
 */
final class StampedConnection implements AutoCloseable {

    private static final int AF_INET = 2;
    private static final int SOCK_STREAM = 1;
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_NODELAY = 1;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVTIMEO = 20;
    private static final int SO_TIMESTAMPNS = 35;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int NO_FLAGS = 0;
    private static final int NO_STAMP = 0;

    private static final int BUFFER_BYTES = 1 << 18;
    private static final long NANOS = 1_000_000_000;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    /** {@code struct sockaddr_in}, ip(7). */
    private static final int ADDRESS_BYTES = 16;

    /** {@code struct msghdr}, recv(2), with {@code iovec} and the space for a stamp behind it. */
    private static final MemoryLayout RECEIVING =
            MemoryLayout.structLayout(
                    ValueLayout.ADDRESS.withName("name"),
                    INT.withName("nameLength"),
                    MemoryLayout.paddingLayout(4),
                    ValueLayout.ADDRESS.withName("pieces"),
                    LONG.withName("pieceCount"),
                    ValueLayout.ADDRESS.withName("control"),
                    LONG.withName("controlLength"),
                    INT.withName("flags"),
                    MemoryLayout.paddingLayout(4),
                    ValueLayout.ADDRESS.withName("piece"),
                    LONG.withName("pieceLength"),
                    LONG.withName("stampLength"),
                    INT.withName("stampLevel"),
                    INT.withName("stampType"),
                    LONG.withName("seconds"),
                    LONG.withName("nanos"));

    private static final long STAMP_BYTES = 32;

    private final Linker linker = Linker.nativeLinker();
    private final Arena arena = Arena.ofShared();
    private final MethodHandle send =
            function("send", FunctionDescriptor.of(LONG, INT, ValueLayout.ADDRESS, LONG, INT));
    private final MethodHandle receive =
            function("recvmsg", FunctionDescriptor.of(LONG, INT, ValueLayout.ADDRESS, INT));
    private final MethodHandle close = function("close", FunctionDescriptor.of(INT, INT));
    private final MemorySegment buffer = arena.allocate(BUFFER_BYTES);
    private final MemorySegment receiving = arena.allocate(RECEIVING);
    private final int socket;
    private long arrivedNanos;

    /**
     * @param patience after so long without a byte reading fails
     */
    StampedConnection(InetAddress address, int port, Duration patience) throws IOException {
        MethodHandle open = function("socket", FunctionDescriptor.of(INT, INT, INT, INT));
        MethodHandle connect =
                function("connect", FunctionDescriptor.of(INT, INT, ValueLayout.ADDRESS, INT));
        try {
            socket = (int) open.invokeExact(AF_INET, SOCK_STREAM, 0);
            MemorySegment peer = arena.allocate(ADDRESS_BYTES);
            peer.asByteBuffer()
                    .order(ByteOrder.nativeOrder())
                    .putShort((short) AF_INET)
                    .order(ByteOrder.BIG_ENDIAN)
                    .putShort((short) port)
                    .put(address.getAddress());
            require("connect", (int) connect.invokeExact(socket, peer, ADDRESS_BYTES));
            set(IPPROTO_TCP, TCP_NODELAY, arena.allocateFrom(INT, 1));
            set(SOL_SOCKET, SO_TIMESTAMPNS, arena.allocateFrom(INT, 1));
            set(SOL_SOCKET, SO_RCVTIMEO, arena.allocateFrom(LONG, patience.toSeconds(), 0));
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        receiving.set(ValueLayout.ADDRESS, at("pieces"), receiving.asSlice(at("piece")));
        receiving.set(LONG, at("pieceCount"), 1);
        receiving.set(ValueLayout.ADDRESS, at("control"), receiving.asSlice(at("stampLength")));
        receiving.set(ValueLayout.ADDRESS, at("piece"), buffer);
        receiving.set(LONG, at("pieceLength"), BUFFER_BYTES);
    }

    private void set(int level, int option, MemorySegment value) throws Throwable {
        MethodHandle setsockopt =
                function(
                        "setsockopt",
                        FunctionDescriptor.of(INT, INT, INT, INT, ValueLayout.ADDRESS, INT));
        int length = Math.toIntExact(value.byteSize());
        require("setsockopt", (int) setsockopt.invokeExact(socket, level, option, value, length));
    }

    @SuppressWarnings("restricted") // benchmarks run with --enable-native-access
    private MethodHandle function(String name, FunctionDescriptor type) {
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type);
    }

    private static long at(String field) {
        return RECEIVING.byteOffset(PathElement.groupElement(field));
    }

    void send(byte[] bytes) throws IOException {
        MemorySegment.copy(bytes, 0, buffer, ValueLayout.JAVA_BYTE, 0, bytes.length);
        try {
            long sent = (long) send.invokeExact(socket, buffer, (long) bytes.length, MSG_NOSIGNAL);
            require("send", sent - bytes.length);
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits for bytes; good until the next call. */
    ByteBuffer receive() throws IOException {
        receiving.set(LONG, at("controlLength"), STAMP_BYTES);
        receiving.set(INT, at("flags"), NO_FLAGS);
        receiving.set(INT, at("stampType"), NO_STAMP);
        long read;
        try {
            read = (long) receive.invokeExact(socket, receiving, NO_FLAGS);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        require("recvmsg", read);
        if (read == 0) {
            throw new EOFException("the server closed the connection");
        }
        if (receiving.get(INT, at("stampType")) != SO_TIMESTAMPNS) {
            throw new IOException("the kernel does not say when bytes arrived");
        }
        arrivedNanos =
                receiving.get(LONG, at("seconds")) * NANOS + receiving.get(LONG, at("nanos"));
        return buffer.asSlice(0, read).asByteBuffer();
    }

    /** When the last of what was read arrived, in nanoseconds since 1970. */
    long arrivedNanos() {
        return arrivedNanos;
    }

    private static void require(String call, long result) throws IOException {
        if (result < 0) {
            throw new IOException(call + " failed");
        }
    }

    @Override
    public void close() throws IOException {
        try {
            require("close", (int) close.invokeExact(socket));
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        arena.close();
    }
}
