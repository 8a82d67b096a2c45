package io.sightline.media.rtsp;

import java.util.ArrayList;
import java.util.List;

/**
 * Ends a conversation from outside: closes its sockets, upon which whatever blocks on them fails.
 * For any thread.
 */
final class Cancellation {

    private final List<Wire> wires = new ArrayList<>();
    private boolean cancelled;

    /** Watches over {@code wire}; closes it at once when cancelled already. */
    synchronized void watch(Wire wire) {
        wires.add(wire);
        if (cancelled) {
            wire.close();
        }
    }

    synchronized void cancel() {
        cancelled = true;
        wires.forEach(Wire::close);
        wires.clear();
    }

    synchronized boolean cancelled() {
        return cancelled;
    }
}
