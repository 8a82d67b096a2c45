package io.sightline.server.recording;

import io.sightline.server.database.Database;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;

/**
 * Streams whose recordings are to be deleted: rows of {@code recording_removal}, which come and go
 * in the transactions that delete cameras and outlive the server, until they are carried out. Files
 * alone do not tell: those of a camera whose recordings are kept look the same.
 *
 * <p>Safe for use by any thread.
 */
final class RemovalOrders {

    private final Database database;
    private final InstantSource clock;

    RemovalOrders(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Within the transaction that deletes the camera. */
    void add(String cameraId, Collection<String> streams) {
        for (String stream : streams) {
            database.write()
                    .sql(
                            """
                            insert into recording_removal (stream, camera_id, wanted_at)
                            values (?, ?, ?) on conflict (stream) do update set
                                camera_id = excluded.camera_id, wanted_at = excluded.wanted_at
                            """)
                    .params(stream, cameraId, clock.millis())
                    .update();
        }
    }

    /** They are carried out, or what is there is to stay. */
    void remove(Collection<String> streams) {
        database.transaction(
                () ->
                        streams.forEach(
                                stream ->
                                        database.write()
                                                .sql(
                                                        "delete from recording_removal"
                                                                + " where stream = ?")
                                                .param(stream)
                                                .update()));
    }

    /** A stream that a camera has again keeps what was recorded of it. */
    void withdrawOfThoseThatAreThereAgain() {
        database.write()
                .sql(
                        "delete from recording_removal"
                                + " where stream in (select name from camera_stream)")
                .update();
    }

    /** Streams, those first that have waited longest. */
    List<String> waiting() {
        return database.read()
                .sql("select stream from recording_removal order by wanted_at, stream")
                .query(String.class)
                .list();
    }

    /** As {@link #waiting}, of one camera that was deleted. */
    List<String> waitingOf(String cameraId) {
        return database.read()
                .sql("select stream from recording_removal where camera_id = ? order by stream")
                .param(cameraId)
                .query(String.class)
                .list();
    }
}
