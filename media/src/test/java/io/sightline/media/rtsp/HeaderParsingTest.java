package io.sightline.media.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.rtsp.TransportHeader.Pair;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The headers Session, Transport and RTP-Info. */
class HeaderParsingTest {

    @ParameterizedTest
    @CsvSource({
        "12345678, 12345678, 30",
        "12345678;timeout=60, 12345678, 30",
        "abc ; timeout = 20 ;, abc, 10",
        "abc;Timeout=0, abc, 30",
        "abc;timeout=, abc, 30",
        "abc;timeout=ten, abc, 30",
        "abc;timeout=999999, abc, 30",
    })
    void readsSession(String value, String id, long keepAliveSeconds) {
        SessionHeader header = SessionHeader.parse(value).orElseThrow();

        assertThat(header.id()).isEqualTo(id);
        assertThat(header.keepAliveInterval()).isEqualTo(Duration.ofSeconds(keepAliveSeconds));
    }

    @Test
    void sessionWithoutIdIsNone() {
        assertThat(SessionHeader.parse(" ")).isEmpty();
        assertThat(SessionHeader.parse(";timeout=60")).isEmpty();
        assertThat(SessionHeader.parse(";")).isEmpty();
    }

    @Test
    void laterSessionHeaderKeepsTheTimeoutItDoesNotRepeat() {
        SessionHeader first = SessionHeader.parse("a;timeout=10").orElseThrow();
        SessionHeader later = first.followedBy(SessionHeader.parse("b").orElseThrow());

        assertThat(later.id()).isEqualTo("b");
        assertThat(later.keepAliveInterval()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void readsInterleavedTransport() {
        assertThat(TransportHeader.parse("RTP/AVP/TCP;unicast;interleaved=2-3;ssrc=0A;").channels())
                .contains(new Pair(2, 3));
        assertThat(TransportHeader.parse("RTP/AVP/TCP; interleaved=4").channels())
                .contains(new Pair(4, 5));
        assertThat(TransportHeader.parse("RTP/AVP;interleaved=0-1").datagrams()).isFalse();
    }

    @Test
    void readsDatagramTransport() {
        TransportHeader header =
                TransportHeader.parse(
                        "RTP/AVP;unicast;source=10.0.0.9;client_port=8000-8001;"
                                + "server_port=6970-6971;ssrc=1");

        assertThat(header.datagrams()).isTrue();
        assertThat(header.serverPorts()).contains(new Pair(6970, 6971));
        assertThat(header.source()).contains("10.0.0.9");
    }

    @ParameterizedTest
    @CsvSource({"interleaved=", "interleaved=300-301", "interleaved=x-y", "interleaved=-1", "''"})
    void leavesOutWhatIsNoPair(String value) {
        assertThat(TransportHeader.parse(value).channels()).isEqualTo(Optional.empty());
    }

    @Test
    void readsRtpInfo() {
        RtpInfo info =
                RtpInfo.parse(
                        List.of(
                                "url=rtsp://c/live/track1;seq=1;rtptime=1000,"
                                        + "url=track2;rtptime=4294967295;seq=2"));

        assertThat(info.rtpTime("rtsp://c/live/track1")).hasValue(1000);
        assertThat(info.rtpTime("rtsp://c/live/track2")).hasValue(4_294_967_295L);
        assertThat(info.rtpTime("rtsp://c/live/track3")).isEmpty();
    }

    @Test
    void doesNotBelieveBogusRtpInfo() {
        for (String bogus :
                List.of(
                        "url=rtsp://c/t;seq=0;rtptime=0",
                        "url=rtsp://c/t",
                        "rtptime=5",
                        "url=rtsp://c/t;rtptime=-5",
                        "url=rtsp://c/t;rtptime=99999999999",
                        ";;,,==")) {
            assertThat(RtpInfo.parse(List.of(bogus)).rtpTime("rtsp://c/t")).isEmpty();
        }
    }
}
