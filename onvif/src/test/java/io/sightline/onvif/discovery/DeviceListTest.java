package io.sightline.onvif.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.onvif.http.DeviceAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeviceListTest {

    private final List<DiscoveredDevice> told = new ArrayList<>();
    private final DeviceList list = new DeviceList(3, told::add);

    private static DiscoveredDevice device(String endpoint, String... addresses) {
        return new DiscoveredDevice(
                endpoint,
                Stream.of(addresses).map(DeviceAddress::parse).toList(),
                InetAddress.getLoopbackAddress(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
    }

    @Test
    void hasADeviceOnceThatAnswersOverSeveralInterfaces() {
        list.add(device("urn:uuid:1", "10.0.0.5", "[fd00::5]"));
        list.add(device("urn:uuid:1", "[fd00::5]"));

        assertThat(list.all()).hasSize(1);
        assertThat(told).hasSize(1);
    }

    @Test
    void tellsDevicesApartThatTheirMakerGaveOneEndpoint() {
        list.add(device("urn:uuid:1", "10.0.0.5"));
        list.add(device("urn:uuid:1", "10.0.0.6"));

        assertThat(told).hasSize(2);
    }

    @Test
    void hasRoomForSoManyAndNoMore() {
        for (int i = 0; i < 10; i++) {
            list.add(device("urn:uuid:" + i, "10.0.0." + i));
        }

        assertThat(list.all()).hasSize(3);
    }

    @Test
    void asksADeviceWhereItIsTwiceAtMost() {
        assertThat(list.asks("urn:uuid:1")).isTrue();
        assertThat(list.asks("urn:uuid:1")).isTrue();
        assertThat(list.asks("urn:uuid:1")).isFalse();
    }
}
