package io.sightline.server.onboarding;

import io.sightline.onvif.discovery.DiscoveredDevice;
import io.sightline.onvif.http.DeviceAddress;
import io.sightline.server.camera.DeviceAccess;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells which of the devices that answered are cameras already: by the host and port of their
 * device service, several devices may share a host behind address translation; by the hardware
 * address that is both in the endpoint reference and the serial number, should it have moved. Of a
 * camera that was added by the URL of its stream only the host is known: it is the one device that
 * answered from there, if it is one.
 */
final class KnownDevices {

    /** A UUID of version 1 ends with the hardware address (RFC 9562 §5.1). */
    private static final Pattern NODE = Pattern.compile("-([0-9a-f]{12})$");

    private final Map<String, String> byService = new HashMap<>();
    private final Map<String, String> bySerial = new HashMap<>();
    private final Map<String, String> byHostAlone = new HashMap<>();
    private final Set<String> hosts = new HashSet<>();
    private final Set<String> sharedHosts = new HashSet<>();

    /**
     * @param cameras the longest there first
     * @param found all devices that answered
     */
    KnownDevices(List<DeviceAccess> cameras, List<DiscoveredDevice> found) {
        for (DeviceAccess camera : cameras) {
            camera.onvif()
                    .ifPresentOrElse(
                            at -> byService.putIfAbsent(service(at), camera.cameraId()),
                            () -> byHostAlone.putIfAbsent(lower(camera.host()), camera.cameraId()));
            bySerial.putIfAbsent(
                    lower(camera.device().serial()).replaceAll("[:.-]", ""), camera.cameraId());
        }
        for (DiscoveredDevice device : found) {
            String host = lower(device.address().host());
            if (!hosts.add(host)) {
                sharedHosts.add(host);
            }
        }
    }

    /** Id of the camera that a device is. */
    Optional<String> cameraId(DiscoveredDevice device) {
        return device.addresses().stream()
                .flatMap(at -> Optional.ofNullable(byService.get(service(at))).stream())
                .findFirst()
                .or(() -> node(device).map(bySerial::get))
                .or(() -> atHostAlone(lower(device.address().host())));
    }

    private Optional<String> atHostAlone(String host) {
        return sharedHosts.contains(host)
                ? Optional.empty()
                : Optional.ofNullable(byHostAlone.get(host));
    }

    private static Optional<String> node(DiscoveredDevice device) {
        Matcher uuid = NODE.matcher(lower(device.endpoint()));
        return uuid.find() ? Optional.of(uuid.group(1)) : Optional.empty();
    }

    private static String service(DeviceAddress at) {
        return lower(at.hostAndPort());
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
