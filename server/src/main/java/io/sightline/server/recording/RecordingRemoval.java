package io.sightline.server.recording;

import io.sightline.media.segment.SegmentScan;
import io.sightline.media.segment.StreamRemoval;
import io.sightline.media.segment.Volume;
import io.sightline.server.storage.Storage;
import io.sightline.server.stream.StreamDirectory;
import io.sightline.server.web.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/**
 * Deletes what was recorded of streams that are no more, when somebody wants that. A stream that is
 * there again keeps its recordings. Safe for use by any thread.
 */
public final class RecordingRemoval {

    private static final Logger log = LoggerFactory.getLogger(RecordingRemoval.class);

    /** A recorder finishes its file when its stream has gone. */
    private static final Duration FINISH_LIMIT = Duration.ofSeconds(15);

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final StreamDirectory streams;
    private final Storage storage;
    private final SegmentIndex index;
    private final IndexWriter writer;

    RecordingRemoval(
            StreamDirectory streams, Storage storage, SegmentIndex index, IndexWriter writer) {
        this.streams = streams;
        this.storage = storage;
        this.index = index;
        this.writer = writer;
    }

    /**
     * When this returns, nobody sees the recordings any more; their files go in the background.
     *
     * @throws ProblemException 503 {@code recordings-not-deleted} when some of them stay
     */
    public void remove(Collection<String> names) {
        try {
            for (String name : names) {
                if (streams.find(name).isEmpty()) {
                    await("the file of " + name, () -> isFinished(name));
                }
            }
            await("the index", writer::idle);
            for (String name : names) {
                if (streams.find(name).isEmpty()) {
                    takeAway(name);
                }
            }
        } catch (IOException e) {
            log.error("[recording:removal] {}", e.toString());
            throw notDeleted();
        } finally {
            purgeLater();
        }
    }

    private void takeAway(String name) throws IOException {
        for (Volume volume : storage.archive().volumes()) {
            if (StreamRemoval.takeAway(volume, name)) {
                log.info("[stream:{}] its recordings on {} are deleted", name, volume);
            }
        }
        index.forget(name);
    }

    private boolean isFinished(String name) {
        return storage.archive().recorder(name).isEmpty()
                && storage.archive().volumes().stream()
                        .noneMatch(volume -> isBeingWritten(volume, name));
    }

    private static boolean isBeingWritten(Volume volume, String name) {
        try {
            return SegmentScan.segments(volume, name).stream()
                    .anyMatch(id -> volume.isBeingWritten(volume.segmentPath(name, id)));
        } catch (IOException e) {
            log.warn("[volume:{}] can't be read: {}", volume, e.toString());
            return true;
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + FINISH_LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                log.error("[recording:removal] {} was not finished in time", what);
                throw notDeleted();
            }
            try {
                Thread.sleep(LOOK_EVERY);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw notDeleted();
            }
        }
    }

    private void purgeLater() {
        Thread.ofVirtual()
                .name("recording-removal")
                .start(() -> storage.archive().volumes().forEach(RecordingRemoval::purge));
    }

    /** Deletes the files of what was removed, also before a restart. */
    static void purge(Volume volume) {
        try {
            StreamRemoval.purge(volume);
        } catch (IOException e) {
            log.error(
                    "[volume:{}] what was removed could not be deleted: {}", volume, e.toString());
        }
    }

    private static ProblemException notDeleted() {
        return new ProblemException(
                HttpStatus.SERVICE_UNAVAILABLE,
                "recordings-not-deleted",
                "Recordings are still there",
                "The camera is deleted, but its recordings could not be. The log says why.");
    }
}
