package io.sightline.server.web;

import java.time.Duration;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OutgoingEntry;
import org.jspecify.annotations.Nullable;

/** A WebSocket on which the server speaks, and the other side listens. */
public abstract class SendingSocket implements FrameHandler {

    /** Who takes longer for a message is gone, or as good as gone. */
    private static final Duration MESSAGE_TIMEOUT = Duration.ofSeconds(20);

    private volatile @Nullable CoreSession session;

    /** What is to be done first when it is open. */
    protected final void begin(CoreSession opened, long mostFrameBytes) {
        session = opened;
        opened.setMaxFrameSize(mostFrameBytes);
        // Nothing need come from the other side, and there may be nothing to say to it for long.
        opened.setIdleTimeout(Duration.ZERO);
    }

    /** Gives back what the socket holds; called once or more often, by any thread. */
    protected abstract void leave();

    @Override
    public final void onError(Throwable cause, Callback callback) {
        leave();
        callback.succeeded();
    }

    @Override
    public final void onClosed(CloseStatus status, Callback callback) {
        leave();
        callback.succeeded();
    }

    protected final void send(Frame frame, Callback written) {
        open().sendFrame(
                        new OutgoingEntry.Builder(frame, written)
                                .frameTimeout(MESSAGE_TIMEOUT.toMillis())
                                .build());
    }

    /**
     * Nothing more is sent from now on, whether the other side takes the closing or not.
     *
     * @param status RFC 6455 §7.4.1
     */
    protected final void close(int status, String reason) {
        leave();
        open().close(status, reason, Callback.from(() -> {}, failure -> open().abort()));
    }

    protected final CoreSession open() {
        CoreSession opened = session;
        if (opened == null) {
            throw new IllegalStateException("the connection is not open yet");
        }
        return opened;
    }
}
