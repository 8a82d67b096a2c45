package io.sightline.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.simulator.Player.Result;
import io.sightline.simulator.camera.Credentials;
import io.sightline.simulator.camera.Credentials.Scheme;
import io.sightline.simulator.clip.AudioCodec;
import io.sightline.simulator.clip.ClipSpec;
import io.sightline.simulator.clip.VideoCodec;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ffmpeg and GStreamer play every codec over TCP and UDP. */
final class CodecsPlayTest {

    private static final ClipSpec SMALL = ClipSpec.SMALL;
    private static CameraFarm farm;

    @BeforeAll
    static void start() throws IOException {
        farm =
                CameraFarm.start(
                        FarmSettings.of(
                                5,
                                SMALL.withAudio(AudioCodec.AAC),
                                SMALL.withVideo(VideoCodec.H264_B_FRAMES)
                                        .withAudio(AudioCodec.OPUS),
                                SMALL.withVideo(VideoCodec.H265).withAudio(AudioCodec.PCMU),
                                SMALL.withVideo(VideoCodec.MJPEG).withAudio(AudioCodec.PCMA),
                                SMALL));
    }

    @AfterAll
    static void stop() throws IOException {
        farm.close();
    }

    @ParameterizedTest
    @CsvSource({
        "0, h264, aac",
        "1, h264, opus",
        "2, hevc, pcm_mulaw",
        "3, mjpeg, pcm_alaw",
    })
    void ffmpegPlaysOverTcpAndUdp(int camera, String video, String audio) throws IOException {
        for (String transport : new String[] {"tcp", "udp"}) {
            Result probed = Player.ffprobe(farm.url(camera), transport, 2);
            assertThat(probed.output()).contains(video + ",640,360").contains(audio);
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2", "3"})
    void decodesWithoutAFlaw(int camera) throws IOException {
        Result decoded = Player.decode(farm.url(camera), "tcp", 3);
        assertThat(decoded.output()).isEmpty();
        assertThat(decoded.status()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "0, rtph264depay ! h264parse",
        "2, rtph265depay ! h265parse",
        "3, rtpjpegdepay ! jpegparse",
    })
    void gstreamerPlaysOverTcpAndUdp(int camera, String elements) throws IOException {
        for (String protocols : new String[] {"tcp", "udp"}) {
            Result played = Player.gstreamer(farm.url(camera), protocols, elements, 40);
            // Not its exit status: leaving, it may find the connection closed by the farm first.
            assertThat(played.buffers()).as(played.output()).isEqualTo(40);
        }
    }

    @ParameterizedTest
    @CsvSource({"BASIC", "DIGEST_MD5"})
    void asksForThePassword(Scheme scheme) throws IOException {
        Credentials credentials = new Credentials("admin", "secret", scheme);
        try (CameraFarm guarded =
                CameraFarm.start(FarmSettings.of(1, SMALL).withCredentials(credentials))) {
            String url = guarded.url(0);
            assertThat(Player.ffprobe(url, "tcp", 1).output()).contains("401");
            String wrong = url.replace("rtsp://", "rtsp://admin:guess@");
            assertThat(Player.ffprobe(wrong, "tcp", 1).output()).contains("401");
            String right = url.replace("rtsp://", "rtsp://admin:secret@");
            assertThat(Player.ffprobe(right, "tcp", 1).output()).contains("h264,640,360");
        }
    }

    @Test
    void countsEveryFrameThatItSends() throws IOException {
        long before = farm.framesSent(4);
        Result decoded = Player.decode(farm.url(4), "tcp", 2);
        assertThat(decoded.output()).isEmpty();
        assertThat(farm.framesSent(4) - before).isBetween(48L, 500L);
        assertThat(farm.camera(4).framesDropped()).isZero();
    }
}
