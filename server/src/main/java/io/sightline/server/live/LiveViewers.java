package io.sightline.server.live;

import io.sightline.server.access.Caller;

/** Is told who watches live. Called by any thread, and must not block. */
@FunctionalInterface
public interface LiveViewers {

    /** Somebody asks for a playlist, again and again, or joins. */
    void viewed(Caller caller, String stream);

    /**
     * Somebody watches through a socket.
     *
     * @return to be called when it closes
     */
    default Runnable joined(Caller caller, String stream) {
        viewed(caller, stream);
        return () -> {};
    }
}
