package io.sightline.media.segment;

import java.time.Instant;
import java.util.Optional;

/**
 * A recorder at one moment.
 *
 * @param since when it entered this state
 * @param segmentFrom when the file being written begins
 * @param bytes written since the recorder was started
 * @param gaps times when there was nothing to record, or no way to
 * @param skippedChunks chunks that the stream could not hold until they were written
 * @param gap why nothing is being recorded now; empty while it is
 * @param lastError what went wrong last, for people; empty when nothing did
 */
public record RecorderStatus(
        State state,
        Instant since,
        Optional<Instant> segmentFrom,
        long bytes,
        long gaps,
        long skippedChunks,
        Optional<GapReason> gap,
        String lastError) {

    /** What it is doing. */
    public enum State {
        /** Nothing comes from the camera. */
        WAITING,
        /** A file is being written. */
        RECORDING,
        /** Media comes and no volume takes it. */
        FAILED
    }
}
