package io.sightline.onvif.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetAddress;

/** Anybody on the network may send anything to the port that waits for answers. */
class DiscoveryFuzzTest {

    @FuzzTest(maxDuration = "10s")
    void readsAnyDatagram(byte[] data) {
        for (DiscoveryAnswer answer :
                DiscoveryAnswer.read(data, InetAddress.getLoopbackAddress())) {
            switch (answer) {
                case DiscoveryAnswer.Found(DiscoveredDevice device) ->
                        assertThat(device.addresses()).isNotEmpty();
                case DiscoveryAnswer.Unresolved(String endpoint) ->
                        assertThat(DiscoveryMessages.resolve(endpoint)).isNotEmpty();
            }
        }
    }
}
