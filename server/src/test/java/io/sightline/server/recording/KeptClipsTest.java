package io.sightline.server.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.clip.Clip;
import io.sightline.server.TestServer;
import io.sightline.server.TestServer.Answer;
import io.sightline.simulator.CameraFarm;
import io.sightline.simulator.FarmSettings;
import io.sightline.simulator.clip.ClipSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a clip of something that was really recorded. */
class KeptClipsTest {

    private static final Instant FROM = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant TO = FROM.plusSeconds(60);

    @TempDir static Path data;
    private static Clip clip;

    private Instant now = TO.plusSeconds(60);
    private int cuts;
    private final KeptClips kept = new KeptClips(() -> now);

    @BeforeAll
    static void record() throws IOException {
        try (CameraFarm farm = CameraFarm.start(FarmSettings.of(1, ClipSpec.SMALL));
                TestServer server = TestServer.start(data, "--recording.reserve=1MB")) {
            Answer added = server.addCamera("Recorded", farm.url(0), true);
            String stream = added.json().at("/streams/0/name").asString();
            Answer recorded =
                    server.await(
                            "/api/v1/recordings?stream=" + stream,
                            a -> !a.json().path("spans").isEmpty());
            Instant from = Instant.parse(recorded.json().at("/spans/0/from").asString());
            TimeRange range = new TimeRange(from, from.plusSeconds(1));
            clip = server.bean(ClipRoute.class).cut(stream, range).orElseThrow();
        }
    }

    private Clip find(Instant to, boolean range) throws IOException {
        return kept.find(
                        new KeptClips.Key("cam", FROM, to),
                        range,
                        () -> {
                            cuts++;
                            return Optional.of(clip);
                        })
                .orElseThrow();
    }

    @Test
    void servesAllRangesOfAClipThatWasCutOnce() throws IOException {
        for (int i = 0; i < 50; i++) {
            now = now.plusSeconds(100);
            assertThat(find(TO, i > 0)).isSameAs(clip);
        }
        assertThat(cuts).isEqualTo(1);
    }

    @Test
    void forgetsWhatNobodyReads() throws IOException {
        find(TO, false);
        now = now.plus(KeptClips.KEPT).plus(Duration.ofSeconds(1));
        find(TO, true);
        assertThat(cuts).isEqualTo(2);
        assertThat(kept.size()).isEqualTo(1);
    }

    @Test
    void aClipThatMayHaveGrownStaysAsItIsForItsRangesOnly() throws IOException {
        Instant later = now.plusSeconds(10);
        find(later, false);
        find(later, true);
        assertThat(cuts).isEqualTo(1);
        find(later, false);
        assertThat(cuts).isEqualTo(2);
    }

    @Test
    void isBoundedInNumber() throws IOException {
        for (int i = 0; i < 100; i++) {
            find(TO.plusSeconds(i), false);
        }
        assertThat(kept.size()).isEqualTo(16);
    }

    @Test
    void cutsAnewWhatAFileIsGoneFrom() throws IOException {
        find(TO, false);
        assertThat(clip.isThere()).isTrue();
        Path recordings = data.resolve("recordings");
        Path hidden = data.resolve("hidden");
        Files.move(recordings, hidden);
        try {
            find(TO, true);
            assertThat(cuts).isEqualTo(2);
        } finally {
            Files.move(hidden, recordings);
        }
    }
}
