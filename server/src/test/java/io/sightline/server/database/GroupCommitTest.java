package io.sightline.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {

    private static final int WRITERS = 40;

    @TempDir Path data;
    private Database database;
    private final List<List<Integer>> committed = new CopyOnWriteArrayList<>();
    private Consumer<List<Integer>> told = committed::add;
    private final CountDownLatch firstIsAtWork = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @BeforeEach
    void open() {
        database = Database.open(data.resolve("test.db"));
        database.write().sql("create table number (value integer not null)").update();
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** The first one is held up until all others wait. */
    private List<Integer> insert(List<Integer> numbers) {
        firstIsAtWork.countDown();
        try {
            goOn.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        for (int number : numbers) {
            database.write().sql("insert into number values (?)").param(number).update();
            if (number < 0) {
                throw new IllegalArgumentException("not a number of ours: " + number);
            }
        }
        return numbers;
    }

    private List<Future<Integer>> writeAtOnce(List<Integer> numbers) throws Exception {
        GroupCommit<Integer, Integer> group = new GroupCommit<>(database, this::insert, told);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> written = new ArrayList<>();
            written.add(threads.submit(() -> group.write(numbers.getFirst())));
            firstIsAtWork.await();
            for (int number : numbers.subList(1, numbers.size())) {
                written.add(threads.submit(() -> group.write(number)));
            }
            while (group.waiting() < numbers.size() - 1) {
                Thread.onSpinWait();
            }
            goOn.countDown();
            return written;
        }
    }

    private List<Integer> stored() {
        return database.read()
                .sql("select value from number order by value")
                .query(Integer.class)
                .list();
    }

    @Test
    void letsThoseWhoWaitShareACommit() throws Exception {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            numbers.add(i);
        }

        List<Future<Integer>> written = writeAtOnce(numbers);

        for (int i = 0; i < WRITERS; i++) {
            assertThat(written.get(i).get()).isEqualTo(i);
        }
        assertThat(stored()).isEqualTo(numbers);
        assertThat(committed).hasSize(2);
    }

    @Test
    void failsForTheOneWithWhichSomethingIsWrong() throws Exception {
        List<Future<Integer>> written = writeAtOnce(List.of(1, 2, -3, 4));

        assertThat(written.get(1).get()).isEqualTo(2);
        assertThat(written.get(3).get()).isEqualTo(4);
        assertThatThrownBy(() -> written.get(2).get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(stored()).containsExactly(1, 2, 4);
    }

    @Test
    void whatIsStoredIsSoThoughTheOneWhoIsToldOfItFails() throws Exception {
        told =
                answers -> {
                    throw new IllegalStateException("not now");
                };

        List<Future<Integer>> written = writeAtOnce(List.of(1, 2, 3));

        for (int i = 0; i < written.size(); i++) {
            assertThat(written.get(i).get()).isEqualTo(i + 1);
        }
        assertThat(stored()).containsExactlyInAnyOrder(1, 2, 3);
    }
}
