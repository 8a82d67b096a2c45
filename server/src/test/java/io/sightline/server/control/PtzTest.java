package io.sightline.server.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.TestServer;
import io.sightline.server.TestServer.Answer;
import io.sightline.server.access.Role;
import io.sightline.simulator.onvif.DeviceFault;
import io.sightline.simulator.onvif.OnvifCamera;
import io.sightline.testing.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server turns simulated cameras. */
class PtzTest extends ControlTest {

    private static String ptz(String id) {
        return "/api/v1/cameras/" + id + "/ptz";
    }

    private static Answer command(String id, String json) {
        return server.post(ptz(id), json);
    }

    @Test
    void turnsUntilItIsStopped() throws Exception {
        OnvifCamera device = devices.turnable();
        String id = SimulatedDevices.camera(server, device);

        assertThat(command(id, "{\"action\":\"continuous\",\"pan\":1}").status()).isEqualTo(204);
        Eventually.await("it turns", () -> device.head().view().pan() > 0.05);
        assertThat(command(id, "{\"action\":\"stop\"}").status()).isEqualTo(204);

        assertThat(device.head().moving()).isFalse();
        Answer now = server.get(ptz(id));
        assertThat(now.status()).isEqualTo(200);
        assertThat(now.json().at("/position/pan").asDouble()).isGreaterThan(0.05);
        assertThat(now.json().at("/abilities/zoom").asBoolean()).isTrue();
    }

    @Test
    void stopsAtOnceWhileTheMoveBeforeItIsStillUnanswered() throws Exception {
        OnvifCamera device = devices.turnable();
        String id = SimulatedDevices.camera(server, device);
        server.get(ptz(id));
        device.inflict(new DeviceFault.AnswersLate("ContinuousMove", Duration.ofSeconds(4)));

        CompletableFuture<Answer> move =
                CompletableFuture.supplyAsync(
                        () -> command(id, "{\"action\":\"continuous\",\"pan\":0.1}"));
        Eventually.await("it turns", () -> device.head().moving());
        CompletableFuture<Answer> stop =
                CompletableFuture.supplyAsync(() -> command(id, "{\"action\":\"stop\"}"));
        Eventually.await("it stands", () -> !device.head().moving());

        assertThat(move).as("the move is still unanswered").isNotDone();
        assertThat(stop.join().status()).isEqualTo(204);
        assertThat(move.join().status()).isEqualTo(204);
        assertThat(device.head().moving()).isFalse();
        assertThat(device.timesDone("Stop")).isGreaterThan(1);
    }

    @Test
    void stopsAfterAMoveThatFailedButArrived() throws Exception {
        OnvifCamera device = devices.turnable();
        String id = SimulatedDevices.camera(server, device);
        server.get(ptz(id));
        device.inflict(new DeviceFault.HalfAnswer());

        Answer move = command(id, "{\"action\":\"continuous\",\"pan\":0.1}");
        assertThat(move.problem()).isEqualTo("device-answers-wrong");
        assertThat(device.head().moving()).isTrue();
        device.inflict(new DeviceFault.Heal());
        command(id, "{\"action\":\"stop\"}");

        assertThat(device.head().moving()).isFalse();
    }

    @Test
    void goesOnTryingToStopACameraThatIsAway() throws Exception {
        OnvifCamera device = devices.turnable();
        String id = SimulatedDevices.camera(server, device);
        command(id, "{\"action\":\"continuous\",\"pan\":0.1,\"holdSeconds\":60}");
        device.inflict(new DeviceFault.Garbage());

        Answer stop = command(id, "{\"action\":\"stop\"}");
        assertThat(stop.status()).isEqualTo(502);
        assertThat(device.head().moving()).isTrue();
        device.inflict(new DeviceFault.Heal());

        Eventually.await("it was stopped after all", () -> !device.head().moving());
    }

    @Test
    void stopsAMoveThatNobodyHoldsAnyMore() throws Exception {
        OnvifCamera device = devices.turnable();
        String id = SimulatedDevices.camera(server, device);

        command(id, "{\"action\":\"continuous\",\"pan\":0.05,\"holdSeconds\":1}");
        assertThat(device.head().moving()).isTrue();
        Eventually.await("it stands", () -> !device.head().moving());

        assertThat(device.timesDone("Stop")).as("not by its own time-out").isEqualTo(1);
    }

    @Test
    void tellsTheDeviceOnceOfAMoveThatIsHeld() throws Exception {
        OnvifCamera device = devices.turnable();
        String id = SimulatedDevices.camera(server, device);
        String hold = "{\"action\":\"continuous\",\"tilt\":0.05,\"holdSeconds\":2}";

        for (int i = 0; i < 5; i++) {
            assertThat(command(id, hold).status()).isEqualTo(204);
        }
        assertThat(device.timesDone("ContinuousMove")).isEqualTo(1);
        command(id, "{\"action\":\"continuous\",\"tilt\":-0.05}");
        assertThat(device.timesDone("ContinuousMove")).isEqualTo(2);
        command(id, "{\"action\":\"stop\"}");
    }

