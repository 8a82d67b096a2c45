package io.sightline.media.segment;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why nothing was recorded for a while. */
public enum GapReason {
    /** Nobody wanted this stream recorded. */
    RECORDING_OFF(1),
    /** The server was stopped. */
    SERVER_STOPPED(2),
    /** The camera could not be reached, or closed the connection. */
    CAMERA_OFFLINE(3),
    /** The camera was connected and sent nothing. */
    CAMERA_STALLED(4),
    /** No volume had room. */
    DISK_FULL(5),
    /** A volume took bytes more slowly than they came for longer than the stream can hold them. */
    DISK_SLOW(6),
    /** A volume could not be written for another reason: missing, swapped, broken. */
    DISK_FAILED(7),
    /** The server ended without being told to: a crash, a power cut. */
    SERVER_KILLED(8),
    /** The camera went on sending, and the packets were lost on their way. */
    PACKETS_LOST(9);

    /** What stands for it in files. */
    private final int code;

    GapReason(int code) {
        this.code = code;
    }

    /** {@code disk-full}, …: the form used in JSON. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Undoes {@link #slug}. */
    public static Optional<GapReason> ofSlug(String slug) {
        return Arrays.stream(values()).filter(reason -> reason.slug().equals(slug)).findFirst();
    }

    int code() {
        return code;
    }

    static Optional<GapReason> ofCode(int code) {
        return Arrays.stream(values()).filter(reason -> reason.code == code).findFirst();
    }
}
