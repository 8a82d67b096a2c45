package io.sightline.media.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlUrlTest {

    @ParameterizedTest
    @CsvSource({
        // base, control, expected
        "rtsp://c/live, trackID=1, rtsp://c/live/trackID=1",
        "rtsp://c/live/, trackID=1, rtsp://c/live/trackID=1",
        "rtsp://c/live/, /trackID=1, rtsp://c/live/trackID=1",
        "rtsp://c, track1, rtsp://c/track1",
        "rtsp://c/live?ch=1, trackID=1, rtsp://c/live?ch=1/trackID=1",
        "rtsp://c/live?ch=1, ?ctype=video, rtsp://c/live?ch=1?ctype=video",
        "rtsp://c/live, /live/trackID=1, rtsp://c/live/trackID=1",
        "rtsp://c/live, *, rtsp://c/live",
        "rtsp://c/live, '', rtsp://c/live",
        "rtsp://c/live, rtsp://10.0.0.1/x/track1, rtsp://10.0.0.1/x/track1",
        "rtsp://c/live, RTSP://u:p@d/x, RTSP://d/x",
        "rtsp://c/live, trackID=1;, rtsp://c/live/trackID=1",
    })
    void joinsByHand(String base, String control, String expected) {
        assertThat(ControlUrl.resolve(base, control)).isEqualTo(expected);
    }

    @Test
    void takesContentBase() {
        assertThat(base("Content-Base", "rtsp://c/live/ ")).isEqualTo("rtsp://c/live/");
        assertThat(base("content-location", "rtsp://c/other/")).isEqualTo("rtsp://c/other/");
    }

    @ParameterizedTest
    @CsvSource({"192.168.0.2/live/", "/live", "http://c/live", "''"})
    void passesOverContentBaseWithoutRtspScheme(String value) {
        assertThat(base("Content-Base", value)).isEqualTo("rtsp://asked/");
    }

    private static String base(String header, String value) {
        return ControlUrl.base(
                new RtspMessage.Response(200, "OK", RtspHeaders.of(header, value), ""),
                "rtsp://asked/");
    }
}
