package io.sightline.media.segment;

import java.util.Locale;
import java.util.Optional;

/** Why nothing was recorded for a while. The ordinal is written into files: only append. */
public enum GapReason {
    /** Nobody wanted this stream recorded. */
    RECORDING_OFF,
    /** The server did not run. */
    SERVER_STOPPED,
    /** The camera could not be reached, or closed the connection. */
    CAMERA_OFFLINE,
    /** The camera was connected and sent nothing. */
    CAMERA_STALLED,
    /** No volume had room. */
    DISK_FULL,
    /** A volume took bytes more slowly than they came for longer than the stream can hold them. */
    DISK_SLOW,
    /** A volume could not be written for another reason: missing, swapped, broken. */
    DISK_FAILED;

    private static final GapReason[] BY_CODE = values();

    /** {@code disk-full}, …: the form used in JSON. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    int code() {
        return ordinal() + 1;
    }

    static Optional<GapReason> ofCode(int code) {
        return code < 1 || code > BY_CODE.length
                ? Optional.empty()
                : Optional.of(BY_CODE[code - 1]);
    }
}
