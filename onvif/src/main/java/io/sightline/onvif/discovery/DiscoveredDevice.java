package io.sightline.onvif.discovery;

import io.sightline.onvif.http.DeviceAddress;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * A device that answered.
 *
 * @param endpoint its endpoint reference, {@code urn:uuid:…} as a rule; the same while the device
 *     is the same, but some makers give one to all of their devices
 * @param addresses of its device service, those first that are where the answer came from; never
 *     empty
 * @param from where the answer came from
 * @param name from the scopes, as are the others; for people
 * @param profiles of ONVIF that it claims: {@code Streaming}, {@code T}, {@code G}
 */
public record DiscoveredDevice(
        String endpoint,
        List<DeviceAddress> addresses,
        InetAddress from,
        Optional<String> name,
        Optional<String> hardware,
        Optional<String> location,
        List<String> profiles,
        List<String> types) {

    public DiscoveredDevice {
        addresses = List.copyOf(addresses);
        profiles = List.copyOf(profiles);
        types = List.copyOf(types);
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("a device that is nowhere");
        }
    }

    public DeviceAddress address() {
        return addresses.getFirst();
    }
}
