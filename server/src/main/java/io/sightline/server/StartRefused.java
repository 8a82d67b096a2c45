package io.sightline.server;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;

/** The server can't start, for a reason that one line can tell and a person can put right. */
public final class StartRefused extends Exception {

    private static final long serialVersionUID = 1L;

    static final int USAGE = 2;
    static final int CONFIGURATION = 3;
    static final int DATA_UNUSABLE = 4;
    static final int DATA_IN_USE = 5;
    static final int PORT_IN_USE = 6;

    private final int exitCode;

    StartRefused(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    static StartRefused dataUnusable(Path path, IOException cause) {
        String reason =
                switch (cause) {
                    case AccessDeniedException _ -> "permission denied";
                    case FileAlreadyExistsException _ -> "it is a file, not a directory";
                    default -> cause.toString();
                };
        return new StartRefused(
                DATA_UNUSABLE, "the data directory " + path + " can't be used: " + reason);
    }

    static StartRefused dataInUse(Path path) {
        return new StartRefused(
                DATA_IN_USE, "another server is running on the data directory " + path);
    }

    /** Says which one, unless the reason begins with it already. */
    static StartRefused invalidSetting(String key, String reason) {
        String message = reason.startsWith(key) ? reason : key + ": " + reason;
        return new StartRefused(CONFIGURATION, "invalid setting: " + message);
    }

    static StartRefused portInUse(int port) {
        return new StartRefused(
                PORT_IN_USE, "port " + port + " is in use; choose another with --port N");
    }

    /** What the process ends with. */
    public int exitCode() {
        return exitCode;
    }
}
