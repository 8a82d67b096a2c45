package io.sightline.server.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.onvif.event.OnvifEvent;
import io.sightline.onvif.event.OnvifEvent.Message;
import io.sightline.onvif.event.OnvifEvent.Operation;
import io.sightline.server.control.EventLog.Entry;
import io.sightline.server.control.EventLog.Report;
import io.sightline.server.database.Database;
import io.sightline.testing.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered of events, for how long, and what that costs. */
class EventLogTest {

    private static final int PER_CAMERA = 10;
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir Path data;
    private Database database;
    private EventLog log;

    @BeforeEach
    void open() {
        database = Database.open(data.resolve("test.db"));
        log = new EventLog(database, PER_CAMERA);
        addCamera("gate");
        addCamera("yard");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void addCamera(String id) {
        database.write()
                .sql("insert into camera (id, name, record, created_at) values (?, ?, ?, ?)")
                .params(id, id, false, 0)
                .update();
    }

    private static OnvifEvent crossing(int number, Instant at) {
        return new OnvifEvent.Other(
                new Message(
                        "RuleEngine/LineDetector/Crossed",
                        at,
                        Operation.CHANGED,
                        Map.of("Rule", "fence"),
                        Map.of("ObjectId", Integer.toString(number))));
    }

    private static List<Report> crossings(String camera, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new Report(camera, crossing(number, NOW)))
                .toList();
    }

    private List<CameraEvent> all(String camera) {
        return log.before(camera, Long.MAX_VALUE, Integer.MAX_VALUE);
    }

    private List<String> objects(String camera) {
        return all(camera).stream().map(event -> event.data().get("ObjectId")).toList();
    }

    @Test
    void givesBackWhatWasEntered() {
        List<Entry> entered =
                log.append(
                        List.of(
                                new Report(
                                        "gate",
                                        new OnvifEvent.Motion(crossing(1, NOW).message(), true)),
                                new Report("gate", crossing(2, NOW))));

        assertThat(all("gate"))
                .isEqualTo(entered.reversed().stream().map(Entry::event).toList())
                .extracting(CameraEvent::active)
                .containsExactly(null, true);
    }

    @Test
    void keepsTheNewestOfEachCamera() {
        log.append(crossings("yard", 1));
        log.append(crossings("gate", 7));
        log.append(crossings("gate", 25));

        assertThat(objects("gate"))
                .containsExactly("24", "23", "22", "21", "20", "19", "18", "17", "16", "15");
        assertThat(all("yard")).as("of another camera").hasSize(1);
    }

    @Test
    void forgetsWhatIsOld() {
        Instant horizon = NOW.minus(Duration.ofDays(30));
        log.append(
                List.of(
                        new Report("gate", crossing(1, horizon.minusMillis(1))),
                        new Report("gate", crossing(2, horizon))));

        log.forgetBefore(horizon);

        assertThat(objects("gate")).containsExactly("2");
    }

    @Test
    void eventsGoWithTheirCameraAndLateOnesHoldUpNobody() {
        log.append(crossings("gate", 3));
        database.write().sql("delete from camera where id = 'gate'").update();

        log.append(
                List.of(
                        new Report("gate", crossing(1, NOW)),
                        new Report("yard", crossing(2, NOW))));

        assertThat(all("gate")).isEmpty();
        assertThat(objects("yard")).containsExactly("2");
    }

    @Test
    void aBurstCostsFewCommits() {
        int events = 5_000;
        List<Integer> commits = new CopyOnWriteArrayList<>();
        try (EventQueue queue = new EventQueue(log, told -> commits.add(told.size()))) {
            for (int i = 0; i < events; i++) {
                queue.add("gate", crossing(i, NOW));
            }
        }

        assertThat(commits.stream().mapToInt(size -> size).sum()).isEqualTo(events);
        assertThat(commits).as("a device sent 5,000 at once").hasSizeLessThan(20);
        assertThat(objects("gate").getFirst()).isEqualTo("4999");
    }

    @Test
    void anEventThatCanNeverBeEnteredHoldsUpNoOther() {
        database.write()
                .sql(
                        "create trigger no_car before insert on camera_event"
                                + " when new.data like '%\"2\"%'"
                                + " begin select raise(abort, 'no car'); end")
                .update();
        try (EventQueue queue = new EventQueue(log, _ -> {})) {
            for (int i = 0; i < 5; i++) {
                queue.add("gate", crossing(i, NOW));
            }
            Eventually.await("the others are entered", () -> objects("gate").size() == 4);
        }
        assertThat(objects("gate")).containsExactly("4", "3", "1", "0");
    }

    @Test
    void entersNothingTwiceWhenTheOneWhoIsToldOfItFails() {
        try (EventQueue queue =
                new EventQueue(
                        log,
                        _ -> {
                            throw new IllegalStateException("not now");
                        })) {
            queue.add("gate", crossing(1, NOW));
            queue.add("gate", crossing(2, NOW));
        }
        assertThat(objects("gate")).containsExactly("2", "1");
    }

    @Test
    void longTextsOfADeviceAreCut() {
        Message message =
                new Message(
                        "Face",
                        NOW,
                        Operation.CHANGED,
                        Map.of(),
                        Map.of("Image", "x".repeat(1_000_000)));

        log.append(List.of(new Report("gate", new OnvifEvent.Other(message))));

        assertThat(all("gate").getFirst().data().get("Image")).hasSize(500).endsWith("…");
    }

    @Test
    void whatWasGoingOnBeforeARestartIsNoNews() {
        Message message = crossing(1, NOW).message();
        log.append(List.of(new Report("gate", new OnvifEvent.Motion(message, true))));

        ReportedStates states = new ReportedStates(() -> all("gate"));

        assertThat(states.isNews(new OnvifEvent.Motion(message, true))).isFalse();
        assertThat(states.isNews(new OnvifEvent.Motion(message, false))).isTrue();
        assertThat(states.isNews(new OnvifEvent.Motion(message, false))).isFalse();
    }
}
