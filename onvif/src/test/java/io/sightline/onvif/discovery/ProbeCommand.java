package io.sightline.onvif.discovery;

import java.time.Duration;

/** Probes for Windows hosts until one answers, for a process of its own; prints what it finds. */
final class ProbeCommand {

    private ProbeCommand() {}

    public static void main(String[] arguments) {
        DiscoverySettings settings =
                DiscoverySettings.DEFAULT
                        .withTypes("wsdp:Device")
                        .withTimeout(Duration.ofSeconds(2));
        for (int i = 0; i < 15; i++) {
            for (DiscoveredDevice device : Discovery.probe(settings, _ -> {})) {
                System.out.printf(
                        "found %s %s %s%n",
                        device.endpoint(), String.join(",", device.types()), device.address());
                return;
            }
        }
    }
}
