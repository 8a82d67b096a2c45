package io.sightline.server.recording;

import io.sightline.media.segment.Disk;
import io.sightline.media.segment.SegmentFile;
import io.sightline.media.segment.SegmentId;
import io.sightline.media.segment.SegmentRecovery;
import io.sightline.media.segment.SegmentScan;
import io.sightline.media.segment.Volume;
import io.sightline.server.recording.SegmentIndex.KnownSegment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes index and files agree, from the files: a file without a row gets one, a row without a file
 * goes, and a file that was left unfinished is finished. Files that this process is writing are
 * left alone. Any number of runs have the result of one.
 */
public final class IndexReconciler {

    private static final Logger log = LoggerFactory.getLogger(IndexReconciler.class);

    /** How carefully files that the index knows are looked at. */
    enum Depth {
        /** That there is a file of that name. */
        NAMES,
        /** That it has the size it had. */
        SIZES
    }

    /**
     * What a run did.
     *
     * @param files that were found
     * @param added rows of files that the index did not know, or knew differently
     * @param removed rows whose file is gone
     * @param foreign files named as segments that are none
     */
    record Outcome(long files, long added, long removed, long foreign) {

        Outcome plus(Outcome other) {
            return new Outcome(
                    files + other.files,
                    added + other.added,
                    removed + other.removed,
                    foreign + other.foreign);
        }
    }

    private final SegmentIndex index;

    public IndexReconciler(SegmentIndex index) {
        this.index = index;
    }

    /**
     * Goes over a whole volume.
     *
     * @throws IOException when the volume can't be read, in which case no row goes
     */
    Outcome reconcile(Volume volume, Depth depth) throws IOException {
        long start = System.nanoTime();
        volume.verify();
        Set<String> streams = new HashSet<>(index.streams(volume.name()));
        streams.addAll(SegmentScan.streams(volume));
        Outcome total = new Outcome(0, 0, 0, 0);
        for (String stream : streams) {
            total = total.plus(reconcile(volume, stream, depth));
        }
        log.info(
                "[volume:{}] index and files agree: {} files, {} rows added, {} removed, {} ms",
                volume,
                total.files(),
                total.added(),
                total.removed(),
                (System.nanoTime() - start) / 1_000_000);
        return total;
    }

    private Outcome reconcile(Volume volume, String stream, Depth depth) throws IOException {
        Map<SegmentId, KnownSegment> rows = index.known(volume.name(), stream);
        List<IndexedSegment> changed = new ArrayList<>();
        long foreign = 0;
        List<SegmentId> files = SegmentScan.segments(volume, stream);
        for (SegmentId id : files) {
            if (isAsKnown(volume, stream, id, rows.remove(id), depth)) {
                continue;
            }
            Optional<IndexedSegment> now = read(volume, stream, id);
            now.ifPresent(changed::add);
            foreign += now.isEmpty() ? 1 : 0;
        }
        // A file may have been begun between the reading of rows and the listing of names.
        rows.keySet().removeIf(id -> Files.exists(volume.segmentPath(stream, id)));
        if (!changed.isEmpty()) {
            index.put(changed);
        }
        if (!rows.isEmpty()) {
            volume.verify();
            index.remove(stream, rows.keySet());
        }
        return new Outcome(files.size(), changed.size(), rows.size(), foreign);
    }

    /** Hardly anything is done for a file that the index knows: there are very many. */
    private static boolean isAsKnown(
            Volume volume, String stream, SegmentId id, @Nullable KnownSegment row, Depth depth)
            throws IOException {
        if (row != null && row.closed() && depth == Depth.NAMES) {
            return true;
        }
        Path path = volume.segmentPath(stream, id);
        return volume.isBeingWritten(path)
                || (row != null && row.closed() && Files.size(path) == row.sizeBytes());
    }

    /** Finishes files that were left open, as the index knows them. */
    int finishOpen(Volume volume) throws IOException {
        int finished = 0;
        for (IndexedSegment row : index.open(volume.name())) {
            Path path = volume.segmentPath(row.stream(), row.id());
            if (volume.isBeingWritten(path)) {
                continue;
            }
            Optional<IndexedSegment> now = read(volume, row.stream(), row.id());
            if (now.isPresent()) {
                index.put(List.of(now.get()));
                finished++;
            } else if (!Files.exists(path)) {
                volume.verify();
                index.remove(row.stream(), List.of(row.id()));
            }
        }
        return finished;
    }

    private static Optional<IndexedSegment> read(Volume volume, String stream, SegmentId id)
            throws IOException {
        Path path = volume.segmentPath(stream, id);
        try {
            return SegmentRecovery.finish(path, Disk.local())
                    .map(file -> file.summary(volume.name(), id))
                    .map(IndexedSegment::of)
                    .filter(segment -> segment.stream().equals(stream));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (SegmentFile.NotASegmentException e) {
            log.warn("[volume:{}] left alone: {}", volume, e.getMessage());
            return Optional.empty();
        } catch (Disk.FullException e) {
            log.warn("[volume:{}] no room to finish {} yet", volume, path);
            return Optional.of(
                    IndexedSegment.of(SegmentFile.read(path).summary(volume.name(), id)));
        }
    }
}
