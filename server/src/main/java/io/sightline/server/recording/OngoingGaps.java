package io.sightline.server.recording;

import io.sightline.media.segment.GapReason;
import io.sightline.media.segment.Recorder;
import io.sightline.media.segment.RecorderStatus;
import io.sightline.media.segment.RecorderStatus.State;
import io.sightline.server.database.Database;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers why a stream is not being recorded at the moment. What a recorder knows ends with it,
 * and with the server: a camera that had been away for an hour when the server was stopped was not
 * missing because of that.
 *
 * <p>Used by the thread that compares recorders with what is wanted; writes changes only.
 */
final class OngoingGaps {

    private final Database database;
    private final Map<String, GapReason> known = new HashMap<>();

    OngoingGaps(Database database) {
        this.database = database;
        database.read()
                .sql("select stream, reason from recording_gap")
                .query(
                        row -> {
                            String stream = row.getString(1);
                            GapReason.ofSlug(row.getString(2))
                                    .ifPresent(why -> known.put(stream, why));
                        });
    }

    /** Why the stream was not being recorded when last seen; empty when it was. */
    Optional<GapReason> of(String stream) {
        return Optional.ofNullable(known.get(stream));
    }

    /** Takes down what the recorder is doing. */
    void observe(Recorder recorder) {
        RecorderStatus status = recorder.status();
        if (status.state() == State.RECORDING) {
            forget(recorder.streamName());
        } else if (status.bytes() > 0) {
            status.gap().ifPresent(why -> remember(recorder.streamName(), why));
        }
    }

    void remember(String stream, GapReason reason) {
        if (reason != known.put(stream, reason)) {
            database.write()
                    .sql(
                            """
                            insert into recording_gap (stream, reason) values (?, ?)
                            on conflict (stream) do update set reason = excluded.reason
                            """)
                    .params(stream, reason.slug())
                    .update();
        }
    }

    private void forget(String stream) {
        if (known.remove(stream) != null) {
            database.write()
                    .sql("delete from recording_gap where stream = ?")
                    .param(stream)
                    .update();
        }
    }
}
