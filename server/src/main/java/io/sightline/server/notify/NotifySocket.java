package io.sightline.server.notify;

import io.sightline.server.access.Caller;
import io.sightline.server.access.Permit;
import io.sightline.server.web.SendingSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One who listens. Messages wait in a queue of their own, of which one at a time is on its way. Who
 * does not take them is dropped, and comes back to ask how things are.
 */
final class NotifySocket extends SendingSocket {

    private static final Logger log = LoggerFactory.getLogger(NotifySocket.class);

    static final Duration PING_EVERY = Duration.ofSeconds(20);

    /** Who has not even answered a ping for so long is gone, cable and all. */
    private static final Duration SILENT_AT_MOST = PING_EVERY.multipliedBy(3);

    private static final int MOST_WAITING = 1_024;
    private static final int MOST_WAITING_BYTES = 1 << 20;

    /** What comes from the other side is thrown away; a large frame is a mistake. */
    private static final long MOST_FRAME_BYTES = 4_096;

    private final Permit permit;
    private final Notifications notifications;
    private final AtomicReference<Permit.Watch> watch = new AtomicReference<>(() -> {});
    private volatile long heardNanos = System.nanoTime();

    /** Guarded by itself, as is what follows. */
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();

    private int waitingBytes;
    private boolean sending;
    private boolean closed;

    NotifySocket(Permit permit, Notifications notifications) {
        this.permit = permit;
        this.notifications = notifications;
    }

    /** Who it is, as of now; empty when the log-in has ended. */
    Optional<Caller> caller() {
        return permit.caller();
    }

    @Override
    public void onOpen(CoreSession opened, Callback callback) {
        // Pings tell whether anybody is there.
        begin(opened, MOST_FRAME_BYTES);
        callback.succeeded();
        notifications.joined(this);
        watch.set(permit.whileItHolds(() -> close(CloseStatus.POLICY_VIOLATION, "right-ended")));
        opened.demand();
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        heardNanos = System.nanoTime();
        if (frame.getOpCode() == OpCode.PING) {
            byte[] payload = BufferUtil.toArray(frame.getPayload());
            callback.succeeded();
            // The next is taken when this one is answered: who only pings fills no queue.
            control(new Frame(OpCode.PONG, ByteBuffer.wrap(payload)), open()::demand);
        } else {
            callback.succeeded();
            open().demand();
        }
    }

    @Override
    protected void leave() {
        notifications.left(this);
        watch.getAndSet(() -> {}).close();
        synchronized (waiting) {
            closed = true;
            waiting.clear();
        }
    }

    /** Sends it after those that wait; drops the connection when too many do. */
    void send(byte[] message) {
        boolean tooSlow;
        synchronized (waiting) {
            if (closed) {
                return;
            }
            tooSlow =
                    waiting.size() >= MOST_WAITING
                            || waitingBytes + message.length > MOST_WAITING_BYTES;
            if (!tooSlow) {
                waiting.add(message);
                waitingBytes += message.length;
            }
        }
        if (tooSlow) {
            drop("reads too slowly");
        } else {
            next(false);
        }
    }

    /**
     * @param written whether the message before has left
     */
    private void next(boolean written) {
        byte[] message;
        synchronized (waiting) {
            sending &= !written;
            if (sending || waiting.isEmpty()) {
                return;
            }
            message = waiting.remove();
            waitingBytes -= message.length;
            sending = true;
        }
        send(
                new Frame(OpCode.TEXT, true, ByteBuffer.wrap(message)),
                Callback.from(
                        InvocationType.NON_BLOCKING,
                        () -> next(true),
                        failure -> drop("cannot be written to: " + failure)));
    }

    /** Asks for a sign of life, and drops who has given none for long. */
    void ping() {
        if (System.nanoTime() - heardNanos > SILENT_AT_MOST.toNanos()) {
            drop("is silent");
        } else {
            control(new Frame(OpCode.PING), () -> {});
        }
    }

    private void control(Frame frame, Runnable whenWritten) {
        send(
                frame,
                Callback.from(whenWritten, failure -> drop("cannot be written to: " + failure)));
    }

    private void drop(String why) {
        synchronized (waiting) {
            if (closed) {
                return;
            }
            closed = true;
        }
        log.debug("[notify:socket] dropped, as it {}", why);
        leave();
        open().abort();
    }

    /** The server ends. */
    void goAway() {
        close(CloseStatus.SHUTDOWN, "server-stops");
    }
}
