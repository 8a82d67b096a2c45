package io.sightline.server.recording;

import io.sightline.media.segment.GapReason;
import io.sightline.server.database.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Keeps when the server ran, so that the next run knows how this one ended: whoever stops it in
 * order leaves a time, a crash or a power cut does not.
 */
final class ServerRuns implements AutoCloseable {

    /** Enough to look back on; one run a line. */
    private static final int KEPT = 100;

    private final Database database;
    private final InstantSource clock;
    private final String id = UUID.randomUUID().toString();
    private final GapReason previousEnd;

    ServerRuns(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.previousEnd = readPreviousEnd();
        begin(clock.instant());
    }

    private GapReason readPreviousEnd() {
        return database.read()
                .sql("select stopped_at from server_run order by started_at desc limit 1")
                .query((row, _) -> row.getObject(1) == null)
                .optional()
                .filter(killed -> killed)
                .map(_ -> GapReason.SERVER_KILLED)
                .orElse(GapReason.SERVER_STOPPED);
    }

    private void begin(Instant now) {
        database.transaction(
                () -> {
                    database.write()
                            .sql(
                                    """
                                    delete from server_run where id not in
                                        (select id from server_run
                                         order by started_at desc limit ?)
                                    """)
                            .param(KEPT)
                            .update();
                    database.write()
                            .sql("insert into server_run (id, started_at) values (?, ?)")
                            .params(id, now.toEpochMilli())
                            .update();
                });
    }

    /** How the run before this one ended, as the reason of the gap between them. */
    GapReason previousEnd() {
        return previousEnd;
    }

    @Override
    public void close() {
        database.write()
                .sql("update server_run set stopped_at = ? where id = ?")
                .params(clock.instant().toEpochMilli(), id)
                .update();
    }
}
