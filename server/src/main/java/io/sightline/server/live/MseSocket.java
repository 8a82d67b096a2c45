package io.sightline.server.live;

import io.sightline.media.mse.MessageSink;
import io.sightline.media.mse.MseViewer;
import io.sightline.server.web.SendingSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;

/**
 * One viewer's WebSocket. On Jetty's core API a message goes out as header and payload in one
 * gathering write: the chunk's bytes are shared by all viewers and copied for none.
 *
 * <p>What the viewer sends is read and thrown away; pings and closes are answered by Jetty.
 */
final class MseSocket extends SendingSocket implements MessageSink {

    /**
     * Below this a message is one frame. Incoming frames are passed on in pieces as they arrive and
     * never put together, so that this bounds nothing that is held.
     */
    private static final long MOST_FRAME_BYTES = 64 << 20;

    private final Function<MessageSink, MseViewer> join;
    private final Function<MseSocket, Runnable> watch;
    private volatile @Nullable MseViewer viewer;
    private final AtomicReference<Runnable> whenLeft = new AtomicReference<>(() -> {});

    /**
     * @param join makes the viewer once the connection is open
     * @param watch looks whether it may go on; what it returns is run when the viewer leaves
     */
    MseSocket(Function<MessageSink, MseViewer> join, Function<MseSocket, Runnable> watch) {
        this.join = join;
        this.watch = watch;
    }

    @Override
    public void onOpen(CoreSession opened, Callback callback) {
        opened.setAutoFragment(true);
        begin(opened, MOST_FRAME_BYTES);
        callback.succeeded();
        viewer = join.apply(this);
        whenLeft.set(watch.apply(this));
        opened.demand();
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        callback.succeeded();
        open().demand();
    }

    @Override
    protected void leave() {
        MseViewer joined = viewer;
        if (joined != null) {
            joined.close();
        }
        whenLeft.getAndSet(() -> {}).run();
    }

    /**
     * Ends what the viewer may no longer watch. Media stops now; the connection is closed with 1008
     * (RFC 6455 §7.4.1), or dropped if the viewer doesn't take that.
     */
    void end(String reason) {
        close(CloseStatus.POLICY_VIOLATION, reason);
    }

    /** Asks the viewer to come back: 1012, service restart (IANA's registry of close codes). */
    void streamReplaced() {
        close(CloseStatus.SERVICE_RESTART, "stream-replaced");
    }

    @Override
    public void text(String message, Runnable whenWritten) {
        send(new Frame(OpCode.TEXT, true, message), whenWritten);
    }

    @Override
    public void binary(ByteBuffer message, Runnable whenWritten) {
        send(new Frame(OpCode.BINARY, true, message), whenWritten);
    }

    private void send(Frame frame, Runnable whenWritten) {
        send(frame, Callback.from(InvocationType.NON_BLOCKING, whenWritten, failure -> leave()));
    }

    @Override
    public void fail(String reason) {
        open().close(CloseStatus.SERVER_ERROR, reason, Callback.NOOP);
    }
}
