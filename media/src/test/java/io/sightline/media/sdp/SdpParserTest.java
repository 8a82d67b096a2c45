package io.sightline.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.sdp.MediaDescription.Direction;
import io.sightline.media.sdp.MediaDescription.Kind;
import org.junit.jupiter.api.Test;

class SdpParserTest {

    private static final String CAMERA =
            """
            v=0
            o=- 1109162014219182 1109162014219192 IN IP4 192.168.1.64
            s=Media Presentation
            e=NONE
            c=IN IP4 0.0.0.0
            t=0 0
            a=control:rtsp://192.168.1.64/Streaming/Channels/101/
            m=video 0 RTP/AVP 96
            b=AS:5000
            a=recvonly
            a=control:rtsp://192.168.1.64/Streaming/Channels/101/trackID=1
            a=rtpmap:96 H264/90000
            a=fmtp:96 profile-level-id=420029; packetization-mode=1; sprop-parameter-sets=Z00AKp2oHgCJ+WbgICAgQA==,aO48gA==
            m=audio 0 RTP/AVP 104
            a=rtpmap:104 mpeg4-generic/16000/1
            a=fmtp:104 profile-level-id=15; streamtype=5; mode=AAC-hbr; config=1408;SizeLength=13; IndexLength=3;
            a=control:trackID=2
            m=application 0 RTP/AVP 107
            a=rtpmap:107 vnd.onvif.metadata/90000
            """;

    private static SessionDescription parsed(String text) {
        assertThat(SdpParser.parse(text)).isInstanceOf(SessionDescription.class);
        return (SessionDescription) SdpParser.parse(text);
    }

    private static MediaDescription onlyMedia(String lines) {
        SessionDescription description = parsed(lines);
        assertThat(description.media()).hasSize(1);
        return description.media().getFirst();
    }

    @Test
    void readsWhatACameraOffers() {
        SessionDescription description = parsed(CAMERA);

        assertThat(description.name()).isEqualTo("Media Presentation");
        assertThat(description.control()).isEqualTo("rtsp://192.168.1.64/Streaming/Channels/101/");
        assertThat(description.media())
                .extracting(MediaDescription::kind)
                .containsExactly(Kind.VIDEO, Kind.AUDIO, Kind.OTHER);
        MediaDescription video = description.media().get(0);
        assertThat(video.payloadType()).isEqualTo(96);
        assertThat(video.encoding()).isEqualTo("H264");
        assertThat(video.clockRateHz()).isEqualTo(90_000);
        assertThat(video.direction()).isEqualTo(Direction.RECEIVE_ONLY);
        assertThat(video.control()).endsWith("/trackID=1");
    }

    @Test
    void keepsThePaddingOfBase64InParameters() {
        assertThat(parsed(CAMERA).media().get(0).parameters())
                .containsEntry("sprop-parameter-sets", "Z00AKp2oHgCJ+WbgICAgQA==,aO48gA==")
                .containsEntry("packetization-mode", "1");
    }

    @Test
    void toleratesSemicolonAfterTheLastParameter() {
        MediaDescription audio = parsed(CAMERA).media().get(1);

        assertThat(audio.parameters())
                .containsEntry("config", "1408")
                .containsEntry("sizelength", "13")
                .containsEntry("indexlength", "3")
                .doesNotContainKey("");
        assertThat(audio.channels()).isEqualTo(1);
    }

    @Test
    void takesTheSizeOfLargeJpegImagesForAParameter() {
        MediaDescription video = onlyMedia("m=video 0 RTP/AVP 26\r\na=x-dimensions:2592,1944\r\n");

        assertThat(video.parameters()).containsEntry("x-dimensions", "2592,1944");
    }

    @Test
    void toleratesMissingOriginVersionAndTimes() {
        assertThat(
                        onlyMedia("s=x\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H265/90000\r\n")
                                .encoding())
                .isEqualTo("H265");
    }

    @Test
    void toleratesBlanksAroundEverything() {
        MediaDescription media =
                onlyMedia("  m=video  0  RTP/AVP  96  \n a=rtpmap: 96   H264 / 90000   \n");

        assertThat(media.encoding()).isEqualTo("H264");
        assertThat(media.clockRateHz()).isEqualTo(90_000);
    }

    @Test
    void toleratesEmptyFormatParameters() {
        MediaDescription media =
                onlyMedia("m=video 0 RTP/AVP 96\na=rtpmap:96 H264/90000\na=fmtp:96 \na=fmtp:\n");

        assertThat(media.parameters()).isEmpty();
    }

    @Test
    void toleratesBareCarriageReturnsAndZeroBytes() {
        assertThat(onlyMedia("v=0\rm=video 0 RTP/AVP 26\r\0\0").encoding()).isEqualTo("JPEG");
    }

    @Test
    void knowsStaticPayloadTypes() {
        assertThat(onlyMedia("m=audio 0 RTP/AVP 0\n").encoding()).isEqualTo("PCMU");
        assertThat(onlyMedia("m=audio 0 RTP/AVP 8\n").clockRateHz()).isEqualTo(8_000);
        assertThat(onlyMedia("m=video 0 RTP/AVP 26\n").clockRateHz()).isEqualTo(90_000);
    }

    @Test
    void takesTheRtpmapWhenItsPayloadTypeDiffersFromTheMediaLine() {
        MediaDescription media =
                onlyMedia(
                        """
                        m=video 0 RTP/AVP 96
                        a=rtpmap:97 H264/90000
                        a=fmtp:98 packetization-mode=1
                        """);

        assertThat(media.payloadType()).isEqualTo(97);
        assertThat(media.encoding()).isEqualTo("H264");
        assertThat(media.parameters()).containsEntry("packetization-mode", "1");
    }

    @Test
    void takesTheFirstPayloadTypeThatIsExplained() {
        assertThat(onlyMedia("m=video 0 RTP/AVP 99 96\na=rtpmap:96 H264/90000\n").payloadType())
                .isEqualTo(96);
    }

    @Test
    void guessesClockRateThatTheRtpmapForgot() {
        assertThat(onlyMedia("m=video 0 RTP/AVP 96\na=rtpmap:96 H264\n").clockRateHz())
                .isEqualTo(90_000);
        assertThat(onlyMedia("m=audio 0 RTP/AVP 97\na=rtpmap:97 opus\n").clockRateHz())
                .isEqualTo(48_000);
    }

    @Test
    void leavesUnknownPayloadTypesUnnamed() {
        assertThat(onlyMedia("m=video 0 RTP/AVP 111\n").encoding()).isEmpty();
        assertThat(onlyMedia("m=video 0 udp wb\n").encoding()).isEmpty();
    }

    @Test
    void rejectsTextWithoutMedia() {
        assertThat(SdpParser.parse("")).isInstanceOf(SdpResult.Rejected.class);
        assertThat(SdpParser.parse("<html>not found</html>"))
                .isInstanceOf(SdpResult.Rejected.class);
    }

    @Test
    void refusesHostileSizes() {
        assertThat(SdpParser.parse("a".repeat(SdpParser.MAX_LENGTH + 1)))
                .isInstanceOf(SdpResult.Rejected.class);
        assertThat(SdpParser.parse("m=video 0 RTP/AVP 96\n".repeat(1_000)))
                .isInstanceOf(SdpResult.Rejected.class);
    }

    @Test
    void survivesTruncationAtEveryCharacter() {
        for (int length = 0; length <= CAMERA.length(); length++) {
            assertThat(SdpParser.parse(CAMERA.substring(0, length))).isNotNull();
        }
    }
}
