package io.sightline.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.database.BatchWriter.Limits;
import io.sightline.testing.Eventually;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.TransientDataAccessResourceException;

class BatchWriterTest {

    private static final Limits LIMITS = new Limits(10, 4, Duration.ZERO);
    private static final Limits SELDOM = new Limits(10, 4, Duration.ofDays(1));

    @TempDir Path data;
    private Database database;
    private final List<List<Integer>> batches = new CopyOnWriteArrayList<>();
    private final List<List<Integer>> failed = new CopyOnWriteArrayList<>();
    private final List<Integer> lost = new CopyOnWriteArrayList<>();
    private final List<String> givenUp = new CopyOnWriteArrayList<>();

    @BeforeEach
    void open() {
        database = Database.open(data.resolve("test.db"));
        database.write().sql("create table number (value integer not null unique)").update();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private BatchWriter<Integer> writer(Limits limits, Consumer<List<Integer>> before) {
        return new BatchWriter<>(
                "numbers",
                limits,
                numbers -> {
                    before.accept(numbers);
                    try {
                        database.transaction(() -> numbers.forEach(this::insert));
                    } catch (RuntimeException e) {
                        failed.add(List.copyOf(numbers));
                        throw e;
                    }
                    batches.add(List.copyOf(numbers));
                },
                lost::add,
                (number, reason) -> givenUp.add(number + ": " + reason));
    }

    private void insert(int number) {
        database.write().sql("insert into number values (?)").param(number).update();
    }

    private static void add(BatchWriter<Integer> writer, int from, int to) {
        IntStream.range(from, to).forEach(writer::add);
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private List<Integer> stored() {
        return database.read()
                .sql("select value from number order by rowid")
                .query(Integer.class)
                .list();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first number is being stored, and goes on when the latch says so. */
    private BatchWriter<Integer> heldUp(CountDownLatch goOn) {
        CountDownLatch atWork = new CountDownLatch(1);
        BatchWriter<Integer> writer =
                writer(
                        LIMITS,
                        _ -> {
                            atWork.countDown();
                            await(goOn);
                        });
        writer.add(0);
        await(atWork);
        return writer;
    }

    @Test
    void storesWhatComesAloneAtOnce() {
        try (BatchWriter<Integer> writer = writer(SELDOM, _ -> {})) {
            writer.add(1);

            Eventually.await("stored", () -> stored().equals(List.of(1)));
        }
    }

    @Test
    void whatComesAfterACommitSharesTheNextOne() {
        try (BatchWriter<Integer> writer = writer(SELDOM, _ -> {})) {
            writer.add(0);
            Eventually.await("the first is stored", () -> batches.size() == 1);
            add(writer, 1, 4);
            assertThat(stored()).as("a day later").containsExactly(0);

            writer.add(4);

            Eventually.await("a commit is full", () -> batches.size() == 2);
        }
        assertThat(batches).containsExactly(List.of(0), List.of(1, 2, 3, 4));
    }

    @Test
    void losesWhatThereIsNoRoomForAndTellsOfEach() {
        CountDownLatch goOn = new CountDownLatch(1);
        try (BatchWriter<Integer> writer = heldUp(goOn)) {
            add(writer, 1, 14);

            assertThat(lost).containsExactly(11, 12, 13);
            goOn.countDown();
        }
        assertThat(stored()).isEqualTo(numbers(0, 11));
        assertThat(batches).allSatisfy(batch -> assertThat(batch).hasSizeLessThanOrEqualTo(4));
    }

    @Test
    void triesAgainWhileTheDiskIsFull() {
        fillDisk();
        try (BatchWriter<Integer> writer = writer(LIMITS, _ -> {})) {
            add(writer, 0, 3);
            Eventually.await("it was tried in vain", () -> !failed.isEmpty());
            assertThat(stored()).isEmpty();

            makeRoom();

            Eventually.await("stored", () -> stored().equals(numbers(0, 3)));
        }
        assertThat(lost).isEmpty();
        assertThat(givenUp).isEmpty();
    }

    /** Whatever is stored needs pages that the file may not get. */
    private void fillDisk() {
        database.write().sql("create table ballast (value blob)").update();
        database.write()
                .sql(
                        "create trigger heavy after insert on number begin"
                                + " insert into ballast values (zeroblob(100000)); end")
                .update();
        limitPages(1);
    }

    private void makeRoom() {
        limitPages(1_000_000);
    }

    private void limitPages(int pages) {
        database.write().sql("pragma max_page_count = " + pages).query(Long.class).single();
    }

    @Test
    void triesAgainWhileAnotherHasTheDatabase() throws SQLException {
        database.write().sql("pragma busy_timeout = 1").query(Long.class).single();
        try (Connection other =
                        DriverManager.getConnection("jdbc:sqlite:" + data.resolve("test.db"));
                Statement statement = other.createStatement();
                BatchWriter<Integer> writer = writer(LIMITS, _ -> {})) {
            statement.execute("begin immediate");
            add(writer, 0, 3);
            Eventually.await("it was tried in vain", () -> !failed.isEmpty());

            statement.execute("rollback");

            Eventually.await("stored", () -> stored().equals(numbers(0, 3)));
        }
        assertThat(givenUp).isEmpty();
    }

    @Test
    void givesUpWhatCanNeverBeStoredAndStoresTheRestInOrder() {
        insert(2);
        insert(5);
        CountDownLatch goOn = new CountDownLatch(1);
        try (BatchWriter<Integer> writer = heldUp(goOn)) {
            add(writer, 1, 10);
            goOn.countDown();

            Eventually.await("stored", () -> stored().size() == 10);
        }
        assertThat(stored()).containsExactly(2, 5, 0, 1, 3, 4, 6, 7, 8, 9);
        assertThat(givenUp).containsExactly("2: SQLite's code 19", "5: SQLite's code 19");
        assertThat(lost).isEmpty();
    }

    @Test
    void aFailureThatPassesAmongOthersCostsNothing() {
        insert(1);
        AtomicBoolean busy = new AtomicBoolean(true);
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch atWork = new CountDownLatch(1);
        BatchWriter<Integer> writer =
                writer(
                        LIMITS,
                        numbers -> {
                            atWork.countDown();
                            await(goOn);
                            if (numbers.equals(List.of(2)) && busy.getAndSet(false)) {
                                throw new TransientDataAccessResourceException("busy");
                            }
                        });
        try (writer) {
            writer.add(0);
            await(atWork);
            add(writer, 1, 5);
            goOn.countDown();

            Eventually.await("stored", () -> stored().size() == 5);
        }
        assertThat(stored()).containsExactly(1, 0, 2, 3, 4);
        assertThat(givenUp).hasSize(1);
    }

    @Test
    void storesWhatWaitsBeforeItEnds() {
        BatchWriter<Integer> writer = writer(SELDOM, _ -> {});
        writer.add(0);
        Eventually.await("the first is stored", () -> batches.size() == 1);
        add(writer, 1, 4);

        writer.close();

        assertThat(stored()).isEqualTo(numbers(0, 4));
    }

    @Test
    void aBatchThatIsBeingStoredWhenItEndsIsStoredWhole() {
        CountDownLatch goOn = new CountDownLatch(1);
        BatchWriter<Integer> writer = heldUp(goOn);
        add(writer, 1, 10);
        Thread end = Thread.ofVirtual().start(writer::close);
        Eventually.await("it waits", () -> end.getState() == Thread.State.TIMED_WAITING);

        goOn.countDown();

        Eventually.await("ended", () -> !end.isAlive());
        assertThat(stored()).isEqualTo(numbers(0, 10));
    }

    @Test
    void doesNotTryForeverWhenItEnds() {
        BatchWriter<Integer> writer =
                writer(
                        LIMITS,
                        numbers -> {
                            failed.add(numbers);
                            throw new TransientDataAccessResourceException("busy");
                        });
        writer.add(2);

        writer.close();

        assertThat(failed).isNotEmpty();
        writer.add(3);
        assertThat(lost).containsExactly(3);
    }
}
