package io.sightline.server.web;

import java.util.List;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;

/** Makes WebSockets of requests, without extensions. */
public final class WebSocketUpgrade {

    private final WebSocketMappings webSockets = new WebSocketMappings(new WebSocketComponents());

    /** Answers 426 to who came for something else. */
    public void upgrade(
            Supplier<FrameHandler> socket, Request request, Response response, Callback callback) {
        WebSocketNegotiator negotiator =
                (upgradeRequest, upgradeResponse, upgradeCallback) -> {
                    // Jetty takes whatever is offered, and browsers offer permessage-deflate: every
                    // viewer's video would be copied and compressed, to no use, and a listener's
                    // messages would cost more memory than they ever hold.
                    upgradeResponse.setExtensions(List.of());
                    return socket.get();
                };
        if (!webSockets.upgrade(negotiator, request, response, callback, null)) {
            response.getHeaders().put(HttpHeader.UPGRADE, "websocket");
            new MediaProblem(
                            426,
                            "upgrade-required",
                            "WebSocket only",
                            "This address is for WebSocket connections.")
                    .write(response, callback);
        }
    }
}
