package io.sightline.server.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.segment.SegmentHeader;
import io.sightline.media.segment.SegmentHeader.Track;
import io.sightline.media.segment.SegmentId;
import io.sightline.media.segment.SegmentSummary;
import io.sightline.media.segment.SegmentSummary.State;
import io.sightline.server.database.Database;
import io.sightline.testing.Eventually;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What recorders tell gets into the index, whatever is in its way. */
class IndexWriterTest {

    @TempDir Path directory;
    private Database database;
    private SegmentIndex index;

    @BeforeEach
    void open() {
        database = Database.open(directory.resolve("test.db"));
        index = new SegmentIndex(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static SegmentSummary segment(String stream) {
        return new SegmentSummary(
                new SegmentId(Instant.ofEpochSecond(10)),
                "main",
                State.CLOSED,
                10_000_000,
                20_000_000,
                1_000,
                new SegmentHeader(
                        stream, Optional.empty(), List.of(new Track("avc1.64001f", true))),
                List.of());
    }

    private void sql(String statement) {
        database.write().sql(statement).update();
    }

    @Test
    void aSegmentThatCanNeverBeEnteredKeepsNoOtherOut() {
        sql(
                "create trigger refusal before insert on segment when new.stream = 'cellar'"
                        + " begin select raise(abort, 'not the cellar'); end");
        try (IndexWriter writer = new IndexWriter(index)) {
            for (String stream : List.of("gate", "cellar", "yard")) {
                writer.closed(segment(stream));
            }

            Eventually.await("all are done with", writer::idle);

            assertThat(index.streams("main")).containsExactlyInAnyOrder("gate", "yard");
        }
    }

    @Test
    void waitsWhileTheDiskIsFull() {
        sql("create table ballast (value blob)");
        sql(
                "create trigger heavy after insert on segment begin"
                        + " insert into ballast values (zeroblob(100000)); end");
        limitPages(1);
        try (IndexWriter writer = new IndexWriter(index)) {
            writer.closed(segment("gate"));
            Eventually.await("it was tried in vain", () -> writer.lagSeconds() > 0);
            assertThat(writer.idle()).isFalse();

            limitPages(1_000_000);

            Eventually.await("it is done with", writer::idle);
        }
        assertThat(index.streams("main")).containsExactly("gate");
    }

    private void limitPages(int pages) {
        database.write().sql("pragma max_page_count = " + pages).query(Long.class).single();
    }
}
