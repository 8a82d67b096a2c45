package io.sightline.server.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.TestServer;
import io.sightline.server.TestServer.Answer;
import io.sightline.server.access.Role;
import io.sightline.simulator.onvif.DeviceFault;
import io.sightline.simulator.onvif.OnvifCamera;
import io.sightline.testing.Eventually;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What simulated cameras report, as a real server hears it. */
class EventsTest {

    @TempDir static Path data;
    private static SimulatedDevices devices;
    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        devices = SimulatedDevices.start();
        server = TestServer.start(data, "--control.event-lease=3s");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        devices.close();
    }

    private static String events(String id) {
        return "/api/v1/cameras/" + id + "/events";
    }

    private static Answer awaitListening(TestServer asked, String id) {
        return asked.await(events(id), answer -> answer.text("state").equals("listening"));
    }

    @Test
    void hearsWhatBeginsAndEnds() throws IOException {
        OnvifCamera device = devices.turnable();
        device.inflict(new DeviceFault.ClockOff(Duration.ofDays(1)));
        String id = SimulatedDevices.camera(server, device);
        Answer before = awaitListening(server, id);
        assertThat(before.json().path("items")).as("nothing moves").isEmpty();

        device.motion(true);
        device.motion(true);
        Answer begun =
                server.await(
                        events(id) + "?cursor=" + before.text("next"),
                        answer -> !answer.json().path("items").isEmpty());
        device.motion(false);
        Answer ended =
                server.await(
                        events(id) + "?cursor=" + begun.text("next"),
                        answer -> !answer.json().path("items").isEmpty());

        assertThat(begun.json().path("items")).as("said twice, heard once").hasSize(1);
        assertThat(begun.json().at("/items/0/kind").asString()).isEqualTo("motion");
        assertThat(begun.json().at("/items/0/active").asBoolean()).isTrue();
        assertThat(ended.json().at("/items/0/active").asBoolean()).isFalse();
        assertThat(java.time.Instant.parse(begun.json().at("/items/0/at").asString()))
                .as("on our clock, not on the device's")
                .isBefore(java.time.Instant.now().plusSeconds(60));
    }

    @Test
    void tellsOpenPagesAtOnce() throws IOException {
        OnvifCamera device = devices.turnable();
        String id = SimulatedDevices.camera(server, device);
        List<String> told = new CopyOnWriteArrayList<>();
        WebSocket socket =
                server.webSocket(
                        "/ws/web-notify",
                        new WebSocket.Listener() {
                            @Override
                            public @Nullable CompletionStage<?> onText(
                                    WebSocket from, CharSequence text, boolean last) {
                                told.add(text.toString());
                                from.request(1);
                                return null;
                            }
                        });
        awaitListening(server, id);

        device.motion(true);

        Eventually.await(
                "it is told",
                () ->
                        told.stream()
                                .anyMatch(
                                        text ->
                                                text.contains("\"camera-event\"")
                                                        && text.contains("\"motion\"")
                                                        && text.contains(id)));
        socket.abort();
    }

    @Test
    void hearsThatSomethingMovedAlready() throws IOException {
        OnvifCamera device = devices.turnable();
        device.motion(true);
        String id = SimulatedDevices.camera(server, device);

        Answer heard = server.await(events(id), answer -> !answer.json().path("items").isEmpty());

        assertThat(heard.json().at("/items/0/active").asBoolean()).isTrue();
    }

    @Test
    void subscribesAgainAfterTheDeviceRestarted() throws Exception {
        OnvifCamera device = devices.turnable();
        String id = SimulatedDevices.camera(server, device);
        awaitListening(server, id);

        server.post("/api/v1/cameras/" + id + "/reboot", "{}");
        assertThat(device.subscriptions()).isZero();
        Eventually.await(
                "subscribed anew",
                () -> {
                    server.get(events(id));
                    return device.subscriptions() == 1;
                });
    }

    @Test
    void unsubscribesWhenNobodyAsksAnyMore() throws Exception {
        OnvifCamera device = devices.turnable();
        String id = SimulatedDevices.camera(server, device);
        awaitListening(server, id);
        assertThat(device.subscriptions()).isEqualTo(1);

        Eventually.await("unsubscribed", () -> device.subscriptions() == 0);

        assertThat(device.timesDone("Unsubscribe")).as("not by its own end").isEqualTo(1);
    }

    @Test
    void listensAlwaysWhereThatIsWantedAndEndsWithTheServer(@TempDir Path own) throws Exception {
        OnvifCamera device = devices.turnable();
        try (TestServer first = TestServer.start(own)) {
            String id = SimulatedDevices.camera(first, device);
            assertThat(first.send("PUT", events(id), "{\"always\":true}").status()).isEqualTo(204);
            Eventually.await("listening", () -> device.timesDone("PullMessages") > 0);
        }
        assertThat(device.subscriptions()).as("it unsubscribed").isZero();
        try (TestServer second = TestServer.start(own)) {
            Eventually.await("listening after the restart", () -> device.subscriptions() == 1);
            String id = second.get("/api/v1/cameras").json().at("/items/0/id").asString();
            assertThat(second.send("PUT", events(id), "{\"always\":false}").status())
                    .isEqualTo(204);
            Eventually.await("no longer", () -> device.subscriptions() == 0);
        }
    }

    @Test
    void saysWhyNothingIsHeard() throws IOException {
        String id = SimulatedDevices.camera(server, devices.turnable(), "wrong");

        Answer failed = server.await(events(id), answer -> answer.text("state").equals("failed"));

        assertThat(failed.json().at("/problem/type").asString()).endsWith(":unauthorized");
    }

    @Test
    void areForThoseWhoMayControlTheCamera() throws IOException {
        String id = SimulatedDevices.camera(server, devices.turnable());
        TestServer stranger = server.as("stranger", Role.USER);

        assertThat(stranger.get(events(id)).status()).isEqualTo(404);
        assertThat(stranger.send("PUT", events(id), "{\"always\":true}").status()).isEqualTo(403);
        assertThat(server.get(events(id) + "?cursor=x").status()).isEqualTo(400);
    }
}
