package io.sightline.onvif.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceAddressTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.5, http://10.0.0.5",
        "camera:8080, http://camera:8080",
        "http://camera/onvif/device_service, http://camera/onvif/device_service",
        "https://camera, https://camera",
        "https://camera:443/x?y=z#f, https://camera/x?y=z",
        "[fe80::1%eth0]:81/x, http://[fe80::1%eth0]:81/x",
        "2001:db8::7, http://[2001:db8::7]",
        "http://admin:secret@camera/x, http://camera/x"
    })
    void readsWhatPeopleTypeAndDevicesSay(String text, String url) {
        assertThat(DeviceAddress.parse(text).url()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "rtsp://camera", "camera:0", "camera:65536", "a b", "http://", "x\ny"})
    void refusesWhatIsNoAddress(String text) {
        assertThatThrownBy(() -> DeviceAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(".");
    }

    @Test
    void namesThePortInLogs() {
        assertThat(DeviceAddress.parse("https://camera").hostAndPort()).isEqualTo("camera:443");
    }
}
