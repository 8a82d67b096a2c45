package io.sightline.server.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.TestServer;
import io.sightline.server.TestServer.Answer;
import io.sightline.server.database.Database;
import io.sightline.simulator.CameraFarm;
import io.sightline.simulator.FarmSettings;
import io.sightline.simulator.camera.Fault;
import io.sightline.simulator.clip.ClipSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Why there is a gap in what was recorded, as the API tells it. */
class GapReasonsTest {

    private static final String RECORDINGS = "/api/v1/recordings?stream=";

    @TempDir Path data;
    private CameraFarm farm;

    @BeforeEach
    void startFarm() throws IOException {
        farm = CameraFarm.start(FarmSettings.of(1, ClipSpec.SMALL));
    }

    @AfterEach
    void stopFarm() throws IOException {
        farm.close();
    }

    private TestServer start() {
        return TestServer.start(data, "--recording.reserve=1MB", "--camera.rtsp.retry-first=200ms");
    }

    private String record(TestServer server) {
        Answer added = server.addCamera("Recorded", farm.url(0), true);
        String stream = added.json().at("/streams/0/name").asString();
        server.await(RECORDINGS + stream, a -> !a.json().path("spans").isEmpty());
        return stream;
    }

    private static List<String> gaps(Answer recordings) {
        List<String> reasons = new ArrayList<>();
        recordings.json().path("gaps").forEach(gap -> reasons.add(gap.path("reason").asString()));
        return reasons;
    }

    /** Waits until media has come again after everything that is missing. */
    private static Answer awaitAfterGap(TestServer server, String stream) {
        return server.await(
                RECORDINGS + stream,
                answer -> answer.json().path("spans").size() > 1 && !gaps(answer).isEmpty());
    }

    @Test
    void aServerThatWasStopped() {
        String stream;
        try (TestServer server = start()) {
            stream = record(server);
        }
        try (TestServer server = start()) {
            assertThat(gaps(awaitAfterGap(server, stream))).containsExactly("server-stopped");
        }
    }

    @Test
    void aCameraThatWasAwayBeforeTheServerWasStopped() throws IOException {
        String stream;
        try (TestServer server = start()) {
            stream = record(server);
            farm.refuseConnections(true);
            farm.inflictAll(new Fault.Close());
            server.await(RECORDINGS + stream, a -> gaps(a).contains("camera-offline"));
            awaitRemembered(server, stream);
        }
        farm.refuseConnections(false);
        try (TestServer server = start()) {
            assertThat(gaps(awaitAfterGap(server, stream))).containsExactly("camera-offline");
        }
    }

    /** The reason is written down a moment after the API knows it. */
    private static void awaitRemembered(TestServer server, String stream) {
        Database database = server.bean(Database.class);
        server.await(RECORDINGS + stream, _ -> new OngoingGaps(database).of(stream).isPresent());
    }

    @Test
    void aCameraThatSentNothingForAWhile() {
        try (TestServer server = start()) {
            String stream = record(server);
            farm.inflictAll(new Fault.Stall());
            server.await(
                    RECORDINGS + stream,
                    answer -> {
                        JsonNode last = answer.json().at("/spans/0/to");
                        return Duration.between(Instant.parse(last.asString()), Instant.now())
                                        .compareTo(Duration.ofSeconds(2))
                                > 0;
                    });
            farm.inflictAll(new Fault.Heal());
            assertThat(gaps(awaitAfterGap(server, stream))).containsExactly("camera-stalled");
        }
    }

    @Test
    void theDayOfAFileThatIsBeingWrittenCounts() {
        try (TestServer server = start()) {
            String stream = record(server);
            server.await(
                    "/api/v1/recordings/days?stream=" + stream,
                    answer ->
                            answer.json().at("/items/0/seconds").asLong(0) >= 2
                                    && answer.json().at("/items/0/bytes").asLong(0) > 0);
        }
    }
}
