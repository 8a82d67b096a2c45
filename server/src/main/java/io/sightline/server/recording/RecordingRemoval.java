package io.sightline.server.recording;

import io.sightline.media.segment.SegmentScan;
import io.sightline.media.segment.StreamRemoval;
import io.sightline.media.segment.Volume;
import io.sightline.server.storage.Storage;
import io.sightline.server.stream.StreamDirectory;
import io.sightline.server.web.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/**
 * Deletes what was recorded of streams that are no more, when somebody wants that. A stream that is
 * there again keeps its recordings. What is wanted is a row ({@link RemovalOrders}): what can't be
 * done now, because a file, a volume or the server's end is in the way, is done later. Safe for use
 * by any thread.
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
    private final RemovalOrders orders;

    RecordingRemoval(
            StreamDirectory streams,
            Storage storage,
            SegmentIndex index,
            IndexWriter writer,
            RemovalOrders orders) {
        this.streams = streams;
        this.storage = storage;
        this.index = index;
        this.writer = writer;
        this.orders = orders;
    }

    // ---- what is wanted ----

    /** Within the transaction that deletes the camera: what was recorded of it is to go. */
    public void order(String cameraId, Collection<String> names) {
        orders.add(cameraId, names);
    }

    /** Within the transaction that deletes the camera: what was recorded of it is to stay. */
    public void keep(Collection<String> names) {
        orders.remove(names);
    }

    /** Streams of a camera that is deleted, of which something is still there that is to go. */
    public List<String> waitingOf(String cameraId) {
        return orders.waitingOf(cameraId);
    }

    /** Streams of which something is still there that is to go. */
    public int waiting() {
        return orders.waiting().size();
    }

    // ---- doing it ----

    /**
     * Does what is {@linkplain #order wanted} of these. When this returns, nobody sees the
     * recordings any more; their files go in the background.
     *
     * @throws ProblemException 503 {@code recordings-not-deleted} when some of them stay for now
     */
    public void remove(Collection<String> names) {
        boolean all;
        try {
            all = isAllRemoved(names);
        } catch (RuntimeException e) {
            // The camera is deleted, whatever the database takes now.
            log.error("[recording:removal] failed, tries again: {}", e.toString());
            all = false;
        }
        if (!all) {
            throw notDeleted();
        }
    }

    private boolean isAllRemoved(Collection<String> names) {
        orders.withdrawOfThoseThatAreThereAgain();
        Set<String> wanted = new LinkedHashSet<>(orders.waiting());
        wanted.retainAll(Set.copyOf(names));
        long deadlineNanos = System.nanoTime() + FINISH_LIMIT.toNanos();
        List<String> removed = new ArrayList<>();
        try {
            for (String name : wanted) {
                if (isRemoved(name, deadlineNanos)) {
                    removed.add(name);
                }
            }
            orders.remove(removed);
        } finally {
            purgeLater();
        }
        return removed.size() == wanted.size();
    }

    /** Does what could not be done when it was wanted, or not before the server's end. */
    void removeWaiting() {
        List<String> waiting = storage.isComplete() ? orders.waiting() : List.of();
        if (!waiting.isEmpty()) {
            log.info(
                    "[recording:removal] recordings of {} streams are to go still", waiting.size());
            remove(waiting);
        }
    }

    private boolean isRemoved(String name, long deadlineNanos) {
        try {
            if (!await(() -> isFinished(name), deadlineNanos)
                    || !await(writer::idle, deadlineNanos)) {
                log.error("[stream:{}] its last recording was not finished in time", name);
                return false;
            }
            takeAway(name);
        } catch (IOException | RuntimeException e) {
            log.error("[stream:{}] its recordings are not deleted: {}", name, e.toString());
            return false;
        }
        if (!storage.isComplete()) {
            log.error("[stream:{}] a volume is missing that may hold recordings of it", name);
            return false;
        }
        return true;
    }

    private void takeAway(String name) throws IOException {
        if (streams.find(name).isPresent()) {
            // Somebody has added its camera anew just now.
            return;
        }
        for (Volume volume : storage.archive().volumes()) {
            if (StreamRemoval.takeAway(volume, name)) {
                log.info("[stream:{}] its recordings on {} are deleted", name, volume);
            }
        }
        index.forget(name);
    }

    private boolean isFinished(String name) {
        return streams.find(name).isEmpty()
                && storage.archive().recorder(name).isEmpty()
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

    /** Looks once at least. */
    private static boolean await(BooleanSupplier condition, long deadlineNanos) {
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadlineNanos > 0) {
                return false;
            }
            try {
                Thread.sleep(LOOK_EVERY);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
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
                "The camera is deleted, but its recordings could not be yet. That is tried again"
                        + " by itself; the log says why it failed.");
    }
}
