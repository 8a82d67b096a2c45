package io.sightline.onvif.discovery;

import java.time.Duration;
import java.util.List;

/**
 * How devices are looked for.
 *
 * @param timeout for all answers; devices wait up to half a second before they answer
 * @param types that are asked for, each with a probe of its own, with the prefixes {@code dn},
 *     {@code tds} or {@code wsdp}
 * @param port of WS-Discovery
 * @param maxDevices whatever answers beyond is left out
 */
public record DiscoverySettings(Duration timeout, List<String> types, int port, int maxDevices) {

    /** Devices answer to one of these types at least; older ones know only the first. */
    public static final DiscoverySettings DEFAULT =
            new DiscoverySettings(
                    Duration.ofSeconds(3),
                    List.of("dn:NetworkVideoTransmitter", "tds:Device"),
                    3702,
                    4_096);

    public DiscoverySettings {
        types = List.copyOf(types);
        if (!timeout.isPositive() || types.isEmpty() || maxDevices < 1) {
            throw new IllegalArgumentException("needs some time, a type and room for a device");
        }
    }

    public DiscoverySettings withTimeout(Duration other) {
        return new DiscoverySettings(other, types, port, maxDevices);
    }

    public DiscoverySettings withTypes(String... other) {
        return new DiscoverySettings(timeout, List.of(other), port, maxDevices);
    }

    public DiscoverySettings withPort(int other) {
        return new DiscoverySettings(timeout, types, other, maxDevices);
    }
}
