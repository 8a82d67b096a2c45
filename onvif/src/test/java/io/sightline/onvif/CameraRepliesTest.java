package io.sightline.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.onvif.event.OnvifEvent;
import io.sightline.onvif.event.OnvifEvent.Motion;
import io.sightline.onvif.event.PullPoint;
import io.sightline.onvif.http.ConnectionSettings;
import io.sightline.onvif.http.DeviceAddress;
import io.sightline.onvif.imaging.Imaging;
import io.sightline.onvif.imaging.ImagingOptions.Range;
import io.sightline.onvif.imaging.ImagingSettings.ControlMode;
import io.sightline.onvif.media.Media;
import io.sightline.onvif.media.MediaProfile;
import io.sightline.onvif.media.MediaStream;
import io.sightline.onvif.media.VideoCodec;
import io.sightline.onvif.media.VideoEncoding;
import io.sightline.onvif.ptz.PtzCamera;
import io.sightline.onvif.ptz.PtzLimits;
import io.sightline.onvif.ptz.PtzVector;
import io.sightline.onvif.soap.OnvifException;
import io.sightline.onvif.xml.MalformedXmlException;
import io.sightline.onvif.xml.XmlParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client against what real cameras answered. */
class CameraRepliesTest {

    private ReplayedCamera camera;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        camera = ReplayedCamera.start(CameraReplies.directory());
    }

    @AfterEach
    void stop() {
        camera.close();
    }

    private OnvifDevice connect() throws OnvifException {
        return OnvifDevice.connect(
                DeviceAddress.parse("127.0.0.1:" + camera.port()),
                Optional.empty(),
                ConnectionSettings.DEFAULT);
    }

    @Test
    void readsWhatTheDeviceIs() throws Exception {
        OnvifDevice device = connect();

        assertThat(device.information())
                .isEqualTo(
                        new DeviceInformation(
                                "Mockup Manufacturer",
                                "Mockup Model",
                                "Mockup_15_14_13",
                                "00000000",
                                "MOCKUP"));
        assertThat(device.services())
                .contains(Service.MEDIA, Service.PTZ, Service.IMAGING, Service.EVENTS);
        assertThat(device.clockOffset()).isLessThan(Duration.ofDays(-365));
        assertThat(device.reboot()).isNotBlank();
    }

    /** The camera calls itself 192.168.68.111, and is asked under another name. */
    @Test
    void readsItsProfilesAndPutsItsHostRight() throws Exception {
        Media media = connect().media();
        List<MediaStream> streams = media.streams();

        MediaProfile profile = streams.getFirst().profile();
        assertThat(profile.name()).isEqualTo("main");
        assertThat(profile.videoSourceToken()).isEqualTo("vidsrc0");
        assertThat(profile.ptz()).isTrue();
        assertThat(profile.encoding())
                .contains(
                        new VideoEncoding(
                                VideoCodec.H264,
                                1920,
                                1080,
                                Optional.of(5.0),
                                Optional.of(1000),
                                Optional.of(30)));
        assertThat(streams.getFirst().streamUri()).contains("rtsp://127.0.0.1/h264main");
        assertThat(media.snapshotUri(profile.token()).orElseThrow())
                .startsWith("http://127.0.0.1:" + camera.port() + "/");
    }

    @Test
    void readsWhereItLooks() throws Exception {
        PtzCamera ptz = connect().ptz("main").orElseThrow();

        assertThat(ptz.status().position())
                .contains(new PtzVector(-0.864665985, 0.267444015, 0.211861998));
        assertThat(ptz.status().moving()).contains(false);
        assertThat(ptz.presets()).hasSizeGreaterThan(20);
        PtzLimits limits = ptz.limits();
        assertThat(limits.continuous()).isTrue();
        assertThat(limits.absolute()).isTrue();
        assertThat(limits.zoom()).isTrue();
        assertThat(limits.presets()).isPositive();
        assertThat(ptz.setPreset("Gate", Optional.empty())).isNotBlank();
        ptz.stop();
    }

    @Test
    void readsHowItsPictureIsMade() throws Exception {
        Imaging imaging = connect().imaging().orElseThrow();

        assertThat(imaging.settings("vidsrc0").brightness()).contains(255.0);
        assertThat(imaging.settings("vidsrc0").focus()).contains(ControlMode.AUTO);
        assertThat(imaging.settings("vidsrc0").exposure()).isEmpty();
        assertThat(imaging.options("vidsrc0").contrast()).contains(new Range(0, 255));
        assertThat(imaging.options("vidsrc0").infraredCutFilter()).isEmpty();
    }

    @Test
    void readsItsEventsAndLeaves() throws Exception {
        try (PullPoint events = connect().events().orElseThrow().subscribe(Duration.ofMinutes(1))) {
            List<OnvifEvent> pulled = events.pull(Duration.ofSeconds(1), 10);
            assertThat(pulled).hasSize(2);
            assertThat(pulled)
                    .allSatisfy(
                            event -> {
                                assertThat(event).isInstanceOf(Motion.class);
                                assertThat(event.message().topic())
                                        .isEqualTo("RuleEngine/CellMotionDetector/Motion");
                                assertThat(event.message().source()).containsEntry("Rule", "000");
                            });
        }
        assertThat(camera.asked())
                .endsWith("CreatePullPointSubscription", "PullMessages", "Unsubscribe");
    }

    /**
     * Without GetServices, by the capabilities of a camera and of an encoder of analogue ones,
     * which declares UTF-16 and sends UTF-8.
     */
    @Test
    void findsServicesByCapabilities() throws Exception {
        camera.replay("GetServices", "none");
        assertThat(connect().services()).contains(Service.MEDIA, Service.EVENTS, Service.PTZ);

        camera.replay("GetCapabilities", "GetCapabilitiesEncoder");
        assertThat(connect().services()).contains(Service.MEDIA, Service.EVENTS);
        assertThat(camera.asked()).doesNotContain("GetServiceCapabilities");
    }

    /** A fault as one camera writes it: curly quotes in the declaration, prefixes undeclared. */
    @Test
    void isNotUpsetByAFaultThatIsNoXml() throws Exception {
        OnvifDevice device = connect();
        camera.replay("GetDeviceInformation", "none");

        assertThatThrownBy(device::information).isInstanceOf(OnvifException.class);
    }

    @Test
    void parsesEveryReply() throws Exception {
        int parsed = 0;
        try (Stream<Path> files = Files.list(CameraReplies.directory())) {
            for (Path file : files.filter(f -> f.toString().endsWith(".xml")).toList()) {
                byte[] reply = withoutTemplates(Files.readString(file));
                if (!file.endsWith("Error.xml")) {
                    assertThatCode(() -> XmlParser.parse(reply).child("Body").orElseThrow())
                            .as("%s", file)
                            .doesNotThrowAnyException();
                    parsed++;
                }
                cutAnywhereFailsAsItShould(reply);
            }
        }
        assertThat(parsed).isGreaterThan(70);
    }

    private static byte[] withoutTemplates(String reply) {
        return reply.replaceAll("\\{\\{[^}]*}}", "").getBytes(StandardCharsets.UTF_8);
    }

    private static void cutAnywhereFailsAsItShould(byte[] reply) {
        for (int length = 0; length < reply.length - 20; length += 97) {
            byte[] cut = java.util.Arrays.copyOf(reply, length);
            assertThatThrownBy(() -> XmlParser.parse(cut))
                    .isInstanceOf(MalformedXmlException.class);
        }
    }
}
