package io.sightline.media.segment;

import java.io.IOException;

/** A directory is not, or is no longer, the volume that it should be. */
public final class VolumeException extends IOException {

    private static final long serialVersionUID = 1L;

    /** What is wrong with it. */
    public enum Problem {
        /** The directory, or what is mounted there, is not there. */
        MISSING,
        /** There are files, and none says that this is a volume: perhaps the mount is missing. */
        NOT_A_VOLUME,
        /** It is a volume, but another one. */
        SWAPPED,
        /** It can't be written. */
        NOT_WRITABLE
    }

    private final Problem problem;

    VolumeException(Problem problem, String message) {
        super(message);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
