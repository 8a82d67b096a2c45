package io.sightline.server.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.TestServer;
import io.sightline.server.TestServer.Answer;
import io.sightline.server.notify.Listening;
import io.sightline.simulator.CameraFarm;
import io.sightline.simulator.FarmSettings;
import io.sightline.simulator.clip.ClipSpec;
import io.sightline.simulator.onvif.DeviceFault;
import io.sightline.simulator.onvif.DeviceSpec;
import io.sightline.simulator.onvif.Login;
import io.sightline.simulator.onvif.OnvifCamera;
import io.sightline.simulator.onvif.StreamSpec;
import io.sightline.testing.Eventually;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** A real server and simulated devices that speak ONVIF and stream. */
class OnboardingTest extends SimulatedDevicesTest {

    private static final String USER = "viewer";
    private static final String PASSWORD = "p@ss:w/örd";

    private static StreamSpec small(StreamSpec of) {
        return new StreamSpec(of.rtspUrl(), "H264", 160, 90, 10, 100, 10);
    }

    private static OnvifCamera device(String name) throws IOException {
        return devices.add(
                DeviceSpec.camera(name, UUID.randomUUID().toString(), stream(), small(stream())));
    }

    @Test
    void makesACameraOfAnAddressAndAPassword() throws IOException {
        OnvifCamera device =
                devices.add(
                        DeviceSpec.camera("Gate", "GATE-1", stream(), small(stream()))
                                .withLogin(new Login("admin", "secret", Login.Scheme.TOKEN)));

        Answer added =
                onboard(
                        Map.of(
                                "address", device.address(),
                                "username", "admin",
                                "password", "secret",
                                "name", "Gate"));

        assertThat(added.status()).as(added.response().body()).isEqualTo(201);
        assertThat(added.text("state")).isEqualTo("done");
        assertThat(added.json().at("/device/manufacturer").asString()).isEqualTo("Sightline");
        assertThat(added.json().at("/device/serial").asString()).isEqualTo("GATE-1");
        assertThat(added.json().at("/device/streams/0/role").asString()).isEqualTo("main");
        assertThat(added.json().at("/device/streams/0/codec").asString()).isEqualTo("H264");
        assertThat(added.json().at("/device/streams/1/role").asString()).isEqualTo("sub");
        Answer camera = server.get("/api/v1/cameras/" + added.json().at("/cameras/0").asString());
        assertThat(camera.text("name")).isEqualTo("Gate");
        assertThat(camera.json().path("streams")).hasSize(2);
        assertThat(camera.json().at("/streams/0/name").asString())
                .startsWith("cam_127_0_0_1_ch1_main");
        assertThat(camera.text("preview")).startsWith("cam_127_0_0_1_ch1_sub");
        assertThat(camera.response().body()).doesNotContain("secret");
    }

    @Test
    void registersEachChannelOfARecorder() throws IOException {
        OnvifCamera recorder =
                devices.add(
                        DeviceSpec.camera("Recorder", "NVR-1", stream())
                                .withChannels(
                                        List.of(
                                                List.of(stream()),
                                                List.of(stream(), small(stream())),
                                                List.of(stream()))));

        Answer added = onboard(Map.of("address", recorder.address(), "name", "Hall"));

        assertThat(added.status()).as(added.response().body()).isEqualTo(201);
        assertThat(added.json().path("cameras")).hasSize(3);
        List<String> names =
                Stream.of(0, 1, 2)
                        .map(i -> added.json().at("/cameras/" + i).asString())
                        .map(id -> server.get("/api/v1/cameras/" + id).text("name"))
                        .toList();
        assertThat(names).containsExactly("Hall · 1", "Hall · 2", "Hall · 3");
    }

