package io.sightline.media.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.handshake.CertificatePolicy;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RtspSettingsTest {

    @Test
    void defaults() {
        RtspSettings settings = RtspSettings.DEFAULT;

        assertThat(settings.transport()).isEqualTo(TransportPolicy.TCP_PREFERRED);
        assertThat(settings.certificates()).isEqualTo(new CertificatePolicy.AcceptAny());
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.replyTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.stallTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.udpSilence()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.retry().first()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.retry().longest()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.retry().unauthorized()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.retry().healthyAfter()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void changesOneThingAtATime() {
        RtspSettings udp = RtspSettings.DEFAULT.with(TransportPolicy.UDP_ONLY);

        assertThat(udp.transport()).isEqualTo(TransportPolicy.UDP_ONLY);
        assertThat(udp.with(TransportPolicy.TCP_PREFERRED)).isEqualTo(RtspSettings.DEFAULT);
    }

    @Test
    void refusesTimesThatMakeNoSense() {
        assertThatThrownBy(() -> RtspSettings.DEFAULT.withStallTimeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stallTimeout");
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new RetryPolicy(second, Duration.ZERO, second, second))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesFingerprintsAsToolsPrintThem() {
        assertThat(new CertificatePolicy.Pinned(Set.of("AB:CD:01")).sha256Fingerprints())
                .containsExactly("abcd01");
    }
}
