package io.sightline.media.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RtspAddressTest {

    @Test
    void readsAllParts() {
        RtspAddress address =
                RtspAddress.parse("rtsp://admin:secret@10.0.0.7:8554/Streaming/101?transport=tcp");

        assertThat(address.tls()).isFalse();
        assertThat(address.host()).isEqualTo("10.0.0.7");
        assertThat(address.port()).isEqualTo(8554);
        assertThat(address.target()).isEqualTo("/Streaming/101?transport=tcp");
        assertThat(address.credentials()).contains(new RtspCredentials("admin", "secret"));
        assertThat(address.requestUrl())
                .isEqualTo("rtsp://10.0.0.7:8554/Streaming/101?transport=tcp");
    }

    @Test
    void knowsDefaultPorts() {
        assertThat(RtspAddress.parse("rtsp://cam/").port()).isEqualTo(554);
        assertThat(RtspAddress.parse("RTSPS://cam").port()).isEqualTo(322);
        assertThat(RtspAddress.parse("rtsp://cam").requestUrl()).isEqualTo("rtsp://cam");
    }

    @Test
    void readsIpv6Addresses() {
        RtspAddress address = RtspAddress.parse("rtsp://[fe80::1]:555/a");

        assertThat(address.host()).isEqualTo("fe80::1");
        assertThat(address.requestUrl()).isEqualTo("rtsp://[fe80::1]:555/a");
    }

    @Test
    void decodesUserNameAndPassword() {
        assertThat(RtspAddress.parse("rtsp://a%40b:p%3Aw%2F%C3%A9@cam/").credentials())
                .contains(new RtspCredentials("a@b", "p:w/é"));
    }

    @Test
    void takesPasswordsTypedAsTheyAre() {
        assertThat(RtspAddress.parse("rtsp://admin:p@ss:100%@cam/x@y").credentials())
                .contains(new RtspCredentials("admin", "p@ss:100%"));
        assertThat(RtspAddress.parse("rtsp://cam/x@y").credentials()).isEqualTo(Optional.empty());
    }

    @Test
    void neverShowsThePassword() {
        RtspAddress address = RtspAddress.parse("rtsp://u:hidden@cam/?user=u&password=hidden&c=1");

        assertThat(address.toString()).isEqualTo("rtsp://u:***@cam/?user=u&password=***&c=1");
        assertThat(address.credentials().toString()).doesNotContain("hidden");
        assertThat(address.requestUrl()).startsWith("rtsp://cam/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://cam/",
                "rtsp://",
                "rtsp:///path",
                "rtsp://cam:0/",
                "rtsp://cam:99999/",
                "rtsp://cam:abc/",
                "rtsp://[fe80::1/",
                "rtsp://cam/a\r\nEvil: 1",
                "rtsp://ca m/"
            })
    void refusesWhatIsNoAddress(String url) {
        assertThatThrownBy(() -> RtspAddress.parse(url))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysWhatIsWrongWithoutThePassword() {
        assertThatThrownBy(() -> RtspAddress.parse("rtsp://u:hidden@cam:x1/"))
                .hasMessage("The port is not a number.");
    }
}
