package io.sightline.server.sendfile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that are being sent, each open once for all who send it and for a moment longer: viewers of
 * a stream read the same recording again and again, and opening costs as much as sending a part.
 *
 * <p>The moment is short, for the space of a deleted file is free only when it is closed. Safe for
 * use by any thread.
 */
final class OpenFiles {

    private static final Duration IDLE_CLOSE = Duration.ofSeconds(5);
    private static final Logger log = LoggerFactory.getLogger(OpenFiles.class);

    /** An open file; everything but the file itself is guarded by the map's lock on its path. */
    static final class OpenFile {
        private final Path path;
        private final SendableFile file;
        private int users;
        private long idleSinceNanos;

        private OpenFile(Path path, SendableFile file) {
            this.path = path;
            this.file = file;
        }

        SendableFile file() {
            return file;
        }
    }

    private final Map<Path, OpenFile> files = new ConcurrentHashMap<>();
    private final Scheduler scheduler;
    private volatile boolean sweeping;

    OpenFiles(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Opens {@code path} or joins those who have it open; to be given back by {@link #release}. */
    OpenFile acquire(Path path) throws IOException {
        try {
            OpenFile file =
                    files.compute(
                            path,
                            (key, open) -> {
                                OpenFile shared = open == null ? open(key) : open;
                                shared.users++;
                                return shared;
                            });
            sweepLater();
            return file;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static OpenFile open(Path path) {
        try {
            return new OpenFile(path, SendableFile.open(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void release(OpenFile file) {
        files.computeIfPresent(
                file.path,
                (key, open) -> {
                    open.users--;
                    open.idleSinceNanos = System.nanoTime();
                    return open;
                });
    }

    private void sweepLater() {
        if (!sweeping) {
            sweeping = true;
            scheduler.schedule(this::sweep, IDLE_CLOSE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void sweep() {
        long now = System.nanoTime();
        for (Path path : files.keySet()) {
            files.computeIfPresent(
                    path,
                    (key, open) -> {
                        boolean idle =
                                open.users == 0
                                        && now - open.idleSinceNanos >= IDLE_CLOSE.toNanos();
                        if (idle) {
                            close(open);
                        }
                        return idle ? null : open;
                    });
        }
        sweeping = false;
        if (!files.isEmpty()) {
            sweepLater();
        }
    }

    private static void close(OpenFile file) {
        try {
            file.file.close();
        } catch (IOException e) {
            log.debug("closing {}: {}", file.path, e.toString());
        }
    }

    /** How many are open, for tests. */
    int size() {
        return files.size();
    }
}
