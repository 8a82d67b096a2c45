package io.sightline.simulator.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.onvif.DeviceDescription;
import io.sightline.onvif.OnvifDevice;
import io.sightline.onvif.Service;
import io.sightline.onvif.discovery.DiscoveredDevice;
import io.sightline.onvif.discovery.Discovery;
import io.sightline.onvif.discovery.DiscoverySettings;
import io.sightline.onvif.event.OnvifEvent;
import io.sightline.onvif.event.OnvifEvent.Motion;
import io.sightline.onvif.event.PullPoint;
import io.sightline.onvif.http.ConnectionSettings;
import io.sightline.onvif.http.DeviceAddress;
import io.sightline.onvif.http.DeviceCredentials;
import io.sightline.onvif.imaging.Imaging;
import io.sightline.onvif.imaging.ImagingSettings;
import io.sightline.onvif.imaging.ImagingSettings.InfraredCutFilter;
import io.sightline.onvif.media.MediaProfile;
import io.sightline.onvif.media.MediaStream;
import io.sightline.onvif.media.VideoCodec;
import io.sightline.onvif.ptz.PtzCamera;
import io.sightline.onvif.ptz.PtzLimits;
import io.sightline.onvif.ptz.PtzPreset;
import io.sightline.onvif.ptz.PtzVector;
import io.sightline.onvif.soap.OnvifException;
import io.sightline.onvif.soap.OnvifException.Reason;
import io.sightline.simulator.clip.ClipSpec;
import io.sightline.simulator.onvif.Login.Scheme;
import io.sightline.testing.Eventually;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulated devices, asked by our own client, with everything that can be wrong with them. */
class OnvifFarmTest {

    private static final StreamSpec MAIN =
            StreamSpec.of("rtsp://127.0.0.1:8554/main", ClipSpec.FULL_HD);
    private static final StreamSpec SUB =
            StreamSpec.of("rtsp://127.0.0.1:8554/sub", ClipSpec.SMALL);
    private static final ConnectionSettings IMPATIENT =
            ConnectionSettings.DEFAULT.withTimeouts(
                    Duration.ofSeconds(2), Duration.ofMillis(1_500), Duration.ofSeconds(5));

    private OnvifFarm farm;

    @BeforeEach
    void start() throws IOException {
        farm = OnvifFarm.start();
    }

    @AfterEach
    void stop() throws IOException {
        farm.close();
    }

    private static DeviceSpec gate() {
        return DeviceSpec.camera("Gate", "SN-1", MAIN, SUB);
    }

    private static OnvifDevice connect(OnvifCamera camera) throws OnvifException {
        return connect(camera, "secret");
    }

    private static OnvifDevice connect(OnvifCamera camera, String password) throws OnvifException {
        return OnvifDevice.connect(
                DeviceAddress.parse("127.0.0.1:" + camera.port()),
                Optional.of(new DeviceCredentials("admin", password)),
                IMPATIENT);
    }

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void saysWhatItIsAndShows(Scheme scheme) throws Exception {
        OnvifCamera camera = farm.add(gate().withLogin(new Login("admin", "secret", scheme)));

        DeviceDescription found = connect(camera).describe();

        assertThat(found.information().model()).isEqualTo("Simulated camera");
        assertThat(found.information().serialNumber()).isEqualTo("SN-1");
        assertThat(found.services()).contains(Service.MEDIA, Service.MEDIA2, Service.EVENTS);
        assertThat(found.streams())
                .extracting(stream -> stream.streamUri().orElse(""))
                .containsExactly(MAIN.rtspUrl(), SUB.rtspUrl());
        MediaProfile main = found.streams().getFirst().profile();
        assertThat(main.channel()).isEqualTo(1);
        assertThat(main.encoding().orElseThrow())
                .satisfies(
                        encoding -> {
                            assertThat(encoding.codec()).isEqualTo(VideoCodec.H264);
                            assertThat(encoding.widthPixels()).isEqualTo(1920);
                            assertThat(encoding.framesPerSecond()).contains(25.0);
                            assertThat(encoding.kilobitsPerSecond()).contains(4000);
                            assertThat(encoding.gopFrames()).contains(50);
                        });
        assertThat(camera.refusedLogins()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void sendsAWrongPasswordTwiceAtMost(Scheme scheme) throws Exception {
        OnvifCamera camera = farm.add(gate().withLogin(new Login("admin", "secret", scheme)));
        OnvifDevice device = connect(camera, "wrong");

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(device::describe)
                    .isInstanceOfSatisfying(
                            OnvifException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.NOT_AUTHORIZED))
                    .hasMessageContaining("127.0.0.1:" + camera.port())
                    .hasMessageNotContaining("wrong");
        }
        assertThat(camera.refusedLogins()).isLessThanOrEqualTo(2);
    }

