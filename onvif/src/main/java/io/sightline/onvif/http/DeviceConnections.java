package io.sightline.onvif.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Exchanges with one device. Requests that come one after the other share connections where the
 * device lets them (RFC 9112 §9.3): connecting is a round trip, and two or three more with TLS,
 * which a camera's processor takes long to agree on. A connection is kept for a moment only, as
 * cameras have few to give.
 *
 * <p>A device may close a kept connection in the very moment in which it is used again; nobody can
 * know then whether it has read the request. So only requests that may be repeated use one, and are
 * repeated on a new one (RFC 9112 §9.3.1). Every other has a connection of its own.
 *
 * <p>Safe for use by any thread.
 */
final class DeviceConnections {

    /** Shorter than any device is known to wait, and longer than whoever asks takes to go on. */
    private static final Duration KEPT_FOR = Duration.ofSeconds(2);

    private record Kept(HttpConnection connection, DeviceAddress origin, long sinceNanos) {}

    private final ConnectionSettings settings;

    /** The one that was used last comes last. */
    private final Deque<Kept> kept = new ArrayDeque<>();

    private boolean closingLater;
    private volatile boolean deviceKeeps = true;

    DeviceConnections(ConnectionSettings settings) {
        this.settings = settings;
    }

    HttpReply send(HttpRequest request, Deadline deadline) throws HttpFailure {
        Optional<HttpConnection> used =
                request.repeatable() ? take(request.to()) : Optional.empty();
        if (used.isPresent()) {
            Optional<HttpReply> reply = sendAgain(used.get(), request, deadline);
            if (reply.isPresent()) {
                return reply.get();
            }
        }
        return exchange(HttpConnection.open(request.to(), settings, deadline), request, deadline);
    }

    /** Empty when a kept connection turns out to be none any more. */
    private Optional<HttpReply> sendAgain(
            HttpConnection used, HttpRequest request, Deadline deadline) throws HttpFailure {
        try {
            return Optional.of(exchange(used, request, deadline));
        } catch (HttpFailure e) {
            if (used.answered() || deadline.passed() || Thread.currentThread().isInterrupted()) {
                throw e;
            }
            if (e.kind() == HttpFailure.Kind.TIMED_OUT) {
                // It keeps the connection and does not listen to it: once is enough.
                deviceKeeps = false;
            }
            return Optional.empty();
        }
    }

    private HttpReply exchange(HttpConnection connection, HttpRequest request, Deadline deadline)
            throws HttpFailure {
        boolean reusable = false;
        try {
            HttpReply reply = connection.exchange(request, deadline);
            reusable = request.repeatable() && connection.persistent();
            return reply;
        } finally {
            if (!reusable || !keep(connection, request.to())) {
                connection.close();
            }
        }
    }

    private static DeviceAddress origin(DeviceAddress address) {
        return address.withPath("");
    }

    private synchronized Optional<HttpConnection> take(DeviceAddress to) {
        DeviceAddress origin = origin(to);
        for (Iterator<Kept> all = kept.descendingIterator(); all.hasNext(); ) {
            Kept one = all.next();
            if (one.origin.equals(origin)) {
                all.remove();
                return Optional.of(one.connection);
            }
        }
        return Optional.empty();
    }

    private synchronized boolean keep(HttpConnection connection, DeviceAddress to) {
        if (!deviceKeeps || kept.size() >= settings.parallelRequests()) {
            return false;
        }
        kept.addLast(new Kept(connection, origin(to), System.nanoTime()));
        if (!closingLater) {
            closingLater = true;
            closeLater();
        }
        return true;
    }

    private void closeLater() {
        CompletableFuture.delayedExecutor(KEPT_FOR.toMillis(), TimeUnit.MILLISECONDS)
                .execute(this::closeUnused);
    }

    private synchronized void closeUnused() {
        long now = System.nanoTime();
        kept.removeIf(
                one -> {
                    boolean unused = now - one.sinceNanos >= KEPT_FOR.toNanos();
                    if (unused) {
                        one.connection.close();
                    }
                    return unused;
                });
        closingLater = !kept.isEmpty();
        if (closingLater) {
            closeLater();
        }
    }
}
