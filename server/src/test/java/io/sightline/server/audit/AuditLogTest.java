package io.sightline.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.server.database.Database;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

class AuditLogTest {

    private static final Actor ANNA = new Actor(Actor.Kind.ACCOUNT, "7", "anna", "10.0.0.8");

    @TempDir Path directory;
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

    private void append(String camera) {
        log.append(ANNA, Action.CAMERA_ADD, Target.camera(camera, "Gate"), Outcome.SUCCESS);
    }

    private List<Long> numbers() {
        return database.read()
                .sql("select sequence from audit_entry order by sequence")
                .query(Long.class)
                .list();
    }

    @Test
    void entersWhatIsDoneWithTheChangeOrNotAtAll() {
        database.transaction(() -> append("1"));
        assertThatThrownBy(
                        () ->
                                database.transaction(
                                        () -> {
                                            append("2");
                                            throw new IllegalStateException("undo");
                                        }))
                .hasMessage("undo");
        append("3");
        assertThat(numbers()).containsExactly(1L, 2L);
    }

    @Test
    void numbersWithoutHolesWhenManyWriteAtOnce() throws InterruptedException, ExecutionException {
        List<Future<?>> writers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                String camera = Integer.toString(i);
                writers.add(threads.submit(() -> append(camera)));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
        assertThat(numbers()).isEqualTo(LongStream.rangeClosed(1, 100).boxed().toList());
    }

    @Test
    void refusesToChangeDeleteOrReplaceAnEntry() {
        append("1");
        append("2");
        for (String attempt :
                List.of(
                        "update audit_entry set actor_name = 'eve' where sequence = 1",
                        "delete from audit_entry where sequence = 2",
                        "delete from audit_entry",
                        "insert or replace into audit_entry select * from audit_entry"
                                + " where sequence = 1",
                        "update audit_head set sequence = 1",
                        "delete from audit_head")) {
            assertThatThrownBy(() -> database.write().sql(attempt).update())
                    .as(attempt)
                    .isInstanceOf(DataAccessException.class);
        }
        assertThat(numbers()).containsExactly(1L, 2L);
    }

    @Test
    void keepsStrangeTextHarmless() {
        log.append(
                new Actor(Actor.Kind.ANONYMOUS, "", "a\nb\u0000\ud800\u202e", "::1"),
                Action.LOG_IN,
                Target.account("", "x".repeat(10_000)),
                Outcome.REFUSED,
                Map.of("reason", "'; drop table audit_entry; --"));
        Map<String, Object> row =
                database.read().sql("select * from audit_entry").query().singleRow();
        assertThat(row.get("actor_name")).isEqualTo("a\ufffdb\ufffd\ufffd\ufffd");
        assertThat((String) row.get("target_name")).hasSize(200).endsWith("…");
        assertThat(row.get("details")).isEqualTo("{\"reason\":\"'; drop table audit_entry; --\"}");
    }
}