    @Test
    void showsWhatItFoundBeforeItRegisters() throws IOException {
        OnvifCamera device = device("Yard");

        Answer found = onboard(Map.of("address", device.address(), "confirm", true));

        assertThat(found.status()).as(found.response().body()).isEqualTo(200);
        assertThat(found.text("state")).isEqualTo("found");
        assertThat(found.json().path("cameras")).isEmpty();
        JsonNode sub = found.json().at("/device/streams/1");
        assertThat(sub.path("name").asString()).startsWith("cam_127_0_0_1_ch1_sub");
        assertThat(sub.path("codec").asString()).isEqualTo("H264");
        assertThat(sub.path("width").asInt()).isEqualTo(640);
        assertThat(sub.path("framesPerSecond").asInt()).isEqualTo(10);
        assertThat(sub.path("bitrateBitsPerSecond").asInt()).isEqualTo(100_000);
        Answer registered = server.post(ONBOARD + "/" + found.text("id") + "/register", "{}");
        assertThat(registered.status()).as(registered.response().body()).isEqualTo(201);
        assertThat(registered.json().path("cameras")).hasSize(1);
        Answer camera =
                server.get("/api/v1/cameras/" + registered.json().at("/cameras/0").asString());
        assertThat(camera.text("preview")).isEqualTo(sub.path("name").asString());
    }

