package io.sightline.server.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sightline.server.TestServer;
import io.sightline.server.TestServer.Answer;
import io.sightline.simulator.CameraFarm;
import io.sightline.simulator.FarmSettings;
import io.sightline.simulator.clip.ClipSpec;
import io.sightline.testing.CrateCamera;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A camera is made of a device that others wrote, and turned. */
class CrateOnboardingTest {

    @TempDir Path data;

    @BeforeEach
    void needsCargo() {
        assumeTrue(CrateCamera.installable(), "cargo is not installed");
    }

    @Test
    void makesACameraOfIt() throws Exception {
        try (CameraFarm streams = CameraFarm.start(FarmSettings.of(1, ClipSpec.SMALL));
                CrateCamera device = CrateCamera.start("admin", "secret", streams.url(0));
                TestServer server = TestServer.start(data)) {
            assertThat(onboard(server, device, "wrong").problem()).isEqualTo("unauthorized");

            Answer added = onboard(server, device, "secret");

            assertThat(added.status()).as(added.response().body()).isEqualTo(201);
            assertThat(added.text("state")).isEqualTo("done");
            assertThat(added.json().at("/device/manufacturer").asString())
                    .isEqualTo("onvif-server");
            assertThat(added.json().at("/device/serial").asString()).isEqualTo("RUST-1");
            assertThat(added.json().at("/device/streams/0/codec").asString()).isEqualTo("H264");
            String camera = "/api/v1/cameras/" + added.json().at("/cameras/0").asString();
            Answer said = server.get(camera + "/device");
            assertThat(said.text("model")).isEqualTo("Crate");
            assertThat(said.json().path("ptz").asBoolean()).isTrue();
            Answer turned = server.post(camera + "/ptz", "{\"action\":\"continuous\",\"pan\":0.5}");
            assertThat(turned.status()).as(turned.toString()).isEqualTo(204);
            assertThat(device.await("continuous ")).isEqualTo("main 0.5 0 0");
        }
    }

    private static Answer onboard(TestServer server, CrateCamera device, String password) {
        return server.post(
                "/api/v1/cameras/onboard",
                """
                {"address":"%s","username":"admin","password":"%s","name":"Gate"}"""
                        .formatted(device.address(), password));
    }
}
