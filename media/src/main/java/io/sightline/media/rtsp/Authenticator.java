package io.sightline.media.rtsp;

import io.sightline.handshake.Challenge;
import io.sightline.handshake.HttpAuthentication;
import java.util.List;
import java.util.Optional;

/**
 * Answers a server's challenges on one connection, and knows when it makes no sense to go on.
 *
 * <p>Used by one thread at a time: the conversation's, then the media loop.
 */
final class Authenticator {

    /** What to do after a 401. */
    enum Verdict {
        /** Send the request again, with {@link #authorization}. */
        RETRY,
        /** The user name or the password is wrong. */
        WRONG_CREDENTIALS,
        /** There is no user name to answer with. */
        NO_CREDENTIALS,
        /** None of the schemes offered is known. */
        UNKNOWN_SCHEME
    }

    private final Optional<HttpAuthentication> authentication;
    private boolean accepted;
    private int refusals;

    Authenticator(Optional<RtspCredentials> credentials) {
        this.authentication =
                credentials.map(known -> new HttpAuthentication(known.user(), known.password()));
    }

    /** The server was content with the last request. */
    void accepted() {
        accepted = authentication.map(HttpAuthentication::challenged).orElse(false);
        refusals = 0;
    }

    /**
     * The server answered 401.
     *
     * <p>One refusal before any answer is how the conversation begins. A further one means a wrong
     * password, unless the server says that only the nonce is {@code stale}, or took this password
     * earlier on this connection: some cameras renew the nonce without saying so.
     */
    Verdict challenged(List<String> headers) {
        if (authentication.isEmpty()) {
            return Verdict.NO_CREDENTIALS;
        }
        Optional<Challenge> strongest = HttpAuthentication.strongest(headers);
        if (strongest.isEmpty()) {
            return Verdict.UNKNOWN_SCHEME;
        }
        HttpAuthentication known = authentication.get();
        refusals++;
        boolean stale = strongest.get().stale() || accepted;
        if (known.challenged() && (refusals > 2 || !stale)) {
            return Verdict.WRONG_CREDENTIALS;
        }
        known.accept(strongest.get());
        return Verdict.RETRY;
    }

    /** The {@code Authorization} for a request, empty before the first challenge. */
    Optional<String> authorization(String method, String url) {
        return authentication.flatMap(known -> known.authorization(method, url));
    }
}