    @Test
    void stopsWhatMovesWhenTheServerEnds(@TempDir Path own) throws Exception {
        OnvifCamera device = devices.turnable();
        try (TestServer other = TestServer.start(own)) {
            String id = SimulatedDevices.camera(other, device);
            other.post(ptz(id), "{\"action\":\"continuous\",\"pan\":0.1,\"holdSeconds\":60}");
            assertThat(device.head().moving()).isTrue();
        }
        assertThat(device.head().moving()).isFalse();
    }

    @Test
    void looksWhereItIsTold() throws Exception {
        OnvifCamera device = devices.turnable();
        String id = SimulatedDevices.camera(server, device);

        command(id, "{\"action\":\"absolute\",\"pan\":-0.5,\"tilt\":0.25,\"zoom\":0.5}");
        command(id, "{\"action\":\"relative\",\"pan\":0.1}");
        assertThat(device.head().view().pan()).isEqualTo(-0.4);
        assertThat(device.head().view().zoom()).isEqualTo(0.5);
        command(id, "{\"action\":\"absolute\",\"zoom\":1}");
        assertThat(device.head().view().pan()).as("what is not said stays").isEqualTo(-0.4);
        command(id, "{\"action\":\"home\"}");
        assertThat(device.head().view().zoom()).isZero();
    }

    @Test
    void keepsViewsAndGoesBackToThem() throws Exception {
        OnvifCamera device = devices.turnable();
        String id = SimulatedDevices.camera(server, device);
        command(id, "{\"action\":\"absolute\",\"pan\":0.5,\"tilt\":0.5,\"zoom\":0.2}");

        Answer kept = server.post(ptz(id) + "/presets", "{\"name\":\"Gate & yard\"}");
        assertThat(kept.status()).isEqualTo(201);
        command(id, "{\"action\":\"home\"}");
        Answer listed = server.get(ptz(id));
        assertThat(listed.json().at("/presets/0/name").asString()).isEqualTo("Gate & yard");
        String token = kept.text("token");
        command(id, "{\"action\":\"preset\",\"preset\":\"%s\"}".formatted(token));
        assertThat(device.head().view().pan()).isEqualTo(0.5);
        String preset = ptz(id) + "/presets/" + token;
        assertThat(server.send("DELETE", preset, "").status()).isEqualTo(204);
        assertThat(server.get(ptz(id)).json().path("presets")).isEmpty();
        assertThat(command(id, "{\"action\":\"preset\",\"preset\":\"none\"}").problem())
                .isEqualTo("refused-by-device");
    }

    @Test
    void refusesWhatIsNoCommand() throws Exception {
        String id = SimulatedDevices.camera(server, devices.turnable());

        for (String wrong :
                new String[] {
                    "{}",
                    "{\"action\":\"jump\"}",
                    "{\"action\":\"continuous\",\"pan\":2}",
                    "{\"action\":\"continuous\",\"holdSeconds\":0}",
                    "{\"action\":\"preset\"}"
                }) {
            assertThat(command(id, wrong).status()).as(wrong).isEqualTo(400);
        }
        assertThat(server.post(ptz(id) + "/presets", "{\"name\":\" \"}").status()).isEqualTo(400);
    }

    @Test
    void isForThoseWhoMayControlTheCamera() throws Exception {
        OnvifCamera device = devices.turnable();
        String id = SimulatedDevices.camera(server, device);
        TestServer watcher = server.as("watcher", Role.USER);
        String stop = "{\"action\":\"continuous\",\"pan\":1}";

        assertThat(watcher.post(ptz(id), stop).problem()).isEqualTo("camera-not-found");
        server.grant("watcher", id, "view");
        assertThat(watcher.post(ptz(id), stop).status()).isEqualTo(403);
        assertThat(watcher.get("/api/v1/cameras/" + id + "/device").status()).isEqualTo(403);
        server.grant("watcher", id, "view", "control");
        assertThat(watcher.post(ptz(id), stop).status()).isEqualTo(204);
        assertThat(watcher.post(ptz(id), "{\"action\":\"stop\"}").status()).isEqualTo(204);
    }

    @Test
    void entersATurnOnceAndEachViewThatIsKept() throws Exception {
        String id = SimulatedDevices.camera(server, devices.turnable());
        for (int i = 0; i < 3; i++) {
            command(id, "{\"action\":\"relative\",\"pan\":0.01}");
        }
        server.post(ptz(id) + "/presets", "{\"name\":\"A\"}");

        assertThat(entries(id, "camera-move")).isEqualTo(1);
        assertThat(entries(id, "camera-preset-save")).isEqualTo(1);
    }

    private static int entries(String id, String action) {
        return server.get("/api/v1/audit?q=" + id + "&action=" + action)
                .json()
                .path("items")
                .size();
    }
}
