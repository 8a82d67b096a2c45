package io.sightline.bench.live;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps servers to the first processor and clients to the last: what is compared is one core's
 * work, and neither shares its caches with the other.
 */
final class Cores {

    private static final int COUNT = Runtime.getRuntime().availableProcessors();

    private Cores() {}

    static void pinServer(long pid) throws IOException, InterruptedException {
        if (COUNT < 2) {
            return;
        }
        Process taskset =
                new ProcessBuilder("taskset", "-a", "-c", "-p", "0", Long.toString(pid))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectErrorStream(true)
                        .start();
        if (taskset.waitFor() != 0) {
            throw new IOException("taskset could not pin process " + pid);
        }
    }

    /** A command that runs {@code command} where clients run. */
    static List<String> forClient(List<String> command) {
        List<String> pinned =
                new ArrayList<>(List.of("taskset", "-c", Integer.toString(COUNT - 1)));
        pinned.addAll(command);
        return pinned;
    }
}
