package io.sightline.onvif.http;

import io.sightline.handshake.Challenge;
import io.sightline.handshake.HttpAuthentication;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * HTTP with one device. Redirects are not followed: what a device answers must not choose whom the
 * credentials go to.
 *
 * <p>Safe for use by any thread; no more requests than the settings say are under way at once.
 */
public final class DeviceHttp {

    /** What came of answering a challenge. */
    public enum Login {
        /** There was none, or it was answered and the device was content. */
        CONTENT,
        /** The answer was refused, or there is nothing to answer with. */
        REFUSED
    }

    /** An answer, and whether it was given to somebody logged in. */
    public record Outcome(HttpReply reply, Login login) {}

    private final ConnectionSettings settings;
    private final Optional<HttpAuthentication> authenticator;
    private final Semaphore places;
    private final DeviceConnections connections;

    public DeviceHttp(ConnectionSettings settings, Optional<DeviceCredentials> credentials) {
        this.settings = settings;
        this.authenticator =
                credentials.map(known -> new HttpAuthentication(known.user(), known.password()));
        this.places = new Semaphore(settings.parallelRequests(), true);
        this.connections = new DeviceConnections(settings);
    }

    public ConnectionSettings settings() {
        return settings;
    }

    /**
     * Keeps the challenge of these {@code WWW-Authenticate} headers that is to be answered by
     * {@link #sendLoggedIn}.
     *
     * @return whether there is one, and something to answer it with
     */
    public boolean keepChallenge(List<String> headers) {
        Optional<Challenge> challenge = HttpAuthentication.strongest(headers);
        authenticator.ifPresent(known -> challenge.ifPresent(known::accept));
        return authenticator.isPresent() && challenge.isPresent();
    }

    /** As it is: a challenge is an answer like any other. */
    public HttpReply send(HttpRequest request, Deadline deadline) throws HttpFailure {
        try {
            if (!places.tryAcquire(deadline.remaining().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new HttpFailure(
                        HttpFailure.Kind.TIMED_OUT, "earlier requests are still unanswered");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HttpFailure(HttpFailure.Kind.TIMED_OUT, "interrupted", e);
        }
        try {
            return connections.send(request, deadline);
        } finally {
            places.release();
        }
    }

    /** With Digest or Basic, as the device challenges; a stale nonce is tried once more. */
    public Outcome sendLoggedIn(HttpRequest request, Deadline deadline) throws HttpFailure {
        if (authenticator.isEmpty()) {
            HttpReply reply = send(request, deadline);
            return new Outcome(reply, reply.status() == 401 ? Login.REFUSED : Login.CONTENT);
        }
        HttpAuthentication known = authenticator.get();
        boolean fresh = known.hasFreshChallenge();
        Optional<String> first = known.authorization(request.method(), request.target());
        HttpReply reply = send(request.with(first), deadline);
        if (reply.status() != 401) {
            return new Outcome(reply, Login.CONTENT);
        }
        Optional<Challenge> challenge =
                HttpAuthentication.strongest(reply.headers("www-authenticate"));
        if (challenge.isEmpty() || (fresh && !challenge.get().stale())) {
            return new Outcome(reply, Login.REFUSED);
        }
        // Devices forget their nonces without saying that they are stale: so a refusal of one that
        // was used before says nothing about the password, only that of a fresh one does.
        known.accept(challenge.get());
        Optional<String> second = known.authorization(request.method(), request.target());
        HttpReply again = send(request.with(second), deadline);
        return new Outcome(again, again.status() == 401 ? Login.REFUSED : Login.CONTENT);
    }
}
