package io.sightline.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

class DatabaseTest {

    @TempDir Path directory;
    private Database database;

    @BeforeEach
    void open() {
        database = Database.open(directory.resolve("test.db"));
        database.write().sql("create table counter (id bigint primary key, n bigint)").update();
        database.write().sql("insert into counter (id, n) values (1, 0)").update();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private long count() {
        return database.read().sql("select n from counter where id = 1").query(Long.class).single();
    }

    private void increment() {
        database.transaction(
                () -> {
                    long n =
                            database.write()
                                    .sql("select n from counter where id = 1")
                                    .query(Long.class)
                                    .single();
                    database.write()
                            .sql("update counter set n = :n where id = 1")
                            .param("n", n + 1)
                            .update();
                });
    }

    /** A transaction that reads and then writes is what SQLite calls BUSY with two connections. */
    @Test
    void letsManyThreadsReadAndWriteWithoutBusy()
            throws InterruptedException, ExecutionException, java.util.concurrent.TimeoutException {
        List<Future<?>> work = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                work.add(threads.submit(this::increment));
                work.add(threads.submit(this::count));
            }
            for (Future<?> each : work) {
                each.get(60, TimeUnit.SECONDS);
            }
        }
        assertThat(count()).isEqualTo(200);
    }

    @Test
    void undoesATransactionThatFails() {
        assertThatThrownBy(
                        () ->
                                database.transaction(
                                        () -> {
                                            increment();
                                            throw new IllegalStateException("no");
                                        }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(count()).isZero();
    }

    @Test
    void tellsOfAChangeOnceOthersSeeIt() {
        List<Long> seen = new ArrayList<>();
        database.transaction(
                () -> {
                    increment();
                    database.afterCommit(() -> seen.add(count()));
                    assertThat(seen).isEmpty();
                });
        assertThat(seen).containsExactly(1L);
        database.afterCommit(() -> seen.add(count()));
        assertThat(seen).containsExactly(1L, 1L);
    }

    @Test
    void tellsNobodyOfAChangeThatIsUndone() {
        List<Long> seen = new ArrayList<>();
        assertThatThrownBy(
                        () ->
                                database.transaction(
                                        () -> {
                                            database.afterCommit(() -> seen.add(count()));
                                            throw new IllegalStateException("no");
                                        }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(seen).isEmpty();
    }

    @Test
    void readersCannotWrite() {
        assertThatThrownBy(() -> database.read().sql("delete from counter").update())
                .isInstanceOf(DataAccessException.class);
        assertThat(count()).isZero();
    }

    @Test
    void readersAreNotHeldUpByAWriter() {
        database.transaction(
                () -> {
                    increment();
                    assertThat(count()).as("what is committed").isZero();
                });
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void keepsWhatItHasAcrossARestart() {
        increment();
        database.close();
        database = Database.open(directory.resolve("test.db"));
        assertThat(count()).isEqualTo(1);
    }
}
