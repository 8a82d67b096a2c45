package io.sightline.server.audience;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.TestServer;
import io.sightline.server.TestServer.Answer;
import io.sightline.server.access.Role;
import io.sightline.simulator.CameraFarm;
import io.sightline.simulator.FarmSettings;
import io.sightline.simulator.clip.ClipSpec;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That those who watch real cameras are counted. */
class AudienceApiTest {

    private static final String VIEWS = "/api/v1/health/views";

    @TempDir Path data;

    @Test
    void whoWatchesIsCounted() throws IOException {
        try (CameraFarm farm = CameraFarm.start(FarmSettings.of(2, ClipSpec.SMALL));
                TestServer server = TestServer.start(data)) {
            Answer gate = server.addCamera("Gate", farm.url(0), false);
            Answer yard = server.addCamera("Yard", farm.url(1), false);
            Answer nobody = server.get(VIEWS);
            assertThat(nobody.json().path("cameras")).isEmpty();
            WebSocket socket =
                    server.webSocket("/live/" + stream(gate) + "/mse", new WebSocket.Listener() {});
            assertThat(server.get("/live/" + stream(yard) + "/index.m3u8").status()).isEqualTo(200);

            Answer both =
                    server.await(
                            VIEWS, answer -> answer.json().at("/points/0/viewers").asInt() >= 2);

            assertThat(both.text("step")).isEqualTo("hour");
            assertThat(both.json().path("cameras")).hasSize(2);
            assertThat(both.json().at("/cameras/0/views").asInt()).isEqualTo(1);
            // The playlist was asked for once: its player is gone soon, the socket stays.
            Answer watched =
                    server.await(
                            VIEWS,
                            answer ->
                                    answer.json()
                                                    .at("/cameras/0/id")
                                                    .asString("")
                                                    .equals(gate.text("id"))
                                            && answer.json().at("/cameras/0/seconds").asInt() >= 2);
            assertThat(watched.json().at("/cameras/0/name").asString()).isEqualTo("Gate");
            socket.abort();

            assertThat(
                            server.get(VIEWS + "?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z")
                                    .problem())
                    .isEqualTo("invalid-time-range");
            assertThat(server.as("viewer", Role.USER).get(VIEWS).status()).isEqualTo(403);
        }
    }

    private static String stream(Answer camera) {
        return camera.json().at("/streams/0/name").asString();
    }
}