    @Test
    void saysThatTheAccountIsLocked() throws Exception {
        OnvifCamera camera = farm.add(gate().withLogin(new Login("admin", "secret", Scheme.TOKEN)));
        camera.inflict(new DeviceFault.LockedAccount());

        failsWith(connect(camera), Reason.ACCOUNT_LOCKED);
    }

    private static void failsWith(OnvifDevice device, Reason reason) {
        assertThatThrownBy(device::describe)
                .isInstanceOfSatisfying(
                        OnvifException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static void refusesToConnect(OnvifCamera camera, Reason reason) {
        assertThatThrownBy(() -> connect(camera))
                .isInstanceOfSatisfying(
                        OnvifException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void logsInToADeviceWhoseClockIsADayOff() throws Exception {
        OnvifCamera camera = farm.add(gate().withLogin(new Login("admin", "secret", Scheme.TOKEN)));
        camera.inflict(new DeviceFault.ClockOff(Duration.ofDays(-1)));

        OnvifDevice device = connect(camera);

        assertThat(device.describe().streams()).hasSize(2);
        assertThat(device.clockOffset().toHours()).isBetween(-25L, -23L);
        assertThat(camera.refusedLogins()).isZero();
    }

    @Test
    void looksAtTheClockAgainWhenItWasSetMeanwhile() throws Exception {
        OnvifCamera camera = farm.add(gate().withLogin(new Login("admin", "secret", Scheme.TOKEN)));
        OnvifDevice device = connect(camera);
        device.information();
        camera.inflict(new DeviceFault.ClockOff(Duration.ofDays(1)));

        assertThat(device.information().model()).isEqualTo("Simulated camera");
        assertThat(device.clockOffset()).isGreaterThan(Duration.ofHours(23));
    }

    @Test
    void setsAClockThatIsOff() throws Exception {
        OnvifCamera camera = farm.add(gate().withLogin(new Login("admin", "secret", Scheme.TOKEN)));
        camera.inflict(new DeviceFault.ClockOff(Duration.ofDays(3)));
        OnvifDevice device = connect(camera);

        device.setSystemDateAndTime(Instant.now());

        assertThat(device.clockOffset().abs()).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void tellsGarbageHalfAnswersAndSilenceApart() throws Exception {
        OnvifCamera camera = farm.add(gate());
        camera.inflict(new DeviceFault.Garbage());
        refusesToConnect(camera, Reason.NOT_ONVIF);

        camera.inflict(new DeviceFault.Heal());
        camera.inflict(new DeviceFault.HalfAnswer());
        refusesToConnect(camera, Reason.CUT_OFF);

        camera.inflict(new DeviceFault.Heal());
        camera.inflict(new DeviceFault.NeverAnswers());
        refusesToConnect(camera, Reason.TIMED_OUT);

        camera.inflict(new DeviceFault.Heal());
        camera.inflict(new DeviceFault.Redirects("http://127.0.0.1:1/onvif"));
        refusesToConnect(camera, Reason.REDIRECTED);

        camera.inflict(new DeviceFault.Heal());
        assertThat(connect(camera).describe().streams()).hasSize(2);
    }

    @Test
    void goesOnWithMediaWhereThereIsNothingElse() throws Exception {
        OnvifCamera camera = farm.add(gate());
        camera.inflict(new DeviceFault.OnlyMedia1());

        OnvifDevice device = connect(camera);

        assertThat(device.services()).contains(Service.MEDIA).doesNotContain(Service.MEDIA2);
        assertThat(device.describe().streams())
                .extracting(stream -> stream.streamUri().orElse(""))
                .containsExactly(MAIN.rtspUrl(), SUB.rtspUrl());
    }

    @Test
    void goesOnWithMediaWhereMedia2IsNamedButFails() throws Exception {
        OnvifCamera camera = farm.add(gate());
        OnvifDevice device = connect(camera);
        camera.inflict(new DeviceFault.OnlyMedia1());

        assertThat(device.describe().streams()).hasSize(2);
    }

    @Test
    void takesFaultsWithStatus200ForFaults() throws Exception {
        OnvifCamera camera = farm.add(gate().withLogin(new Login("admin", "secret", Scheme.TOKEN)));
        camera.inflict(new DeviceFault.FaultsWithStatus200());

        failsWith(connect(camera, "wrong"), Reason.NOT_AUTHORIZED);
    }

    @Test
    void putsHostsRight() throws Exception {
        for (String host : List.of("192.168.254.7", "0.0.0.0", "169.254.3.4", "localhost")) {
            OnvifCamera camera = farm.add(gate());
            camera.inflict(new DeviceFault.NamesHost(host));

            OnvifDevice device = connect(camera);
            MediaStream main = device.describe().streams().getFirst();

            assertThat(main.streamUri()).as(host).contains(MAIN.rtspUrl());
            assertThat(device.media().snapshotUri(main.profile().token()).orElseThrow())
                    .as(host)
                    .startsWith("http://127.0.0.1:" + camera.port() + "/");
        }
    }

    @Test
    void numbersTheChannelsOfARecorder() throws Exception {
        OnvifCamera camera =
                farm.add(gate().withChannels(List.of(List.of(MAIN, SUB), List.of(MAIN))));

        assertThat(connect(camera).media().profiles())
                .extracting(MediaProfile::channel)
                .containsExactly(1, 1, 2);
    }

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void showsASnapshot(Scheme scheme) throws Exception {
        OnvifCamera camera = farm.add(gate().withLogin(new Login("admin", "secret", scheme)));
        OnvifDevice device = connect(camera);

        byte[] jpeg = device.media().snapshot("profile_1_0");

        assertThat(ImageIO.read(new ByteArrayInputStream(jpeg)).getWidth()).isEqualTo(640);
    }

    @Test
    void turns() throws Exception {
        OnvifCamera camera = farm.add(gate().withPtz());
        PtzCamera ptz = connect(camera).ptz("profile_1_0").orElseThrow();

        assertThat(ptz.limits()).isEqualTo(new PtzLimits(true, true, true, true, true, true, 64));
        assertThat(ptz.absoluteMove(new PtzVector(0.5, -0.25, 0.75))).isTrue();
        assertThat(ptz.status().position()).contains(new PtzVector(0.5, -0.25, 0.75));
        String token = ptz.setPreset("Door", Optional.empty());
        ptz.relativeMove(new PtzVector(-0.25, 0, 0));
        assertThat(camera.head().view().pan()).isEqualTo(0.25);
        ptz.gotoPreset(token);
        assertThat(camera.head().view().pan()).isEqualTo(0.5);
        assertThat(ptz.presets()).extracting(PtzPreset::name).containsExactly("Door");
        ptz.continuousMove(new PtzVector(-1, 0, 0), Duration.ofSeconds(30));
        assertThat(ptz.status().moving()).contains(true);
        ptz.stop();
        assertThat(ptz.status().moving()).contains(false);
        ptz.removePreset(token);
        assertThat(ptz.presets()).isEmpty();
        ptz.gotoHome();
        assertThat(camera.head().view().pan()).isZero();
        assertThatThrownBy(() -> ptz.gotoPreset("none"))
                .isInstanceOfSatisfying(
                        OnvifException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_ARGUMENT));
    }

    @Test
    void stopsByItselfWhenTheStopNeverComes() throws Exception {
        OnvifCamera camera = farm.add(gate().withPtz());
        PtzCamera ptz = connect(camera).ptz("profile_1_0").orElseThrow();

        ptz.continuousMove(new PtzVector(1, 0, 0), Duration.ofMillis(50));

        Eventually.await("the camera to stop", () -> !camera.head().moving());
    }

    @Test
    void setsItsPicture() throws Exception {
        Imaging imaging = connect(farm.add(gate())).imaging().orElseThrow();

        assertThat(imaging.options("source_1").brightness().orElseThrow().greatest())
                .isEqualTo(100);
        assertThat(imaging.options("source_1").infraredCutFilter())
                .isEqualTo(Set.of(InfraredCutFilter.values()));
        imaging.set(
                "source_1",
                new ImagingSettings(
                        Optional.of(70.0),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(InfraredCutFilter.OFF),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        ImagingSettings set = imaging.settings("source_1");
        assertThat(set.brightness()).contains(70.0);
        assertThat(set.contrast()).contains(50.0);
        assertThat(set.infraredCutFilter()).contains(InfraredCutFilter.OFF);
    }

    @Test
    void reportsEventsToWhoPulls() throws Exception {
        OnvifCamera camera = farm.add(gate().withLogin(new Login("admin", "secret", Scheme.TOKEN)));
        camera.inflict(new DeviceFault.ClockOff(Duration.ofDays(1)));
        OnvifDevice device = connect(camera);
        Instant before = Instant.now();

        try (PullPoint events = device.events().orElseThrow().subscribe(Duration.ofMinutes(1))) {
            assertThat(first(events)).isInstanceOfSatisfying(Motion.class, is(false));
            camera.motion(true);
            OnvifEvent motion = first(events);
            assertThat(motion).isInstanceOfSatisfying(Motion.class, is(true));
            assertThat(motion.message().time())
                    .isBetween(before.minusSeconds(5), Instant.now().plusSeconds(5));
            camera.tamper(true);
            assertThat(first(events)).isInstanceOf(OnvifEvent.Tamper.class);
            camera.digitalInput(true);
            assertThat(first(events))
                    .isInstanceOfSatisfying(
                            OnvifEvent.DigitalInput.class,
                            input -> assertThat(input.input()).isEqualTo("input_1"));
            events.renew();
            assertThat(events.pull(Duration.ofMillis(100), 10)).isEmpty();
            assertThat(camera.subscriptions()).isEqualTo(1);
        }
        assertThat(camera.subscriptions()).isZero();
    }

    private static java.util.function.Consumer<Motion> is(boolean active) {
        return motion -> assertThat(motion.active()).isEqualTo(active);
    }

    private static OnvifEvent first(PullPoint events) throws OnvifException {
        for (int i = 0; i < 20; i++) {
            List<OnvifEvent> pulled = events.pull(Duration.ofSeconds(1), 1);
            if (!pulled.isEmpty()) {
                return pulled.getFirst();
            }
        }
        throw new AssertionError("nothing happened");
    }

    @Test
    void saysWhenADeviceHasForgottenASubscription() throws Exception {
        OnvifCamera camera = farm.add(gate());
        OnvifDevice device = connect(camera);
        PullPoint events = device.events().orElseThrow().subscribe(Duration.ofMinutes(1));

        device.reboot();

        assertThat(camera.restarts()).isEqualTo(1);
        assertThatThrownBy(() -> events.pull(Duration.ofMillis(100), 1))
                .isInstanceOfSatisfying(
                        OnvifException.class, e -> assertThat(e.reason()).isEqualTo(Reason.GONE));
        events.close();
    }

    @Test
    void isDiscoveredOnceEach() throws Exception {
        farm.add(DeviceSpec.camera("Gate & yard", "A", MAIN).withPtz());
        farm.add(DeviceSpec.camera("Двор", "B", MAIN));
        int port = farm.answerDiscovery(0);
        DiscoverySettings settings =
                DiscoverySettings.DEFAULT.withPort(port).withTimeout(Duration.ofSeconds(2));
        List<DiscoveredDevice> told = new ArrayList<>();

        List<DiscoveredDevice> found = Discovery.probe(settings, told::add);
        List<DiscoveredDevice> asked = Discovery.probe(InetAddress.getLoopbackAddress(), settings);

        assertThat(found)
                .extracting(device -> device.name().orElse(""))
                .containsExactlyInAnyOrder("Gate & yard", "Двор");
        assertThat(told).hasSameElementsAs(found);
        assertThat(asked).hasSameSizeAs(found);
        assertThat(found.getFirst().hardware()).contains("Simulated camera");
        assertThat(found.getFirst().location()).contains("Simulator");
        assertThat(found.getFirst().profiles()).contains("Streaming", "T");
        assertThat(farm.cameras())
                .extracting(OnvifCamera::address)
                .containsExactlyInAnyOrderElementsOf(
                        found.stream().map(device -> device.address().url()).toList());
    }

    @Test
    void answersForManyDevicesAtOnce() throws Exception {
        List<OnvifCamera> cameras = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            OnvifCamera camera = farm.add(DeviceSpec.camera("Camera " + i, "S" + i, MAIN, SUB));
            camera.inflict(DeviceFault.Delay.USUAL);
            cameras.add(camera);
        }
        List<Thread> threads = new ArrayList<>();
        List<String> serials = java.util.Collections.synchronizedList(new ArrayList<>());
        for (OnvifCamera camera : cameras) {
            threads.add(
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            OnvifDevice device =
                                                    OnvifDevice.connect(
                                                            DeviceAddress.parse(camera.address()),
                                                            Optional.empty(),
                                                            ConnectionSettings.DEFAULT);
                                            serials.add(
                                                    device.describe().information().serialNumber());
                                        } catch (OnvifException e) {
                                            serials.add(String.valueOf(e.getMessage()));
                                        }
                                    }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(serials)
                .containsExactlyInAnyOrderElementsOf(
                        cameras.stream().map(camera -> camera.spec().serial()).toList());
    }
}
