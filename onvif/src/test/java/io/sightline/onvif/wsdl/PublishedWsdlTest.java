package io.sightline.onvif.wsdl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.onvif.OnvifDevice;
import io.sightline.onvif.event.PullPoint;
import io.sightline.onvif.http.ConnectionSettings;
import io.sightline.onvif.http.DeviceAddress;
import io.sightline.onvif.http.DeviceCredentials;
import io.sightline.onvif.imaging.Imaging;
import io.sightline.onvif.imaging.ImagingSettings;
import io.sightline.onvif.imaging.ImagingSettings.ControlMode;
import io.sightline.onvif.imaging.ImagingSettings.InfraredCutFilter;
import io.sightline.onvif.ptz.PtzCamera;
import io.sightline.onvif.ptz.PtzVector;
import io.sightline.onvif.soap.Conversation;
import io.sightline.onvif.soap.OnvifException;
import io.sightline.onvif.soap.OnvifException.Reason;
import io.sightline.onvif.soap.Operation;
import io.sightline.onvif.xml.Namespaces;
import io.sightline.onvif.xml.XmlWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every request that the client can make is valid by ONVIF's published WSDLs and schemas, and WSS4J
 * accepts the password, as Apache CXF sees it.
 */
class PublishedWsdlTest {

    private static final String TOKEN = "profile <1> & \"more\"";

    /** CXF thinks for long about the first request. */
    private static final ConnectionSettings PATIENT =
            ConnectionSettings.DEFAULT.withTimeouts(
                    Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ofSeconds(90));

    @TempDir static Path directory;

    private static CxfDevice device;

    @BeforeAll
    static void publish() throws IOException {
        device = CxfDevice.start(directory);
        device.publish("/open", "ver10/device/wsdl/devicemgmt.wsdl", "tds", "DeviceBinding", false);
        device.publish(
                "/device", "ver10/device/wsdl/devicemgmt.wsdl", "tds", "DeviceBinding", true);
        device.publish("/media", "ver10/media/wsdl/media.wsdl", "trt", "MediaBinding", true);
        device.publish("/media2", "ver20/media/wsdl/media.wsdl", "tr2", "Media2Binding", true);
        device.publish("/ptz", "ver20/ptz/wsdl/ptz.wsdl", "tptz", "PTZBinding", true);
        device.publish(
                "/imaging", "ver20/imaging/wsdl/imaging.wsdl", "timg", "ImagingBinding", true);
        device.publish("/event", "ver10/events/wsdl/event.wsdl", "tev", "EventBinding", true);
        device.publish(
                "/pull",
                "ver10/events/wsdl/event.wsdl",
                "tev",
                "PullPointSubscriptionBinding",
                true);
        cannedAnswers();
    }

    private static void cannedAnswers() {
        device.answer("GetServices", services());
        device.answer(
                "GetProfiles",
                "<tr2:GetProfilesResponse xmlns:tr2=\"urn:test\"><tr2:Profiles token=\"p\">"
                        + "<tr2:Configurations><tr2:VideoSource/></tr2:Configurations>"
                        + "</tr2:Profiles></tr2:GetProfilesResponse>");
        device.answer(
                "GetStreamUri",
                "<x:R xmlns:x=\"urn:test\"><x:Uri>rtsp://127.0.0.1/1</x:Uri></x:R>");
        device.answer(
                "SetPreset", "<x:R xmlns:x=\"urn:test\"><x:PresetToken>1</x:PresetToken></x:R>");
        device.answer("GetNodes", "<x:R xmlns:x=\"urn:test\"><x:PTZNode/></x:R>");
        device.answer(
                "CreatePullPointSubscription",
                "<x:R xmlns:x=\"urn:test\"><x:SubscriptionReference><x:Address>"
                        + device.url("/pull")
                        + "</x:Address></x:SubscriptionReference></x:R>");
    }

    private static String services() {
        StringBuilder answer = new StringBuilder("<x:GetServicesResponse xmlns:x=\"urn:test\">");
        String[][] services = {
            {Namespaces.MEDIA, "/media"},
            {Namespaces.MEDIA2, "/media2"},
            {Namespaces.PTZ, "/ptz"},
            {Namespaces.IMAGING, "/imaging"},
            {Namespaces.EVENTS, "/event"}
        };
        for (String[] service : services) {
            answer.append("<x:Service><x:Namespace>").append(service[0]).append("</x:Namespace>");
            answer.append("<x:XAddr>").append(device.url(service[1])).append("</x:XAddr>");
            answer.append("</x:Service>");
        }
        return answer.append("</x:GetServicesResponse>").toString();
    }

    @AfterAll
    static void stop() {
        device.close();
    }

    @BeforeEach
    void forget() {
        device.accepted().clear();
    }

    /** All that connecting asks has been asked when this returns. */
    private static OnvifDevice connect(String path) throws OnvifException {
        OnvifDevice connected =
                OnvifDevice.connect(
                        DeviceAddress.parse(device.url(path)),
                        Optional.of(new DeviceCredentials(CxfDevice.USER, CxfDevice.PASSWORD)),
                        PATIENT);
        var _ = connected.clockOffset();
        return connected;
    }

    @Test
    void whatIsAskedWithoutLoggingInIsValid() throws Exception {
        connect("/open");

        assertThat(device.accepted())
                .containsExactlyInAnyOrder(
                        "GetSystemDateAndTime", "GetServices", "GetDeviceInformation");
    }

