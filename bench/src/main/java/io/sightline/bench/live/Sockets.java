package io.sightline.bench.live;

import java.io.IOException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteOrder;

/**
 * The calls of Linux that {@link DiscardingClient} lives on and Java's channels do not offer: above
 * all recv(2) with MSG_TRUNC, which takes bytes out of a TCP socket without copying them (tcp(7)).
 */
final class Sockets implements AutoCloseable {

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final AddressLayout POINTER = ValueLayout.ADDRESS;
    private static final ValueLayout.OfShort NETWORK_SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt NETWORK_INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final MemoryLayout CAPTURED = Linker.Option.captureStateLayout();

    private static final int AF_INET = 2;
    private static final int SOCK_STREAM = 1;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVBUF = 8;
    private static final int LOOPBACK = 0x7f000001;
    private static final int SOCKADDR_BYTES = 16;
    private static final int EPOLL_CTL_ADD = 1;
    private static final int EPOLLIN = 1;
    private static final int MSG_TRUNC = 0x20;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int EAGAIN = 11;
    private static final int EINTR = 4;
    private static final int MAX_EVENTS = 256;

    /** {@code struct epoll_event} is packed on x86-64 and nowhere else (epoll_ctl(2)). */
    private static final boolean PACKED = System.getProperty("os.arch").equals("amd64");

    private static final int EVENT_BYTES = PACKED ? 12 : 16;
    private static final int EVENT_DATA = PACKED ? 4 : 8;

    private static final MethodHandle SOCKET =
            handle("socket", FunctionDescriptor.of(INT, INT, INT, INT));
    private static final MethodHandle SETSOCKOPT =
            handle("setsockopt", FunctionDescriptor.of(INT, INT, INT, INT, POINTER, INT));
    private static final MethodHandle CONNECT =
            handle("connect", FunctionDescriptor.of(INT, INT, POINTER, INT));
    private static final MethodHandle CLOSE = handle("close", FunctionDescriptor.of(INT, INT));
    private static final MethodHandle SEND =
            handle("send", FunctionDescriptor.of(LONG, INT, POINTER, LONG, INT));
    private static final MethodHandle RECV =
            handle("recv", FunctionDescriptor.of(LONG, INT, POINTER, LONG, INT));
    private static final MethodHandle EPOLL_CREATE =
            handle("epoll_create1", FunctionDescriptor.of(INT, INT));
    private static final MethodHandle EPOLL_CTL =
            handle("epoll_ctl", FunctionDescriptor.of(INT, INT, INT, INT, POINTER));
    private static final MethodHandle EPOLL_WAIT =
            handle("epoll_wait", FunctionDescriptor.of(INT, INT, POINTER, INT, INT));

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment captured = arena.allocate(CAPTURED);
    private final MemorySegment events = arena.allocate((long) MAX_EVENTS * EVENT_BYTES);
    private final int epoll;

    Sockets() throws IOException {
        epoll =
                Math.toIntExact(
                        checked(
                                "epoll_create1",
                                call(() -> (int) EPOLL_CREATE.invokeExact(captured, 0))));
    }

    @SuppressWarnings("restricted") // Native access is what this class is for.
    private static MethodHandle handle(String name, FunctionDescriptor type) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), type, ERRNO);
    }

    @FunctionalInterface
    private interface Call {
        long invoke() throws Throwable;
    }

    private static long call(Call call) {
        try {
            return call.invoke();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private int errno() {
        return captured.get(INT, 0);
    }

    private long checked(String what, long result) throws IOException {
        if (result < 0) {
            throw new IOException(what + " failed, errno " + errno());
        }
        return result;
    }

    /**
     * Connects to a port of 127.0.0.1.
     *
     * @param receiveBufferBytes fixed, so that the kernel does not tune it
     * @param index comes back from {@link #poll} when there is something to read
     */
    int connect(int port, int receiveBufferBytes, int index) throws IOException {
        int socket =
                (int)
                        checked(
                                "socket",
                                call(
                                        () ->
                                                (int)
                                                        SOCKET.invokeExact(
                                                                captured,
                                                                AF_INET,
                                                                SOCK_STREAM,
                                                                0)));
        MemorySegment size = arena.allocateFrom(INT, receiveBufferBytes);
        checked(
                "setsockopt",
                call(
                        () ->
                                (int)
                                        SETSOCKOPT.invokeExact(
                                                captured,
                                                socket,
                                                SOL_SOCKET,
                                                SO_RCVBUF,
                                                size,
                                                Integer.BYTES)));
        MemorySegment address = arena.allocate(SOCKADDR_BYTES);
        address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_INET);
        address.set(NETWORK_SHORT, 2, (short) port);
        address.set(NETWORK_INT, 4, LOOPBACK);
        checked(
                "connect",
                call(() -> (int) CONNECT.invokeExact(captured, socket, address, SOCKADDR_BYTES)));
        MemorySegment event = arena.allocate(EVENT_BYTES);
        event.set(INT, 0, EPOLLIN);
        event.set(ValueLayout.JAVA_INT_UNALIGNED, EVENT_DATA, index);
        checked(
                "epoll_ctl",
                call(
                        () ->
                                (int)
                                        EPOLL_CTL.invokeExact(
                                                captured, epoll, EPOLL_CTL_ADD, socket, event)));
        return socket;
    }

    /**
     * Asks, without waiting, for connections with something to read; returns how many there are.
     */
    int poll() throws IOException {
        long ready =
                call(() -> (int) EPOLL_WAIT.invokeExact(captured, epoll, events, MAX_EVENTS, 0));
        return ready < 0 && errno() == EINTR ? 0 : (int) checked("epoll_wait", ready);
    }

    /** The index of the {@code n}-th that {@link #poll} found. */
    int ready(int n) {
        return events.get(ValueLayout.JAVA_INT_UNALIGNED, (long) n * EVENT_BYTES + EVENT_DATA);
    }

    void send(int socket, MemorySegment bytes) throws IOException {
        long sent =
                checked(
                        "send",
                        call(
                                () ->
                                        (long)
                                                SEND.invokeExact(
                                                        captured,
                                                        socket,
                                                        bytes,
                                                        bytes.byteSize(),
                                                        MSG_NOSIGNAL)));
        if (sent != bytes.byteSize()) {
            throw new IOException("a request did not fit into the socket's buffer");
        }
    }

    /** Reads what is there; 0 when that is nothing. */
    int receive(int socket, MemorySegment into) throws IOException {
        return received(
                call(
                        () ->
                                (long)
                                        RECV.invokeExact(
                                                captured,
                                                socket,
                                                into,
                                                into.byteSize(),
                                                MSG_DONTWAIT)));
    }

    /** Takes up to {@code bytes} and throws them away; 0 when there is nothing. */
    int discard(int socket, long bytes) throws IOException {
        return received(
                call(
                        () ->
                                (long)
                                        RECV.invokeExact(
                                                captured,
                                                socket,
                                                MemorySegment.NULL,
                                                bytes,
                                                MSG_DONTWAIT | MSG_TRUNC)));
    }

    private int received(long result) throws IOException {
        if (result == 0) {
            throw new IOException("the server closed a connection");
        }
        return result < 0 && errno() == EAGAIN ? 0 : (int) checked("recv", result);
    }

    void close(int socket) throws IOException {
        checked("close", call(() -> (int) CLOSE.invokeExact(captured, socket)));
    }

    @Override
    public void close() throws IOException {
        close(epoll);
        arena.close();
    }
}
