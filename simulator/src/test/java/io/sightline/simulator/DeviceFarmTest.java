package io.sightline.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.rtsp.ProbeResult;
import io.sightline.media.rtsp.RtspAddress;
import io.sightline.media.rtsp.RtspCredentials;
import io.sightline.media.rtsp.RtspProbe;
import io.sightline.media.rtsp.RtspSettings;
import io.sightline.onvif.OnvifDevice;
import io.sightline.onvif.http.ConnectionSettings;
import io.sightline.onvif.http.DeviceAddress;
import io.sightline.onvif.http.DeviceCredentials;
import io.sightline.onvif.media.MediaStream;
import io.sightline.simulator.onvif.Login;
import io.sightline.simulator.onvif.OnvifCamera;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From the address of a device to its media, with one password. */
class DeviceFarmTest {

    @Test
    void streamsThatDevicesNameAreThere() throws Exception {
        Login login = new Login("admin", "secret", Login.Scheme.DIGEST_MD5);
        try (DeviceFarm farm = DeviceFarm.start(2, 0, Optional.of(login))) {
            for (OnvifCamera camera : farm.devices()) {
                OnvifDevice device =
                        OnvifDevice.connect(
                                DeviceAddress.parse(camera.address()),
                                Optional.of(new DeviceCredentials("admin", "secret")),
                                ConnectionSettings.DEFAULT);
                for (MediaStream stream : device.describe().streams()) {
                    RtspAddress address =
                            RtspAddress.parse(stream.streamUri().orElseThrow())
                                    .withCredentials(new RtspCredentials("admin", "secret"));
                    assertThat(RtspProbe.probe(address, RtspSettings.DEFAULT))
                            .isInstanceOf(ProbeResult.Found.class);
                }
            }
        }
    }
}
