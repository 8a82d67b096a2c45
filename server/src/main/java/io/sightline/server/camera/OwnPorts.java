package io.sightline.server.camera;

import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;

/** The ports on which this server listens. */
final class OwnPorts {

    private final Set<Integer> ports = new CopyOnWriteArraySet<>();

    /** A server of ours listens from now on. */
    @EventListener
    void listening(WebServerInitializedEvent event) {
        add(event.getWebServer().getPort());
    }

    void add(int port) {
        ports.add(port);
    }

    boolean contains(int port) {
        return ports.contains(port);
    }
}
