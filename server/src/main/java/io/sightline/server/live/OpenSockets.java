package io.sightline.server.live;

import io.sightline.media.stream.Stream;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who watches which stream by WebSocket. A stream that is replaced, because its camera's address or
 * password was changed, has nothing more to say; its viewers would wait for ever. They are sent
 * away, and the page comes back to the new one. Safe for use by any thread.
 */
final class OpenSockets {

    private final Map<Stream, Set<MseSocket>> sockets = new ConcurrentHashMap<>();

    /**
     * @return to be called when the socket closes
     */
    Runnable add(Stream stream, MseSocket socket) {
        sockets.compute(
                stream,
                (key, open) -> {
                    Set<MseSocket> all = open == null ? ConcurrentHashMap.newKeySet() : open;
                    all.add(socket);
                    return all;
                });
        return () -> remove(stream, socket);
    }

    private void remove(Stream stream, MseSocket socket) {
        sockets.computeIfPresent(
                stream,
                (key, open) -> {
                    open.remove(socket);
                    return open.isEmpty() ? null : open;
                });
    }

    /** Sends all away who watch a stream that is there no more. */
    void end(Stream stream) {
        Set<MseSocket> open = sockets.remove(stream);
        if (open != null) {
            open.forEach(MseSocket::streamReplaced);
        }
    }
}