    @Test
    void showsAPictureOfEachStreamUntilItIsRegistered() throws IOException {
        OnvifCamera device = device("Porch");
        Answer found = onboard(Map.of("address", device.address(), "confirm", true));
        String main = found.json().at("/device/streams/0/picture").asString();
        String sub = found.json().at("/device/streams/1/picture").asString();

        for (String picture : List.of(main, sub)) {
            byte[] jpeg = server.download(picture);
            assertThat(ImageIO.read(new ByteArrayInputStream(jpeg)).getWidth()).isEqualTo(640);
        }
        server.post(ONBOARD + "/" + found.text("id") + "/register", "{}");
        Answer gone = server.get(main);
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.problem()).isEqualTo("picture-not-found");
    }

    @Test
    void tellsWhoListensHowFarItIs() throws IOException {
        OnvifCamera device = device("News");
        Listening listening = new Listening();
        WebSocket socket = server.webSocket("/ws/web-notify", listening);

        String id = onboard(Map.of("address", device.address())).text("id");

        Predicate<JsonNode> ours =
                news ->
                        news.path("type").asString().equals("onboarding")
                                && news.path("id").asString().equals(id);
        Eventually.await(
                "the end",
                () ->
                        listening.messages.stream()
                                .filter(ours)
                                .anyMatch(news -> news.path("state").asString().equals("done")));
        assertThat(listening.messages.stream().filter(ours))
                .extracting(news -> news.path("step").asString())
                .isSubsetOf("reach", "identify", "profiles", "codecs", "media", "register")
                .containsSubsequence("identify", "profiles", "register");
        socket.abort();
    }

    @Test
    void refusesAChannelThatIsNotThereAndNothingElse() throws IOException {
        OnvifCamera device = device("Shed");
        Answer found = onboard(Map.of("address", device.address(), "confirm", true));
        String register = ONBOARD + "/" + found.text("id") + "/register";

        Answer refused = server.post(register, "{\"channels\":[1,7]}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.problem()).isEqualTo("no-such-channel");
        assertThat(server.get(ONBOARD + "/" + found.text("id")).text("state")).isEqualTo("found");
        assertThat(server.post(register, "{\"channels\":[1]}").status()).isEqualTo(201);
    }

    @Test
    void leavesWhatItFoundWhenItIsACameraAlready() throws IOException {
        OnvifCamera device = device("Twice");
        Answer found = onboard(Map.of("address", device.address(), "confirm", true));
        assertThat(onboard(Map.of("address", device.address())).status()).isEqualTo(201);

        Answer refused = server.post(ONBOARD + "/" + found.text("id") + "/register", "{}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("camera-exists");
        assertThat(server.get("/api/v1/cameras/" + refused.text("id")).status()).isEqualTo(200);
        assertThat(server.get(ONBOARD + "/" + found.text("id")).text("state")).isEqualTo("found");
    }

    @Test
    void givesStreamsTheNamesThatSomebodyWishes() throws IOException {
        Answer found = onboard(Map.of("address", device("Named").address(), "confirm", true));
        String main = found.json().at("/device/streams/0/name").asString();
        String sub = found.json().at("/device/streams/1/name").asString();

        Answer added = register(found, Map.of(main, "front_door"));

        assertThat(added.status()).as(added.response().body()).isEqualTo(201);
        String camera = added.json().at("/cameras/0").asString();
        assertThat(server.get("/api/v1/cameras/" + camera).json().path("streams"))
                .extracting(stream -> stream.path("name").asString())
                .containsExactly("front_door", sub);
        assertThat(server.get("/api/v1/streams/front_door").status()).isEqualTo(200);
    }

    @Test
    void refusesNamesOfStreamsThatCanNotBeAndRegistersNothing() throws IOException {
        Answer first = onboard(Map.of("address", device("Taken").address()));
        String taken =
                server.get("/api/v1/cameras/" + first.json().at("/cameras/0").asString())
                        .json()
                        .at("/streams/0/name")
                        .asString();
        Answer found = onboard(Map.of("address", device("Unnamed").address(), "confirm", true));
        String main = found.json().at("/device/streams/0/name").asString();
        String sub = found.json().at("/device/streams/1/name").asString();

        assertRefused(register(found, Map.of(main, "../etc")), 400, "invalid-stream-name");
        assertRefused(register(found, Map.of("nobody", "yard")), 400, "no-such-stream");
        assertRefused(register(found, Map.of(main, taken)), 409, "stream-name-taken");
        assertRefused(register(found, Map.of(main, sub)), 409, "stream-name-taken");

        assertThat(server.get(ONBOARD + "/" + found.text("id")).text("state")).isEqualTo("found");
        assertThat(register(found, Map.of(main, sub, sub, main)).status()).isEqualTo(201);
    }

    private static Answer register(Answer found, Map<String, String> streamNames) {
        return server.post(
                ONBOARD + "/" + found.text("id") + "/register",
                JSON.writeValueAsString(Map.of("streamNames", streamNames)));
    }

    private static void assertRefused(Answer answer, int status, String problem) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.problem()).isEqualTo(problem);
    }

    @Test
    void tellsThatADeviceIsThereAlready() throws IOException {
        OnvifCamera device = device("Once");
        assertThat(onboard(Map.of("address", device.address())).status()).isEqualTo(201);

        Answer again = onboard(Map.of("address", device.address()));

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.problem()).isEqualTo("camera-exists");
    }

    @Test
    void knowsADeviceAgainThatHasAnotherAddress() throws IOException {
        String serial = UUID.randomUUID().toString();
        OnvifCamera before = devices.add(DeviceSpec.camera("Moved", serial, stream()));
        assertThat(onboard(Map.of("address", before.address(), "name", "Moved")).status())
                .isEqualTo(201);
        OnvifCamera after = devices.add(DeviceSpec.camera("Moved", serial, stream()));

        Answer there = onboard(Map.of("address", after.address()));

        assertThat(there.status()).isEqualTo(409);
        assertThat(there.problem()).isEqualTo("camera-exists");
        assertThat(there.text("detail")).isEqualTo("\"Moved\" has the same serial number.");
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(new DeviceFault.WrongPassword(), "unauthorized"),
                Arguments.of(new DeviceFault.LockedAccount(), "account-locked"),
                Arguments.of(new DeviceFault.HalfAnswer(), ""),
                Arguments.of(new DeviceFault.Garbage(), ""));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void keepsADeviceThatFailedAndTriesItAgain(DeviceFault fault, String type) throws IOException {
        OnvifCamera device =
                devices.add(
                        DeviceSpec.camera("Shy", UUID.randomUUID().toString(), stream())
                                .withLogin(
                                        new Login("admin", "canary-7f", Login.Scheme.DIGEST_MD5)));
        device.inflict(fault);

        Answer failed =
                onboard(
                        Map.of(
                                "address", device.address(),
                                "username", "admin",
                                "password", "canary-7f"));

        assertThat(failed.status()).as(failed.response().body()).isEqualTo(422);
        if (!type.isEmpty()) {
            assertThat(failed.problem()).isEqualTo(type);
        }
        String id = failed.text("onboarding");
        Answer kept = server.get(ONBOARD + "/" + id);
        assertThat(kept.text("state")).isEqualTo("failed");
        assertThat(kept.response().body()).doesNotContain("canary-7f");

        device.inflict(new DeviceFault.Heal());
        Answer again = server.post(ONBOARD + "/" + id + "/retry", "{}");
        assertThat(again.status()).as(again.response().body()).isEqualTo(201);
    }

    @Test
    void takesAnotherPasswordForTheNextAttempt() throws IOException {
        OnvifCamera device =
                devices.add(
                        DeviceSpec.camera("Typo", UUID.randomUUID().toString(), stream())
                                .withLogin(new Login(USER, PASSWORD, Login.Scheme.TOKEN)));
        Answer failed =
                onboard(Map.of("address", device.address(), "username", USER, "password", "typo"));
        assertThat(failed.problem()).isEqualTo("unauthorized");

        Answer again =
                server.post(
                        ONBOARD + "/" + failed.text("onboarding") + "/retry",
                        JSON.writeValueAsString(Map.of("username", USER, "password", PASSWORD)));

        assertThat(again.status()).as(again.response().body()).isEqualTo(201);
        assertThat(device.refusedLogins()).isLessThanOrEqualTo(2);
    }

    @Test
    void worksWithADeviceWhoseClockIsADayOff() throws IOException {
        OnvifCamera device =
                devices.add(
                        DeviceSpec.camera("Past", UUID.randomUUID().toString(), stream())
                                .withLogin(new Login(USER, PASSWORD, Login.Scheme.TOKEN)));
        device.inflict(new DeviceFault.ClockOff(Duration.ofDays(-1)));

        Answer added =
                onboard(
                        Map.of(
                                "address",
                                device.address(),
                                "username",
                                USER,
                                "password",
                                PASSWORD));

        assertThat(added.status()).as(added.response().body()).isEqualTo(201);
        assertThat(added.json().at("/device/clockOffsetMillis").asLong())
                .isBetween(-86_460_000L, -86_340_000L);
    }

    @Test
    void findsStreamsByTheirUsualPathsWhereThereIsNoOnvif() throws IOException {
        try (CameraFarm old = CameraFarm.start(FarmSettings.of(1, ClipSpec.SMALL))) {
            Answer none = onboard(Map.of("address", "127.0.0.1:" + old.port()));
            assertThat(none.status()).isEqualTo(422);
            assertThat(none.problem()).isEqualTo("no-known-stream");
        }
    }

    @Test
    void saysThatNothingIsThere() throws IOException {
        int port;
        try (CameraFarm gone = CameraFarm.start(FarmSettings.of(1, ClipSpec.SMALL))) {
            port = gone.port();
        }
        Answer refused = onboard(Map.of("address", "127.0.0.1:" + port));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("refused");
        assertThat(
                        server.get(ONBOARD + "/" + refused.text("onboarding"))
                                .json()
                                .path("attempt")
                                .asInt())
                .isEqualTo(3);
    }

    @Test
    void answersAtOnceWhenItIsNotWaitedFor() throws IOException {
        OnvifCamera device = device("Later");
        device.inflict(DeviceFault.Delay.USUAL);

        Answer begun = onboard(Map.of("address", device.address(), "waitSeconds", 0));

        assertThat(begun.status()).isEqualTo(202);
        Answer done =
                server.await(ONBOARD + "/" + begun.text("id"), a -> a.text("state").equals("done"));
        assertThat(done.json().path("cameras")).hasSize(1);
    }

    @Test
    void refusesItsOwnPortsAndCloudMetadata() {
        String own = "127.0.0.1:" + server.uri("/").getPort();
        for (String address : List.of(own, "169.254.169.254")) {
            Answer refused = onboard(Map.of("address", address));
            assertThat(refused.status()).as(address).isEqualTo(422);
            assertThat(refused.problem()).as(address).isEqualTo("camera-address-refused");
        }
    }

    @Test
    void goesOnAfterARestart(@TempDir Path own) throws IOException {
        OnvifCamera device = device("Restart");
        device.inflict(new DeviceFault.NeverAnswers());
        String id;
        try (TestServer first = TestServer.start(own)) {
            Answer begun =
                    first.post(
                            ONBOARD,
                            JSON.writeValueAsString(
                                    Map.of("address", device.address(), "waitSeconds", 0)));
            assertThat(begun.status()).isEqualTo(202);
            id = begun.text("id");
        }
        device.inflict(new DeviceFault.Heal());
        try (TestServer second = TestServer.start(own)) {
            second.await(ONBOARD + "/" + id, a -> a.text("state").equals("done"));
        }
    }

    @Test
    void saysWhatIsWrongWithAnAddress() {
        assertThat(onboard(Map.of("address", "rtsp://10.0.0.1/1")).problem())
                .isEqualTo("invalid-camera-address");
        assertThat(onboard(Map.of("address", "not an address")).problem())
                .isEqualTo("invalid-camera-address");
        assertThat(onboard(Map.of()).problem()).isEqualTo("invalid-camera-address");
    }
}
