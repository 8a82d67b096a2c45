package io.sightline.onvif.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamHostTest {

    @ParameterizedTest
    @CsvSource({
        // device, what it says, what is right
        "10.0.0.5, rtsp://10.0.0.5:554/1, rtsp://10.0.0.5:554/1",
        "10.0.0.5, rtsp://10.0.0.6/1, rtsp://10.0.0.6/1",
        "10.0.0.5, rtsp://0.0.0.0/1, rtsp://10.0.0.5/1",
        "10.0.0.5, rtsp://127.0.0.1:8554/1, rtsp://10.0.0.5:8554/1",
        "10.0.0.5, rtsp://localhost/1, rtsp://10.0.0.5/1",
        "10.0.0.5, rtsp://169.254.7.7/1, rtsp://10.0.0.5/1",
        "10.0.0.5, rtsp://[fe80::1]/1, rtsp://10.0.0.5/1",
        "10.0.0.5, rtsp://224.1.2.3/1, rtsp://10.0.0.5/1",
        "10.0.0.5, rtsp:///1, rtsp://10.0.0.5/1",
        "10.0.0.5, rtsp://10.0.0.5:0/1, rtsp://10.0.0.5/1",
        "10.0.0.5, RTSP://admin:12345@10.0.0.5/1, rtsp://10.0.0.5/1",
        "10.0.0.5, rtsp://10.0.0.5/a b?x=1&amp;y=2, rtsp://10.0.0.5/a%20b?x=1&y=2",
        "203.0.113.9, rtsp://192.168.1.108:554/1, rtsp://203.0.113.9:554/1",
        "camera.example, rtsp://192.168.1.108/1, rtsp://192.168.1.108/1",
        "127.0.0.1, rtsp://127.0.0.1:8554/1, rtsp://127.0.0.1:8554/1",
        "2001:db8::1, rtsp://0.0.0.0/1, rtsp://[2001:db8::1]/1"
    })
    void putsRightWhatCannotBe(String device, String said, String right) {
        assertThat(new StreamHost(device, Set.of()).reachable(said)).contains(right);
    }

    /** It calls itself that in all answers, and was reached under another address. */
    @Test
    void replacesTheNameTheDeviceCallsItself() {
        StreamHost host = new StreamHost("10.0.0.5", Set.of("192.168.1.108"));

        assertThat(host.reachable("rtsp://192.168.1.108/1")).contains("rtsp://10.0.0.5/1");
        assertThat(host.reachable("rtsp://192.168.1.109/1")).contains("rtsp://192.168.1.109/1");
    }

    @Test
    void hasNothingToSayOfWhatIsNoUri() {
        assertThat(new StreamHost("10.0.0.5", Set.of()).reachable("none")).isEmpty();
    }
}
