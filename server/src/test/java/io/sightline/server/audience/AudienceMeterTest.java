package io.sightline.server.audience;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.access.Caller;
import io.sightline.server.access.Role;
import io.sightline.server.audience.AudienceLog.CameraWatched;
import io.sightline.server.audience.AudienceLog.Point;
import io.sightline.server.audience.AudienceLog.Step;
import io.sightline.server.audience.AudienceLog.Watched;
import io.sightline.server.database.Database;
import io.sightline.server.stream.StreamDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AudienceMeterTest {

    private static final Instant NOON = Instant.parse("2026-02-13T12:00:00Z");

    @TempDir Path directory;
    private Instant now = NOON;
    private final InstantSource clock = () -> now;
    private final Audience audience = new Audience(clock);
    private Database database;
    private AudienceLog history;
    private AudienceMeter meter;

    @BeforeEach
    void open() {
        database = Database.open(directory.resolve("test.db"));
        for (String camera : List.of("gate", "yard")) {
            database.write()
                    .sql(
                            "insert into camera (id, name, record, created_at, host) values (?, ?, ?, ?, ?)")
                    .params(camera, camera, false, 0, "127.0.0.1")
                    .update();
        }
        history = new AudienceLog(database);
        meter = new AudienceMeter(audience, history, AudienceMeterTest::definition, clock);
    }

    private static Optional<StreamDefinition> definition(String stream) {
        String camera = stream.substring(0, stream.indexOf('_'));
        return Optional.of(new StreamDefinition(stream, camera, camera, "main", false));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Caller caller(String name) {
        return new Caller(
                name,
                name,
                Set.of(Role.USER),
                Optional.empty(),
                Caller.Kind.BEARER,
                name,
                "127.0.0.1");
    }

    private void pass(Duration time) {
        Instant end = now.plus(time);
        while (now.isBefore(end)) {
            now = now.plusSeconds(5);
            meter.sample();
        }
    }

    @Test
    void aSocketIsAViewerUntilItCloses() {
        Runnable first = audience.joined("gate_main");
        Runnable second = audience.joined("gate_sub");
        pass(Duration.ofSeconds(20));
        second.run();
        second.run();
        pass(Duration.ofSeconds(20));
        first.run();
        pass(Duration.ofMinutes(1));
        meter.writeNow();

        assertThat(history.points(Step.MINUTE, NOON, NOON.plusSeconds(120)))
                .containsExactly(new Point(NOON, 2), new Point(NOON.plusSeconds(60), 0));
        assertThat(history.points(Step.HOUR, NOON, NOON.plusSeconds(120)))
                .containsExactly(new Point(NOON, 2));
        assertThat(history.cameras(NOON, NOON.plusSeconds(120)))
                .containsExactly(new CameraWatched("gate", new Watched(2, 60)));
    }

    @Test
    void aPlayerIsAViewerAsLongAsItAsks() {
        for (int i = 0; i < 6; i++) {
            audience.asked(caller("anna"), "gate_main", Audience.Kind.LIVE);
            audience.asked(caller("anna"), "gate_main", Audience.Kind.RECORDED);
            audience.asked(caller("boris"), "yard_main", Audience.Kind.LIVE);
            pass(Duration.ofSeconds(5));
        }
        pass(Duration.ofSeconds(15));
        assertThat(audience.take())
                .as("what is recorded is fetched ahead")
                .containsOnlyKeys("gate_main");
        pass(Duration.ofMinutes(2));
        assertThat(audience.take()).isEmpty();
        audience.asked(caller("anna"), "gate_main", Audience.Kind.LIVE);
        meter.writeNow();

        List<CameraWatched> cameras = history.cameras(NOON, now);
        assertThat(cameras).extracting(CameraWatched::cameraId).containsExactly("gate", "yard");
        assertThat(cameras.getFirst().watched().views()).isEqualTo(3);
        assertThat(cameras.getLast().watched().views()).isEqualTo(1);
        assertThat(cameras.getLast().watched().seconds()).isBetween(30L, 45L);
    }

    @Test
    void writingInBetweenCountsNothingTwice() {
        audience.joined("gate_main");
        for (int i = 0; i < 12; i++) {
            pass(Duration.ofSeconds(5));
            meter.writeNow();
            meter.writeNow();
        }
        assertThat(history.cameras(NOON, now.plusSeconds(1)))
                .containsExactly(new CameraWatched("gate", new Watched(1, 60)));
    }

    @Test
    void minutesAreForgottenBeforeHours() {
        audience.joined("gate_main");
        pass(Duration.ofMinutes(2));
        history.forget(NOON.plus(Duration.ofDays(3)));
        assertThat(history.points(Step.MINUTE, NOON, now)).isEmpty();
        assertThat(history.points(Step.HOUR, NOON, now)).containsExactly(new Point(NOON, 1));
        history.forget(NOON.plus(Duration.ofDays(401)));
        assertThat(history.points(Step.HOUR, NOON, now)).isEmpty();
        assertThat(history.cameras(NOON, now)).isEmpty();
    }

    @Test
    void aMachineThatSleptWatchedNothing() {
        audience.joined("gate_main");
        pass(Duration.ofSeconds(10));
        now = now.plus(Duration.ofHours(8));
        meter.writeNow();
        assertThat(history.cameras(NOON, now.plusSeconds(1)).getFirst().watched().seconds())
                .isEqualTo(40);
    }
}
