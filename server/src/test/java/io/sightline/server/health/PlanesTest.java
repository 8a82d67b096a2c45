package io.sightline.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.TestServer;
import io.sightline.server.TestServer.Answer;
import io.sightline.server.camera.CameraControl;
import io.sightline.server.camera.CameraControl.Device;
import io.sightline.server.stream.StreamDirectory;
import io.sightline.simulator.CameraFarm;
import io.sightline.simulator.FarmSettings;
import io.sightline.simulator.clip.ClipSpec;
import io.sightline.simulator.onvif.DeviceFault;
import io.sightline.simulator.onvif.DeviceSpec;
import io.sightline.simulator.onvif.OnvifCamera;
import io.sightline.simulator.onvif.OnvifFarm;
import io.sightline.simulator.onvif.StreamSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A simulated device whose control plane and media plane come and go, looked at by hand. */
class PlanesTest {

    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    @TempDir Path data;
    private CameraFarm streams;
    private OnvifFarm devices;
    private OnvifCamera onvif;
    private TestServer server;
    private HealthBook book;
    private Checkup checkup;
    private Device camera;
    private Instant now = START;

    @BeforeEach
    void start() throws IOException {
        streams = CameraFarm.start(FarmSettings.of(1, ClipSpec.SMALL));
        devices = OnvifFarm.start();
        onvif =
                devices.add(
                        DeviceSpec.camera(
                                "Gate", "GATE-1", StreamSpec.of(streams.url(0), ClipSpec.SMALL)));
        server =
                TestServer.start(
                        data,
                        "--health.first=1h",
                        "--camera.rtsp.connect-timeout=2s",
                        "--camera.rtsp.reply-timeout=2s");
        Answer added =
                server.post(
                        "/api/v1/cameras",
                        new JsonMapper()
                                .writeValueAsString(
                                        java.util.Map.of(
                                                "name",
                                                "Gate",
                                                "url",
                                                streams.url(0),
                                                "onvifUrl",
                                                onvif.address(),
                                                "record",
                                                false)));
        assertThat(added.status()).as(added.response().body()).isEqualTo(201);
        CameraControl control = server.bean(CameraControl.class);
        camera = control.find(added.text("id")).orElseThrow();
        checkup = new Checkup(server.bean(StreamDirectory.class), control);
        book = server.bean(HealthBook.class);
        book.know(camera.id(), now);
        assertThat(look()).isEqualTo(HealthStatus.ONLINE);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        devices.close();
        streams.close();
    }

    /** One look, half a minute after the one before. */
    private HealthStatus look() {
        now = now.plus(INTERVAL);
        book.observe(camera.id(), checkup.lookAt(camera), now);
        book.write();
        return book.now(camera.id()).orElseThrow().period().finding().status();
    }

    private void lookUntil(HealthStatus status) {
        for (int looks = 1; look() != status; looks++) {
            assertThat(looks).as("looks until " + status).isLessThan(3);
        }
    }

    private JsonNode alarms() {
        return server.get("/api/v1/health/alarms").json().path("items");
    }

    @Test
    void isWithoutPictureWhenTheDeviceAnswersAndItsVideoServiceDoesNot() throws IOException {
        streams.refuseConnections(true);
        assertThat(look()).isEqualTo(HealthStatus.ONLINE);
        assertThat(look()).isEqualTo(HealthStatus.ONLINE);
        assertThat(look()).isEqualTo(HealthStatus.ONLINE_WITHOUT_PICTURE);
        for (int looks = 0; looks < 10; looks++) {
            look();
        }
        assertThat(alarms()).as("that is no offline alarm").isEmpty();

        streams.refuseConnections(false);
        assertThat(look()).as("good news counts at once").isEqualTo(HealthStatus.ONLINE);
    }

    @Test
    void anyAnswerOfTheDeviceIsAnAnswer() throws IOException {
        streams.refuseConnections(true);
        onvif.inflict(new DeviceFault.WrongPassword());
        lookUntil(HealthStatus.ONLINE_WITHOUT_PICTURE);
        onvif.inflict(new DeviceFault.HalfAnswer());
        assertThat(look()).isEqualTo(HealthStatus.ONLINE_WITHOUT_PICTURE);
    }

    @Test
    void aDeviceThatAnswersNoLongerIsOnlineWhileItsVideoServiceDoes() {
        onvif.inflict(new DeviceFault.NeverAnswers());
        for (int looks = 0; looks < 4; looks++) {
            assertThat(look()).isEqualTo(HealthStatus.ONLINE);
        }
    }

    @Test
    void isAnAlarmAfterThreeMinutesWithoutEitherAndClosedWithItsDuration() throws IOException {
        streams.refuseConnections(true);
        devices.close();
        devices = OnvifFarm.start();
        Instant firstMiss = now.plus(INTERVAL);
        lookUntil(HealthStatus.OFFLINE);
        while (now.plus(INTERVAL).isBefore(firstMiss.plusSeconds(180))) {
            look();
            assertThat(alarms()).isEmpty();
        }
        look();
        JsonNode open = alarms().path(0);
        assertThat(open.path("cameraName").asString()).isEqualTo("Gate");
        assertThat(Instant.parse(open.path("since").asString())).isEqualTo(firstMiss);
        assertThat(Duration.between(firstMiss, Instant.parse(open.path("raisedAt").asString())))
                .isEqualTo(Duration.ofMinutes(3));
        assertThat(open.path("closedAt").isNull()).isTrue();
        assertThat(open.at("/reason/type").asString()).isEqualTo("refused");

        look();
        streams.refuseConnections(false);
        look();
        JsonNode closed = alarms().path(0);
        assertThat(Instant.parse(closed.path("closedAt").asString())).isEqualTo(now);
        assertThat(closed.path("seconds").asLong())
                .isEqualTo(Duration.between(firstMiss, now).toSeconds());
        assertThat(server.get("/api/v1/health/alarms?open=true").json().path("items")).isEmpty();
    }
}
