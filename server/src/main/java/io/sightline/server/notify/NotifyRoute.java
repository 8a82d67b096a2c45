package io.sightline.server.notify;

import io.sightline.server.access.Permit;
import io.sightline.server.access.SocketAccess;
import io.sightline.server.web.MediaProblem;
import io.sightline.server.web.MediaRoute;
import io.sightline.server.web.WebSocketUpgrade;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** {@code /ws/web-notify}: a WebSocket on which the server tells what happens. */
final class NotifyRoute implements MediaRoute {

    static final String PATH = "/ws/web-notify";

    /** A page has one; somebody with so many has a program that forgets to close them. */
    static final int MOST_OF_ONE_ACCOUNT = 50;

    private final SocketAccess access;
    private final Notifications notifications;
    private final WebSocketUpgrade webSockets = new WebSocketUpgrade();

    NotifyRoute(SocketAccess access, Notifications notifications) {
        this.access = access;
        this.notifications = notifications;
    }

    @Override
    public boolean handles(String path) {
        return path.equals(PATH);
    }

    @Override
    public boolean blocks() {
        return false;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        access.admit(request, response, callback)
                .ifPresent(permit -> upgrade(permit, request, response, callback));
        return true;
    }

    private void upgrade(Permit permit, Request request, Response response, Callback callback) {
        if (permit.caller()
                .filter(who -> notifications.openOf(who.accountId()) >= MOST_OF_ONE_ACCOUNT)
                .isPresent()) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, "30");
            new MediaProblem(
                            429,
                            "too-many-sockets",
                            "Too many sockets",
                            "Close those that are not needed any more.")
                    .write(response, callback);
            return;
        }
        webSockets.upgrade(
                () -> new NotifySocket(permit, notifications), request, response, callback);
    }
}
