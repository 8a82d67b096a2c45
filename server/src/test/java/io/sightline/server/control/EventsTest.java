package io.sightline.server.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.TestServer;
import io.sightline.server.TestServer.Answer;
import io.sightline.server.access.Role;
import io.sightline.server.notify.Listening;
import io.sightline.simulator.onvif.DeviceFault;
import io.sightline.simulator.onvif.OnvifCamera;
import io.sightline.testing.Eventually;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

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
        assertThat(before.json().path("next").isNull()).isTrue();

        device.motion(true);
        device.motion(true);
        Answer begun = server.await(events(id), answer -> !answer.json().path("items").isEmpty());
        device.motion(false);
        Answer ended = server.await(events(id), answer -> answer.json().path("items").size() > 1);
        Answer newest = server.get(events(id) + "?limit=1");
        Answer older = server.get(events(id) + "?limit=1&cursor=" + newest.text("next"));

        assertThat(begun.json().path("items")).as("said twice, heard once").hasSize(1);
        assertThat(begun.json().at("/items/0/kind").asString()).isEqualTo("motion");
        assertThat(begun.json().at("/items/0/active").asBoolean()).isTrue();
        assertThat(ended.json().at("/items/0/active").asBoolean()).as("newest first").isFalse();
        assertThat(newest.json().path("items")).hasSize(1);
        assertThat(newest.json().at("/items/0")).isEqualTo(ended.json().at("/items/0"));
        assertThat(older.json().at("/items/0")).isEqualTo(begun.json().at("/items/0"));
        assertThat(older.json().path("next").isNull()).as("the end").isTrue();
        assertThat(java.time.Instant.parse(begun.json().at("/items/0/at").asString()))
                .as("on our clock, not on the device's")
                .isBefore(java.time.Instant.now().plusSeconds(60));
    }

    @Test
    void tellsOpenPagesOfThoseWhoSeeTheCamera() throws IOException {
        OnvifCamera device = devices.turnable();
        String id = SimulatedDevices.camera(server, device);
        Listening told = new Listening();
        Listening strangerTold = new Listening();
        WebSocket socket = server.webSocket("/ws/web-notify", told);
        WebSocket strangers =
                server.as("passer-by", Role.USER).webSocket("/ws/web-notify", strangerTold);
        awaitListening(server, id);

        device.motion(true);

        Eventually.await("it is told", () -> told.texts("cameraId").contains(id));
        JsonNode message =
                told.messages.stream()
                        .filter(each -> each.path("cameraId").asString("").equals(id))
                        .findFirst()
                        .orElseThrow();
        assertThat(message.path("type").asString()).isEqualTo("camera-event");
        assertThat(message.path("kind").asString()).isEqualTo("motion");
        JsonNode kept = server.get(events(id)).json().at("/items/0");
        kept.forEachEntry(
                (name, value) ->
                        assertThat(message.path(name)).as("as it is kept").isEqualTo(value));
        assertThat(strangerTold.messages).as("who may not see the camera").isEmpty();
        socket.abort();
        strangers.abort();
    }

    @Test
    void remembersEventsAfterARestart(@TempDir Path own) throws Exception {
        OnvifCamera device = devices.turnable();
        String id;
        Answer before;
        try (TestServer first = TestServer.start(own)) {
            id = SimulatedDevices.camera(first, device);
            device.motion(true);
            before = first.await(events(id), answer -> !answer.json().path("items").isEmpty());
        }
        try (TestServer second = TestServer.start(own)) {
            Answer after = awaitListening(second, id);
            assertThat(after.json().path("items"))
                    .as("the motion that goes on is not said again")
                    .isEqualTo(before.json().path("items"));
            device.motion(false);
            second.await(events(id), answer -> answer.json().path("items").size() == 2);
        }
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
    void areForThoseWhoMayWatchTheCamera() throws IOException {
        String id = SimulatedDevices.camera(server, devices.turnable());
        TestServer person = server.as("stranger", Role.USER);

        assertThat(person.get(events(id)).status()).isEqualTo(404);
        server.grant("stranger", id, "playback");
        assertThat(person.get(events(id)).status()).isEqualTo(403);
        server.grant("stranger", id, "view");
        assertThat(person.get(events(id)).status()).isEqualTo(200);
        assertThat(person.send("PUT", events(id), "{\"always\":true}").status()).isEqualTo(403);
        assertThat(server.get(events(id) + "?cursor=x").status()).isEqualTo(400);
    }
}
