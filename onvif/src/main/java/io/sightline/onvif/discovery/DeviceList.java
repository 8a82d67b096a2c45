package io.sightline.onvif.discovery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The devices that have answered, each once. Two answers are one device's if they name the same
 * endpoint and share an address: the endpoint alone does not do, because there are makers who have
 * given one to all of their cameras.
 *
 * <p>Safe for use by any thread.
 */
final class DeviceList {

    private static final int RESOLVES_PER_DEVICE = 2;

    private final int limit;
    private final Consumer<DiscoveredDevice> listener;
    private final List<DiscoveredDevice> devices = new ArrayList<>();
    private final Map<String, Integer> resolves = new HashMap<>();

    DeviceList(int limit, Consumer<DiscoveredDevice> listener) {
        this.limit = limit;
        this.listener = listener;
    }

    synchronized void add(DiscoveredDevice device) {
        if (devices.size() < limit && devices.stream().noneMatch(known -> same(known, device))) {
            devices.add(device);
            listener.accept(device);
        }
    }

    private static boolean same(DiscoveredDevice a, DiscoveredDevice b) {
        return a.endpoint().equals(b.endpoint())
                && a.addresses().stream().anyMatch(b.addresses()::contains);
    }

    /** Whether it is still worth asking this endpoint where it is. */
    synchronized boolean asks(String endpoint) {
        return resolves.size() < limit
                && resolves.merge(endpoint, 1, Integer::sum) <= RESOLVES_PER_DEVICE;
    }

    synchronized List<DiscoveredDevice> all() {
        return List.copyOf(devices);
    }
}
