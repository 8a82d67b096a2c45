package io.sightline.server.access;

import io.sightline.server.web.MediaProblem;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Who may open a socket that is told of many cameras, such as that of notifications. Log-in is as
 * for media: the page's cookie, a bearer token or API key, or an access token as {@code ?token=}
 * for those who can send no header.
 *
 * <p>Safe for use by any thread; never blocks.
 */
public final class SocketAccess {

    private static final MediaProblem FOREIGN =
            new MediaProblem(
                    403,
                    "origin-not-allowed",
                    "Origin not allowed",
                    "Pages of this origin may not open this socket.");

    private final Callers callers;
    private final PermitWatch watch;

    SocketAccess(Callers callers, PermitWatch watch) {
        this.callers = callers;
        this.watch = watch;
    }

    /**
     * Lets a caller in, or writes why not. Browsers let any page open a WebSocket: the page's
     * origin is looked at whatever it shows besides (RFC 6455 §10.2).
     *
     * @return whose {@link Permit#caller} is as of when it is asked
     */
    public Optional<Permit> admit(Request request, Response response, Callback callback) {
        if (SameOrigin.isForeign(request.getHeaders()::get)) {
            FOREIGN.write(response, callback);
            return Optional.empty();
        }
        Optional<Caller> caller = callers.identify(shown(MediaRequest.of(request, null)));
        if (caller.isEmpty()) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
            Refusals.UNAUTHENTICATED.write(response, callback);
            return Optional.empty();
        }
        if (!mayKnowOfCameras(caller.get())) {
            Refusals.FORBIDDEN.write(response, callback);
            return Optional.empty();
        }
        return Optional.of(new Stay(caller.get()));
    }

    private static Callers.Shown shown(MediaRequest request) {
        return new Callers.Shown(
                request.authorization() == null ? bearer(request.token()) : request.authorization(),
                request.cookie(),
                request.address());
    }

    /** An API key lives for months and has no place in an address, which ends up in logs. */
    private static @Nullable String bearer(@Nullable String token) {
        return token == null || token.startsWith(ApiKeys.PREFIX) ? null : "Bearer " + token;
    }

    private static boolean mayKnowOfCameras(Caller caller) {
        return RouteRules.OF_CAMERAS.stream().anyMatch(caller::has);
    }

    private final class Stay implements Permit {

        private final Caller arrived;

        Stay(Caller arrived) {
            this.arrived = arrived;
        }

        @Override
        public Optional<Caller> caller() {
            return callers.again(arrived).filter(SocketAccess::mayKnowOfCameras);
        }

        @Override
        public boolean holds() {
            return caller().isPresent();
        }

        @Override
        public Watch whileItHolds(Runnable end) {
            return watch.add(this, end);
        }
    }
}
