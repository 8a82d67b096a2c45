package io.sightline.bench.live;

import io.sightline.bench.process.ProcessUsage;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A client as cheap as Linux allows, as a process of its own ({@link Discarding}): it parses the
 * head of an answer, counts the body and never copies it, asks its sockets all the time instead of
 * sleeping, and has receive buffers of a fixed size that a whole segment fits in.
 */
public final class DiscardingClient {

    private static final int HEAD_BYTES = 1024;
    private static final int RECEIVE_BUFFER_BYTES = 4 << 20;
    private static final long PATIENCE_NANOS = 5_000_000_000L;
    private static final long WARM_UP_NANOS = 500_000_000;
    private static final Pattern LENGTH =
            Pattern.compile("\r\nContent-Length: *(\\d+)\r\n", Pattern.CASE_INSENSITIVE);

    private final Sockets sockets;
    private final int[] socket;
    private final long[] bodyLeft;
    private final MemorySegment request;
    private final MemorySegment head;
    private long requests;
    private long bytes;
    private long idleNanos;

    private DiscardingClient(Sockets sockets, Arena arena, URI url, int connections)
            throws IOException {
        this.sockets = sockets;
        this.socket = new int[connections];
        this.bodyLeft = new long[connections];
        byte[] text =
                "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n"
                        .formatted(url.getRawPath(), url.getAuthority())
                        .getBytes(StandardCharsets.US_ASCII);
        this.request = arena.allocateFrom(ValueLayout.JAVA_BYTE, text);
        this.head = arena.allocate(HEAD_BYTES);
        for (int i = 0; i < connections; i++) {
            socket[i] = sockets.connect(url.getPort(), RECEIVE_BUFFER_BYTES, i);
            sockets.send(socket[i], request);
        }
    }

    /**
     * @param arguments URL, connections, milliseconds, process id of the server
     */
    public static void main(String[] arguments) throws IOException {
        URI url = URI.create(arguments[0]);
        int connections = Integer.parseInt(arguments[1]);
        long nanos = Long.parseLong(arguments[2]) * 1_000_000;
        long serverPid = Long.parseLong(arguments[3]);
        try (Sockets sockets = new Sockets();
                Arena arena = Arena.ofConfined()) {
            DiscardingClient client = new DiscardingClient(sockets, arena, url, connections);
            client.until(System.nanoTime() + WARM_UP_NANOS);
            client.requests = 0;
            client.bytes = 0;
            client.idleNanos = 0;
            long start = System.nanoTime();
            double server = ProcessUsage.cpuSeconds(serverPid);
            MachineUsage before = MachineUsage.now();
            client.until(start + nanos);
            MachineUsage used = MachineUsage.now().since(before);
            double seconds = (System.nanoTime() - start) / 1e9;
            Round round =
                    new Round(
                            client.requests,
                            client.bytes,
                            seconds,
                            ProcessUsage.cpuSeconds(serverPid) - server,
                            used.serverCoreSeconds(),
                            seconds - client.idleNanos / 1e9);
            System.out.println(Discarding.line(round));
        }
    }

    private void until(long deadlineNanos) throws IOException {
        long now = System.nanoTime();
        long lastByteNanos = now;
        while (now < deadlineNanos) {
            int ready = sockets.poll();
            for (int i = 0; i < ready; i++) {
                read(sockets.ready(i));
            }
            long before = now;
            now = System.nanoTime();
            if (ready > 0) {
                lastByteNanos = now;
            } else {
                idleNanos += now - before;
                if (now - lastByteNanos > PATIENCE_NANOS) {
                    throw new IOException("no byte for " + PATIENCE_NANOS / 1_000_000 + " ms");
                }
            }
        }
    }

    private void read(int connection) throws IOException {
        if (bodyLeft[connection] == 0) {
            readHead(connection);
        } else {
            count(connection, sockets.discard(socket[connection], bodyLeft[connection]));
        }
    }

    private void count(int connection, int received) throws IOException {
        bytes += received;
        bodyLeft[connection] -= received;
        if (bodyLeft[connection] == 0 && received > 0) {
            requests++;
            sockets.send(socket[connection], request);
        }
    }

    private void readHead(int connection) throws IOException {
        int received = sockets.receive(socket[connection], head);
        if (received == 0) {
            return;
        }
        String text =
                new String(
                        head.asSlice(0, received).toArray(ValueLayout.JAVA_BYTE),
                        StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        Matcher length = LENGTH.matcher(text);
        if (end < 0 || !text.startsWith("HTTP/1.1 200 ") || !length.find()) {
            throw new IOException("not an answer that can be counted:\n" + text);
        }
        int headBytes = end + 4;
        bytes += headBytes;
        bodyLeft[connection] = Long.parseLong(length.group(1));
        count(connection, received - headBytes);
        if (bodyLeft[connection] > 0) {
            count(connection, sockets.discard(socket[connection], bodyLeft[connection]));
        }
    }
}
