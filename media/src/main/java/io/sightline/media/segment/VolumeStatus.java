package io.sightline.media.segment;

import java.nio.file.Path;

/**
 * A volume at one moment.
 *
 * @param problem in words, empty when there is none
 * @param recorders how many write to it
 * @param writtenBytes since the server was started
 * @param slowestWriteMicros the longest time that one write took since this was last asked
 */
public record VolumeStatus(
        String name,
        Path directory,
        State state,
        String problem,
        long capacityBytes,
        long freeBytes,
        int recorders,
        long writtenBytes,
        long slowestWriteMicros) {

    /** Whether it takes new files. */
    public enum State {
        READY,
        /** Less than the reserve is free. */
        FULL,
        /** A write has been under way for seconds. */
        SLOW,
        /** Missing, swapped or broken. */
        FAILED
    }
}
