package io.sightline.server.camera.sheet;

/** A file that is no table, or more of one than is taken. The message is for a person. */
public final class UnreadableSheetException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableSheetException(String message) {
        super(message);
    }

    UnreadableSheetException(String message, Throwable cause) {
        super(message, cause);
    }
}
