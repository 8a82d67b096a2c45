package io.sightline.server.onboarding;

import io.sightline.onvif.discovery.DiscoveredDevice;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Looks for devices on the network, once for all who ask at the same time: a probe is a multicast
 * to everybody, and what answers to one asker answers to all. Safe for use by any thread.
 */
final class SharedProbe {

    private final Function<Duration, List<DiscoveredDevice>> probe;
    private final AtomicReference<CompletableFuture<List<DiscoveredDevice>>> underWay =
            new AtomicReference<>();

    SharedProbe(Function<Duration, List<DiscoveredDevice>> probe) {
        this.probe = probe;
    }

    /**
     * What answers; blocks until then.
     *
     * @param time how long to listen. Who comes while somebody listens already waits for the end of
     *     that
     */
    List<DiscoveredDevice> look(Duration time) {
        CompletableFuture<List<DiscoveredDevice>> own = new CompletableFuture<>();
        CompletableFuture<List<DiscoveredDevice>> others = underWay.compareAndExchange(null, own);
        if (others != null) {
            return others.join();
        }
        try {
            own.complete(probe.apply(time));
        } catch (RuntimeException | Error e) {
            own.completeExceptionally(e);
        } finally {
            underWay.set(null);
        }
        return own.join();
    }
}
