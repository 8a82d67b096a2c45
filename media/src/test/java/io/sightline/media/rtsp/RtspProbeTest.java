package io.sightline.media.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.codec.H264Format;
import io.sightline.media.rtsp.ProbeResult.ProbedTrack;
import io.sightline.media.stream.StreamFailure;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RtspProbeTest {

    private final QuirkyCamera camera = new QuirkyCamera();

    @AfterEach
    void closeCamera() {
        camera.close();
    }

    private ProbeResult probe() {
        return RtspProbe.probe(RtspAddress.parse(camera.url()), RtspSettings.DEFAULT);
    }

    private List<ProbedTrack> tracks(String sdp) {
        camera.describing(sdp);
        ProbeResult result = probe();
        assertThat(result).isInstanceOf(ProbeResult.Found.class);
        return ((ProbeResult.Found) result).tracks();
    }

    private StreamFailure failure() {
        ProbeResult result = probe();
        assertThat(result).isInstanceOf(ProbeResult.Failed.class);
        return ((ProbeResult.Failed) result).failure();
    }

    @Test
    void tellsTracksAndFormats() {
        List<ProbedTrack> tracks = tracks(TestVideo.withAudio(TestVideo.sdp()));

        assertThat(tracks).extracting(ProbedTrack::codec).containsExactly("H264", "G711-mu");
        assertThat(tracks).allMatch(ProbedTrack::supported);
        H264Format video = (H264Format) tracks.getFirst().format().orElseThrow();
        assertThat(video.widthPixels()).isEqualTo(64);
        assertThat(camera.requests("SETUP")).isEmpty();
    }

    @Test
    void leavesFormatOpenWhenParameterSetsComeInBand() {
        List<ProbedTrack> tracks =
                tracks("m=video 0 RTP/AVP 96\na=rtpmap:96 H264/90000\na=control:v\n");

        assertThat(tracks).containsExactly(new ProbedTrack(true, "H264", true, Optional.empty()));
    }

    @Test
    void namesUnsupportedAudioBesideSupportedVideo() {
        List<ProbedTrack> tracks =
                tracks(TestVideo.sdp() + "m=audio 0 RTP/AVP 97\na=rtpmap:97 G726-32/8000\n");

        assertThat(tracks.get(1).supported()).isFalse();
        assertThat(tracks.get(1).codec()).contains("G726");
    }

    @Test
    void failsAsAStreamWould() {
        camera.describing("m=audio 0 RTP/AVP 0\n");
        assertThat(failure().type()).isEqualTo(StreamFailure.Type.NO_VIDEO);

        camera.on("DESCRIBE", (request, peer) -> peer.reply(request, "404 Not Found"));
        assertThat(failure().type()).isEqualTo(StreamFailure.Type.NOT_FOUND);
    }

    @Test
    void saysThatNothingListens() throws IOException {
        int port;
        try (ServerSocket closedAgain = QuirkyCamera.listen(0)) {
            port = closedAgain.getLocalPort();
        }
        ProbeResult result =
                RtspProbe.probe(
                        RtspAddress.parse("rtsp://127.0.0.1:" + port), RtspSettings.DEFAULT);

        assertThat(result).isInstanceOf(ProbeResult.Failed.class);
        assertThat(((ProbeResult.Failed) result).failure().type())
                .isEqualTo(StreamFailure.Type.REFUSED);
    }
}