    @Test
    void deviceRequestsAreValid() throws Exception {
        // What is asked of anybody is refused here: so it is asked again with a token.
        OnvifDevice connected = connect("/device");
        connected.information();
        connected.reboot();
        assertThatThrownBy(
                        () -> connected.setSystemDateAndTime(Instant.parse("2026-02-28T23:59:58Z")))
                .hasMessageContaining("GetSystemDateAndTime");

        assertThat(device.accepted())
                .containsExactly(
                        "GetServices",
                        "GetDeviceInformation",
                        "SystemReboot",
                        "SetSystemDateAndTime");
    }

    @Test
    void capabilitiesRequestIsValid() throws Exception {
        device.answer("GetServices", "<x:GetServicesResponse xmlns:x=\"urn:test\"/>");
        try {
            connect("/open");

            assertThat(device.accepted()).contains("GetCapabilities");
        } finally {
            device.answer("GetServices", services());
        }
    }

    @Test
    void mediaRequestsAreValid() throws Exception {
        OnvifDevice connected = connect("/open");
        connected.media().profiles();
        connected.media().streamUri(TOKEN);
        connected.media().snapshotUri(TOKEN);

        assertThat(device.accepted()).endsWith("GetProfiles", "GetStreamUri", "GetSnapshotUri");
    }

    @Test
    void requestsToTheOlderMediaServiceAreValid() throws Exception {
        device.answer("GetServices", services().replace("ver20/media", "none"));
        try {
            OnvifDevice connected = connect("/open");
            connected.media().profiles();
            connected.media().streamUri(TOKEN);
            connected.media().snapshotUri(TOKEN);

            assertThat(device.accepted()).endsWith("GetProfiles", "GetStreamUri", "GetSnapshotUri");
        } finally {
            device.answer("GetServices", services());
        }
    }

    @Test
    void ptzRequestsAreValid() throws Exception {
        PtzCamera ptz = connect("/open").ptz(TOKEN).orElseThrow();
        device.accepted().clear();
        List<String> asked = new ArrayList<>();

        ptz.status();
        ptz.continuousMove(new PtzVector(0.5, -1, 0), Duration.ofSeconds(5));
        ptz.continuousMove(new PtzVector(0, 0, 1), Duration.ofMillis(1500));
        ptz.absoluteMove(new PtzVector(0.123456, 0, 0));
        ptz.relativeMove(new PtzVector(0, 0, -0.00001));
        ptz.stop();
        ptz.presets();
        ptz.setPreset("Gate", Optional.empty());
        ptz.setPreset("Gate", Optional.of("1"));
        ptz.gotoPreset("1");
        ptz.removePreset("1");
        ptz.gotoHome();
        ptz.setHome();
        ptz.limits();

        asked.addAll(List.of("GetStatus", "ContinuousMove", "ContinuousMove", "AbsoluteMove"));
        asked.addAll(List.of("RelativeMove", "Stop", "GetPresets", "SetPreset", "SetPreset"));
        asked.addAll(List.of("GotoPreset", "RemovePreset", "GotoHomePosition"));
        asked.addAll(List.of("SetHomePosition", "GetNodes"));
        assertThat(device.accepted()).isEqualTo(asked);
    }

    @Test
    void imagingRequestsAreValid() throws Exception {
        Imaging imaging = connect("/open").imaging().orElseThrow();
        device.accepted().clear();

        imaging.settings(TOKEN);
        imaging.options(TOKEN);
        imaging.set(TOKEN, ImagingSettings.UNCHANGED);
        imaging.set(
                TOKEN,
                new ImagingSettings(
                        Optional.of(1.5),
                        Optional.of(2.0),
                        Optional.of(3.0),
                        Optional.of(4.0),
                        Optional.of(InfraredCutFilter.AUTO),
                        Optional.of(true),
                        Optional.of(false),
                        Optional.of(ControlMode.AUTO),
                        Optional.of(ControlMode.MANUAL),
                        Optional.of(ControlMode.AUTO)));

        assertThat(device.accepted())
                .containsExactly(
                        "GetImagingSettings",
                        "GetOptions",
                        "SetImagingSettings",
                        "SetImagingSettings");
    }

    @Test
    void eventRequestsAreValid() throws Exception {
        OnvifDevice connected = connect("/open");
        device.accepted().clear();
        try (PullPoint pull = connected.events().orElseThrow().subscribe(Duration.ofSeconds(60))) {
            pull.pull(Duration.ofSeconds(1), 10);
            pull.requestState();
            pull.renew();
        }
        assertThat(device.accepted())
                .containsExactly(
                        "CreatePullPointSubscription",
                        "PullMessages",
                        "SetSynchronizationPoint",
                        "Renew",
                        "Unsubscribe");
    }

    /** Else all of the above says nothing. */
    @Test
    void whatIsNotValidIsRefused() throws Exception {
        OnvifDevice connected = connect("/open");
        Conversation conversation =
                new Conversation(connected.address(), Optional.empty(), PATIENT);
        device.accepted().clear();

        assertThatThrownBy(
                        () ->
                                conversation.call(
                                        Operation.of(
                                                connected.address(),
                                                Namespaces.DEVICE,
                                                "GetServices",
                                                XmlWriter.of("tds:GetServices").toString())))
                .isInstanceOf(OnvifException.class)
                .hasMessageContaining("IncludeCapability");
        assertThat(device.accepted()).isEmpty();
    }

    @Test
    void aWrongPasswordIsRefused() throws Exception {
        OnvifDevice connected =
                OnvifDevice.connect(
                        DeviceAddress.parse(device.url("/open")),
                        Optional.of(new DeviceCredentials(CxfDevice.USER, "wrong")),
                        PATIENT);
        device.accepted().clear();

        assertThatThrownBy(() -> connected.media().profiles())
                .isInstanceOfSatisfying(
                        OnvifException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.NOT_AUTHORIZED));
        assertThat(device.accepted()).isEmpty();
    }
}
