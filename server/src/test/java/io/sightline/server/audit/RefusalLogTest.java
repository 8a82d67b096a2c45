package io.sightline.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.database.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusalLogTest {

    private static final Actor ANNA = new Actor(Actor.Kind.ACCOUNT, "7", "anna", "10.0.0.8");
    private static final Actor BEN = new Actor(Actor.Kind.ACCOUNT, "8", "ben", "10.0.0.8");
    private static final int MOST = RefusalLog.MOST_PER_MINUTE;

    @TempDir Path directory;
    private final AtomicLong nanos = new AtomicLong();
    private Database database;
    private EntryQueue entries;
    private RefusalLog refusals;

    @BeforeEach
    void open() {
        database = Database.open(directory.resolve("test.db"));
        entries =
                new EntryQueue(
                        new AuditLog(database, InstantSource.system()),
                        InstantSource.system(),
                        1_000);
        refusals = new RefusalLog(entries, nanos::get);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void refuse(Actor actor, int times) {
        for (int i = 0; i < times; i++) {
            refusals.refused(actor, Target.path("GET", "/api/v1/users/" + i), Map.of());
        }
    }

    private List<String> entered() {
        refusals.close();
        entries.close();
        return database.read()
                .sql("select actor_name || details from audit_entry order by sequence")
                .query(String.class)
                .list();
    }

    @Test
    void entersTheFirstOfAFloodAndCountsTheOthers() {
        refuse(ANNA, 5_000);
        assertThat(entered())
                .hasSize(MOST + 1)
                .endsWith("anna{\"further\":\"%d\"}".formatted(5_000 - MOST))
                .startsWith("anna{}");
    }

    @Test
    void aFloodOfOneHidesNothingOfAnother() {
        refuse(ANNA, 5_000);
        refuse(BEN, 1);
        assertThat(entered()).contains("ben{}");
    }

    @Test
    void beginsAnewWithEachMinute() {
        refuse(ANNA, MOST);
        nanos.addAndGet(Duration.ofSeconds(61).toNanos());
        refuse(ANNA, MOST);
        assertThat(entered()).hasSize(2 * MOST).containsOnly("anna{}");
    }
}
