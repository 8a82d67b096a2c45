package io.sightline.server.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.TestServer;
import io.sightline.server.TestServer.Answer;
import io.sightline.simulator.onvif.DeviceFault;
import io.sightline.simulator.onvif.DeviceSpec;
import io.sightline.simulator.onvif.Login;
import io.sightline.simulator.onvif.OnvifCamera;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said of the devices behind cameras, also of those that are in a bad way. */
class DeviceTest extends ControlTest {

    @TempDir Path other;

    private static Answer device(String id) {
        return server.get("/api/v1/cameras/" + id + "/device");
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatADeviceIsAndCanDo(Login.Scheme scheme) throws IOException {
        Login login = new Login("admin", "secret", scheme);
        OnvifCamera camera = devices.add(devices.spec().withLogin(login).withPtz());
        camera.inflict(new DeviceFault.ClockOff(Duration.ofDays(1)));

        Answer said = device(SimulatedDevices.camera(server, camera));

        assertThat(said.status()).as(said.response().body()).isEqualTo(200);
        assertThat(said.json().path("onvif").asBoolean()).isTrue();
        assertThat(said.text("manufacturer")).isEqualTo("Sightline");
        assertThat(said.text("serialNumber")).isEqualTo(camera.spec().serial());
        assertThat(said.json().path("clockOffsetMillis").asLong())
                .isBetween(86_300_000L, 86_500_000L);
        assertThat(said.json().path("ptz").asBoolean()).isTrue();
        assertThat(said.json().path("imaging").asBoolean()).isTrue();
        assertThat(said.json().path("events").asBoolean()).isTrue();
    }

    @Test
    void saysThatACameraCannotBeTurned() throws IOException {
        String id = SimulatedDevices.camera(server, devices.add(devices.spec()));

        assertThat(device(id).json().path("ptz").asBoolean()).isFalse();
        Answer turned = server.post("/api/v1/cameras/" + id + "/ptz", "{\"action\":\"relative\"}");
        assertThat(turned.status()).isEqualTo(409);
        assertThat(turned.problem()).isEqualTo("not-supported");
    }

    @Test
    void turnsOnlyTheChannelThatHasAHead() throws IOException {
        OnvifCamera recorder =
                devices.add(
                        devices.spec()
                                .withPtz()
                                .withChannels(
                                        List.of(
                                                List.of(devices.stream()),
                                                List.of(devices.stream()))));
        String first = SimulatedDevices.camera(server, recorder);
        Answer second =
                server.post(
                        "/api/v1/cameras",
                        """
                        {"name":"Second","url":"%s","onvifUrl":"%s","username":"admin",
                         "password":"secret"}"""
                                .formatted(
                                        recorder.spec().channels().get(1).getFirst().rtspUrl(),
                                        recorder.address()));

        assertThat(device(first).json().path("ptz").asBoolean()).isTrue();
        assertThat(device(second.text("id")).json().path("ptz").asBoolean()).isFalse();
    }

    @Test
    void saysThatACameraSpeaksNoOnvif() throws IOException {
        Answer added = server.addCamera("Plain", devices.stream().rtspUrl(), false);

        Answer said = device(added.text("id"));

        assertThat(said.status()).as(said.response().body()).isEqualTo(200);
        assertThat(said.json().path("onvif").asBoolean()).isFalse();
        Answer moved =
                server.post(
                        "/api/v1/cameras/" + added.text("id") + "/ptz", "{\"action\":\"home\"}");
        assertThat(moved.status()).isEqualTo(409);
        assertThat(moved.problem()).isEqualTo("no-onvif");
    }

    @Test
    void saysThatADeviceIsAway() throws IOException {
        String id = SimulatedDevices.camera(server, away());

        Answer said = device(id);

        assertThat(said.status()).isEqualTo(504);
        assertThat(said.problem()).isEqualTo("unreachable");
    }

    private static OnvifCamera away() throws IOException {
        try (SimulatedDevices gone = SimulatedDevices.start()) {
            return gone.turnable();
        }
    }

    @Test
    void saysThatADeviceAnswersGarbage() throws IOException {
        OnvifCamera camera = devices.turnable();
        String id = SimulatedDevices.camera(server, camera);
        camera.inflict(new DeviceFault.Garbage());

        assertThat(device(id).status()).isEqualTo(502);
        assertThat(device(id).problem()).isEqualTo("device-answers-wrong");
        camera.inflict(new DeviceFault.Heal());
        assertThat(device(id).status()).isEqualTo(200);
    }

    @Test
    void anotherPasswordRepairsACameraWithAWrongOne() throws IOException {
        OnvifCamera camera = devices.turnable();
        String id = SimulatedDevices.camera(server, camera, "wrong");

        assertThat(device(id).problem()).isEqualTo("unauthorized");
        int refused = camera.refusedLogins();
        assertThat(device(id).problem()).isEqualTo("unauthorized");
        assertThat(camera.refusedLogins()).as("accounts lock: not asked again").isEqualTo(refused);

        Answer changed =
                server.send(
                        "PUT",
                        "/api/v1/cameras/" + id + "/credentials",
                        "{\"username\":\"admin\",\"password\":\"secret\"}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(device(id).status()).isEqualTo(200);
    }

    @Test
    void aCameraInWhichThePasswordWasSetRightIsAskedAgainWhenSomebodyWantsIt() throws IOException {
        OnvifCamera camera = devices.turnable();
        try (TestServer patient = TestServer.start(other, "--control.retry-after=0s")) {
            String id = SimulatedDevices.camera(patient, camera);
            String device = "/api/v1/cameras/" + id + "/device";
            camera.inflict(new DeviceFault.WrongPassword());
            assertThat(patient.get(device).problem()).isEqualTo("unauthorized");

            assertThat(patient.post(device + "/retry", "").problem())
                    .as("not yet")
                    .isEqualTo("unauthorized");

            camera.inflict(new DeviceFault.Heal());
            assertThat(patient.get(device).problem())
                    .as("a page that asks by itself")
                    .isEqualTo("unauthorized");
            Answer again = patient.post(device + "/retry", "");
            assertThat(again.status()).as(again.response().body()).isEqualTo(200);
            assertThat(again.json().path("onvif").asBoolean()).isTrue();
            assertThat(patient.get(device).status()).isEqualTo(200);
        }
    }

    @Test
    void aCameraThatHasJustRefusedIsNotAskedAgainHoweverOftenSomebodyClicks() throws IOException {
        OnvifCamera camera = devices.turnable();
        try (TestServer strict =
                TestServer.start(other, "--control.retry-after=1h", "--control.refusal-kept=1h")) {
            String id = SimulatedDevices.camera(strict, camera, "wrong");
            String device = "/api/v1/cameras/" + id + "/device";
            assertThat(strict.get(device).problem()).isEqualTo("unauthorized");
            int refused = camera.refusedLogins();

            Answer again = strict.post(device + "/retry", "");

            assertThat(again.status()).isEqualTo(429);
            assertThat(again.problem()).isEqualTo("refused-just-now");
            assertThat(again.response().headers().firstValueAsLong("Retry-After").orElse(0))
                    .isBetween(3_000L, 3_600L);
            assertThat(camera.refusedLogins()).isEqualTo(refused);
        }
    }

    @Test
    void aLockedAccountIsToldFromAWrongPassword() throws IOException {
        OnvifCamera camera = devices.turnable();
        camera.inflict(new DeviceFault.LockedAccount());

        assertThat(device(SimulatedDevices.camera(server, camera)).problem())
                .isEqualTo("account-locked");
    }

    @Test
    void aCameraThatMovedIsControlledWhereItIsNow() throws IOException {
        OnvifCamera camera = devices.turnable();
        String id = SimulatedDevices.camera(server, camera);
        assertThat(device(id).status()).isEqualTo(200);
        String port = camera.address().replaceFirst(".*:(\\d+)/.*", "$1");

        Answer moved =
                server.send(
                        "PATCH",
                        "/api/v1/cameras/" + id,
                        "{\"url\":\"%s\"}"
                                .formatted(
                                        camera.spec()
                                                .channels()
                                                .getFirst()
                                                .getFirst()
                                                .rtspUrl()
                                                .replace(
                                                        "://127.0.0.1",
                                                        "://admin:secret@localhost")));

        assertThat(moved.status()).as(moved.response().body()).isEqualTo(200);
        assertThat(moved.text("onvifUrl")).startsWith("http://localhost:" + port + "/");
        assertThat(device(id).status()).isEqualTo(200);
    }

    @Test
    void findsADeviceAtAnotherPortWhenTold() throws IOException {
        OnvifCamera camera = devices.turnable();
        String id = SimulatedDevices.camera(server, away());
        assertThat(device(id).status()).isEqualTo(504);

        Answer told = change(id, "{\"onvifUrl\":\"%s\"}".formatted(camera.address()));

        assertThat(told.status()).as(told.response().body()).isEqualTo(200);
        assertThat(device(id).text("serialNumber")).isEqualTo(camera.spec().serial());
    }

    private static Answer change(String id, String json) {
        return server.send("PATCH", "/api/v1/cameras/" + id, json);
    }

    @Test
    void thePasswordIsNotSentToAnotherHost() throws IOException {
        String id = SimulatedDevices.camera(server, devices.turnable());

        Answer refused = change(id, "{\"onvifUrl\":\"http://10.9.8.7/onvif/device_service\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("field")).isEqualTo("onvifUrl");
    }

    @Test
    void theServerItselfIsNoDevice() throws IOException {
        String own = server.uri("/onvif/device_service").toString();

        Answer refused =
                server.post(
                        "/api/v1/cameras",
                        "{\"name\":\"Own\",\"url\":\"%s\",\"onvifUrl\":\"%s\"}"
                                .formatted(devices.stream().rtspUrl(), own));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("camera-address-refused");
    }

    @Test
    void restartsADevice() throws IOException {
        OnvifCamera camera = devices.turnable();
        String id = SimulatedDevices.camera(server, camera);

        Answer restarted = server.post("/api/v1/cameras/" + id + "/reboot", "{}");

        assertThat(restarted.status()).isEqualTo(204);
        assertThat(camera.restarts()).isEqualTo(1);
        assertThat(
                        server.get("/api/v1/audit?action=camera-reboot&q=" + id)
                                .json()
                                .at("/items/0/outcome")
                                .asString())
                .isEqualTo("success");
    }

    @Test
    void onboardingRemembersWhereADeviceIsControlled() throws IOException {
        OnvifCamera camera =
                devices.add(
                        DeviceSpec.camera("Onboarded", "ON-1", devices.stream())
                                .withLogin(SimulatedDevices.LOGIN)
                                .withPtz());

        Answer onboarded =
                server.post(
                        "/api/v1/cameras/onboard",
                        "{\"address\":\"%s\",\"username\":\"admin\",\"password\":\"secret\"}"
                                .formatted(camera.address()));

        assertThat(onboarded.status()).as(onboarded.response().body()).isEqualTo(201);
        String id = onboarded.json().at("/cameras/0").asString();
        assertThat(device(id).json().path("ptz").asBoolean()).isTrue();
    }
}
