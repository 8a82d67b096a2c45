package io.sightline.server.access;

import io.sightline.server.network.Listeners;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;

/**
 * Keeps the server to this machine until there is an administrator: who comes first would be one
 * otherwise.
 */
final class Exposure {

    private static final Logger log = LoggerFactory.getLogger(Exposure.class);

    private final Rights rights;
    private final Listeners listeners;

    Exposure(Rights rights, Listeners listeners) {
        this.rights = rights;
        this.listeners = listeners;
    }

    @EventListener
    void begin(WebServerInitializedEvent event) {
        try {
            if (rights.hasAdministrator()) {
                listeners.open();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        rights.addListener(this::changed);
    }

    private void changed() {
        try {
            if (rights.hasAdministrator()) {
                listeners.open();
            }
        } catch (IOException e) {
            log.error("[server:listen] it stays on this machine: {}", e.toString());
        }
    }
}
