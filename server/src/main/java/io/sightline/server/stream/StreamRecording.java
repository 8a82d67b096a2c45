package io.sightline.server.stream;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the recording of a stream stands.
 *
 * @param since when it entered this state, null while OFF
 * @param segmentFrom when the segment being written begins, null when none is
 * @param bytes written since the server started
 * @param gaps pieces missing since the server started
 * @param lastError a sentence for a person, null when there was none
 */
public record StreamRecording(
        State state,
        @Nullable Instant since,
        @Nullable Instant segmentFrom,
        long bytes,
        long gaps,
        @Nullable String lastError) {

    /** What the recorder of a stream is doing. */
    public enum State {
        /** Not wanted. */
        OFF,
        /** Chunks go to the disk. */
        RECORDING,
        /** Wanted, but there is no media. */
        WAITING,
        /** Wanted, and there is media, but it can't be written. */
        FAILED
    }

    public static final StreamRecording NONE =
            new StreamRecording(State.OFF, null, null, 0, 0, null);
}
