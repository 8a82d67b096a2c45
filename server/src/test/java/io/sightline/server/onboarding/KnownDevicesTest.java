package io.sightline.server.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.onvif.discovery.DiscoveredDevice;
import io.sightline.onvif.http.DeviceAddress;
import io.sightline.server.camera.Device;
import io.sightline.server.camera.DeviceAccess;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KnownDevicesTest {

    private static final String ONE = "urn:uuid:cea94000-fb96-11b3-8260-686dbc5cb15d";
    private static final String OTHER = "urn:uuid:cea94000-fb96-11b3-8260-686dbc5cb200";

    private static DiscoveredDevice device(String endpoint, String... urls) {
        List<DeviceAddress> addresses = Stream.of(urls).map(DeviceAddress::parse).toList();
        return new DiscoveredDevice(
                endpoint,
                addresses,
                InetAddress.getLoopbackAddress(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
    }

    private static DeviceAccess camera(String id, String host, String serial, String onvif) {
        return new DeviceAccess(
                id,
                id,
                new Device("", "", serial, ""),
                host,
                Optional.of(onvif).filter(url -> !url.isEmpty()).map(DeviceAddress::parse),
                Optional.empty(),
                OptionalInt.empty(),
                "");
    }

    private static List<Optional<String>> known(
            List<DeviceAccess> cameras, DiscoveredDevice... found) {
        KnownDevices known = new KnownDevices(cameras, List.of(found));
        return Stream.of(found).map(known::cameraId).toList();
    }

    @Test
    void devicesThatShareAHostAreToldApartByTheirPorts() {
        assertThat(
                        known(
                                List.of(
                                        camera(
                                                "gate",
                                                "10.0.0.9",
                                                "",
                                                "http://10.0.0.9:8001/onvif/device_service")),
                                device(ONE, "http://10.0.0.9:8001/onvif/device_service"),
                                device(OTHER, "http://10.0.0.9:8002/onvif/device_service")))
                .containsExactly(Optional.of("gate"), Optional.empty());
    }

    @Test
    void anyOfADevicesAddressesWillDo() {
        assertThat(
                        known(
                                List.of(camera("gate", "Gate.lan", "", "https://GATE.lan/onvif")),
                                device(ONE, "http://10.0.0.9/onvif", "https://gate.lan/onvif")))
                .containsExactly(Optional.of("gate"));
    }

    @Test
    void aDeviceThatMovedIsKnownByItsHardwareAddress() {
        List<DeviceAccess> cameras =
                List.of(
                        camera("gate", "10.0.0.9", "68:6D:BC:5C:B1:5D", "http://10.0.0.9/onvif"),
                        camera("yard", "10.0.0.7", "", "http://10.0.0.7/onvif"));

        assertThat(known(cameras, device(ONE, "http://10.0.0.30/onvif")))
                .containsExactly(Optional.of("gate"));
        assertThat(known(cameras, device(OTHER, "http://10.0.0.30/onvif")))
                .containsExactly(Optional.empty());
    }

    @Test
    void aCameraAddedByUrlIsTheOnlyDeviceAtItsHost() {
        List<DeviceAccess> cameras = List.of(camera("gate", "10.0.0.9", "", ""));
        DiscoveredDevice one = device(ONE, "http://10.0.0.9:8001/onvif");
        DiscoveredDevice other = device(OTHER, "http://10.0.0.9:8002/onvif");

        assertThat(known(cameras, one)).containsExactly(Optional.of("gate"));
        assertThat(known(cameras, one, other)).containsExactly(Optional.empty(), Optional.empty());
        assertThat(known(cameras, device(OTHER, "http://10.0.0.8/onvif")))
                .containsExactly(Optional.empty());
    }
}
