package io.sightline.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.database.Database;
import io.sightline.testing.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewLogTest {

    private static final Actor ANNA = new Actor(Actor.Kind.ACCOUNT, "7", "anna", "10.0.0.8");
    private static final Duration IDLE = Duration.ofMinutes(2);

    @TempDir Path directory;
    private final AtomicLong nanos = new AtomicLong();
    private Database database;
    private AuditLog log;

    @BeforeEach
    void open() {
        database = Database.open(directory.resolve("test.db"));
        log = new AuditLog(database, InstantSource.system());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private EntryQueue entries(int capacity) {
        return new EntryQueue(log, InstantSource.system(), capacity);
    }

    private ViewLog views(EntryQueue entries) {
        return new ViewLog(entries, IDLE, nanos::get);
    }

    private static void watch(ViewLog views, String stream) {
        views.viewed(ANNA, Action.LIVE_VIEW, Target.stream(stream), Map.of());
    }

    private List<String> entered() {
        return database.read()
                .sql(
                        "select action || ' ' || target_id || details from audit_entry order by sequence")
                .query(String.class)
                .list();
    }

    @Test
    void entersAViewOnceHoweverManyRequestsItTakes() {
        try (EntryQueue entries = entries(100)) {
            ViewLog views = views(entries);
            for (int i = 0; i < 1_000; i++) {
                watch(views, "cam_1");
                nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            }
            watch(views, "cam_2");
        }
        assertThat(entered()).containsExactly("live-view cam_1{}", "live-view cam_2{}");
    }

    @Test
    void entersAnotherViewAfterAPause() {
        try (EntryQueue entries = entries(100)) {
            ViewLog views = views(entries);
            watch(views, "cam_1");
            nanos.addAndGet(IDLE.plusSeconds(1).toNanos());
            watch(views, "cam_1");
        }
        assertThat(entered()).hasSize(2);
    }

    @Test
    void neitherWaitsNorKeepsSilentWhenViewsComeFasterThanTheyAreWritten()
            throws InterruptedException {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Thread otherWriter =
                Thread.ofVirtual()
                        .start(
                                () ->
                                        database.transaction(
                                                () -> {
                                                    writing.countDown();
                                                    await(goOn);
                                                }));
        await(writing);
        try (EntryQueue entries = entries(10)) {
            ViewLog views = views(entries);
            for (int i = 0; i < 1_000; i++) {
                watch(views, "cam_" + i);
            }
            assertThat(entries.lost()).isGreaterThanOrEqualTo(1_000 - 10 - 500);
            goOn.countDown();
            otherWriter.join();
        }
        List<String> entered = entered();
        // Told as soon as there is room, so perhaps in several parts; in the end each is accounted
        // for.
        List<String> reports =
                entered.stream().filter(entry -> entry.startsWith("views-not-entered")).toList();
        long lost =
                reports.stream()
                        .mapToLong(report -> Long.parseLong(report.replaceAll("\\D", "")))
                        .sum();
        assertThat(lost).isGreaterThanOrEqualTo(1_000 - 10 - 500);
        assertThat(entered.size() - reports.size() + lost).isEqualTo(1_000);
        assertThat(new AuditVerifier(database).verify(List.of()))
                .isInstanceOf(AuditVerifier.Result.Intact.class);
    }

    @Test
    void anEntryThatCanNeverBeMadeHoldsUpNoOtherAndIsCounted() {
        database.write()
                .sql(
                        "create trigger no_cellar before insert on audit_entry"
                                + " when new.target_id = 'cellar'"
                                + " begin select raise(abort, 'not the cellar'); end")
                .update();
        try (EntryQueue entries = entries(100)) {
            ViewLog views = views(entries);
            List.of("gate", "cellar", "yard").forEach(stream -> watch(views, stream));
            Eventually.await("the others are entered", () -> entered().size() >= 2);
            watch(views, "roof");
            Eventually.await("all are accounted for", () -> entered().size() == 4);
            assertThat(entries.lost()).isZero();
            assertThat(entries.lostSoFar()).isOne();
        }
        assertThat(entered())
                .containsExactlyInAnyOrder(
                        "live-view gate{}",
                        "live-view yard{}",
                        "live-view roof{}",
                        "views-not-entered {\"live-view\":\"1\"}");
        assertThat(new AuditVerifier(database).verify(List.of()))
                .isInstanceOf(AuditVerifier.Result.Intact.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
