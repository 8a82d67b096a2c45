package io.sightline.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sightline.onvif.event.PullPoint;
import io.sightline.onvif.http.ConnectionSettings;
import io.sightline.onvif.http.DeviceAddress;
import io.sightline.onvif.http.DeviceCredentials;
import io.sightline.onvif.imaging.Imaging;
import io.sightline.onvif.media.MediaProfile;
import io.sightline.onvif.media.MediaStream;
import io.sightline.onvif.media.VideoCodec;
import io.sightline.onvif.media.VideoEncoding;
import io.sightline.onvif.ptz.PtzCamera;
import io.sightline.onvif.ptz.PtzPreset;
import io.sightline.onvif.ptz.PtzVector;
import io.sightline.onvif.soap.OnvifException;
import io.sightline.onvif.soap.OnvifException.Reason;
import io.sightline.testing.CrateCamera;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The client against a device of others: the crate onvif-server. */
class CrateCameraTest {

    private static final String STREAM = "rtsp://127.0.0.1:9/main?channel=1&subtype=0";

    private static CrateCamera camera;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        assumeTrue(CrateCamera.installable(), "cargo is not installed");
        camera = CrateCamera.start("admin", "a<b&c", STREAM);
    }

    @AfterAll
    static void stop() {
        if (camera != null) {
            camera.close();
        }
    }

    private static OnvifDevice connect(String password) throws OnvifException {
        return OnvifDevice.connect(
                DeviceAddress.parse(camera.address()),
                Optional.of(new DeviceCredentials("admin", password)),
                ConnectionSettings.DEFAULT);
    }

    private static OnvifDevice connect() throws OnvifException {
        return connect("a<b&c");
    }

    @Test
    void describesIt() throws Exception {
        OnvifDevice device = connect();

        DeviceDescription description = device.describe();

        assertThat(description.information())
                .isEqualTo(
                        new DeviceInformation("onvif-server", "Crate", "0.1.1", "RUST-1", "none"));
        assertThat(description.services())
                .contains(Service.MEDIA, Service.PTZ, Service.IMAGING, Service.EVENTS);
        assertThat(device.clockOffset()).isBetween(Duration.ofSeconds(-5), Duration.ofSeconds(5));
        MediaStream stream = description.streams().getFirst();
        assertThat(stream.streamUri()).contains(STREAM);
        MediaProfile profile = stream.profile();
        assertThat(profile.token()).isEqualTo("main");
        assertThat(profile.videoSourceToken()).isEqualTo("source");
        assertThat(profile.ptz()).isTrue();
        assertThat(profile.encoding())
                .contains(
                        new VideoEncoding(
                                VideoCodec.H264,
                                640,
                                360,
                                Optional.of(25.0),
                                Optional.of(512),
                                Optional.empty()));
    }

    @Test
    void isRefusedWithAWrongPassword() {
        assertThatThrownBy(() -> connect("wrong").describe())
                .isInstanceOfSatisfying(
                        OnvifException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.NOT_AUTHORIZED));
    }

    @Test
    void turnsIt() throws Exception {
        PtzCamera ptz = connect().ptz("main").orElseThrow();

        ptz.continuousMove(new PtzVector(0.5, -0.25, 0.125), Duration.ofSeconds(2));
        assertThat(camera.await("continuous ")).isEqualTo("main 0.5 -0.25 0.125");
        ptz.stop();
        assertThat(camera.await("stop ")).isEqualTo("main true true");
        ptz.absoluteMove(new PtzVector(-1, 1, 0.5));
        assertThat(camera.await("absolute ")).isEqualTo("main -1 1 0.5");
        ptz.relativeMove(new PtzVector(0.25, 0, 0));
        assertThat(camera.await("relative ")).isEqualTo("main 0.25 0 0");
        assertThat(ptz.status().moving()).contains(false);
    }

    @Test
    void keepsAndFindsPositions() throws Exception {
        PtzCamera ptz = connect().ptz("main").orElseThrow();

        String token = ptz.setPreset("Gate", Optional.empty());

        assertThat(ptz.presets()).extracting(PtzPreset::name).containsExactly("Gate");
        ptz.gotoPreset(token);
        assertThat(camera.await("preset ")).isEqualTo("main " + token);
        ptz.removePreset(token);
        assertThat(ptz.presets()).isEmpty();
    }

    @Test
    void readsHowItsPictureIsMade() throws Exception {
        Imaging imaging = connect().imaging().orElseThrow();

        assertThat(imaging.settings("source").brightness()).contains(40.0);
        assertThat(imaging.settings("source").contrast()).contains(60.0);
    }

    @Test
    void listensToItsEvents() throws Exception {
        try (PullPoint events = connect().events().orElseThrow().subscribe(Duration.ofMinutes(1))) {
            assertThat(events.pull(Duration.ofSeconds(1), 10)).isEmpty();
        }
    }
}
