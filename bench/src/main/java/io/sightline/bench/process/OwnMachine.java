package io.sightline.bench.process;

import io.sightline.media.thread.ThreadScheduling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadFactory;

/**
 * Threads that stand for a machine of their own: whatever the server does, they run when they want
 * to. By SCHED_FIFO, through chrt(1) of util-linux; where that is not permitted, they are prompt
 * ones, which come a little late on a busy machine.
 */
public final class OwnMachine {

    private OwnMachine() {}

    /** Threads that have little to do: while one of them runs, nothing else does on its core. */
    public static ThreadFactory threads(ThreadFactory factory) {
        return work ->
                ThreadScheduling.prompt(factory)
                        .newThread(
                                () -> {
                                    goFirst();
                                    work.run();
                                });
    }

    private static void goFirst() {
        try {
            Path thread = Files.readSymbolicLink(Path.of("/proc/thread-self"));
            new ProcessBuilder("chrt", "--fifo", "--pid", "1", thread.getFileName().toString())
                    .redirectErrorStream(true)
                    .start()
                    .waitFor();
        } catch (IOException noLinux) {
            // It stays a prompt one.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
