package io.sightline.server.recording;

import io.sightline.media.segment.Recorder;
import io.sightline.media.segment.SegmentFile;
import io.sightline.media.segment.SegmentId;
import io.sightline.media.segment.SegmentSummary.State;
import io.sightline.media.segment.SegmentWriter;
import io.sightline.media.segment.Volume;
import io.sightline.server.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What segment files hold, by stream and id: the one being written from its recorder, others from
 * the file, the last ones asked for from memory. No database is asked: the id says where a file
 * lies on its volume, and volumes are few.
 */
final class SegmentFiles {

    /** Two hundred bytes a second of media: 64 files of ten minutes are 12 MB. */
    private static final int KEPT = 64;

    private record Key(String stream, SegmentId id) {}

    private final Storage storage;

    @SuppressWarnings("serial")
    private final Map<Key, SegmentFile> kept =
            new LinkedHashMap<>(2 * KEPT, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, SegmentFile> eldest) {
                    return size() > KEPT;
                }
            };

    SegmentFiles(Storage storage) {
        this.storage = storage;
    }

    /**
     * @return empty when there is no such segment
     * @throws IOException when there is one and it can't be read
     */
    Optional<SegmentFile> find(String stream, SegmentId id) throws IOException {
        Optional<SegmentFile> live = live(stream, id);
        if (live.isPresent()) {
            return live;
        }
        Key key = new Key(stream, id);
        SegmentFile known = kept(key);
        if (known != null) {
            return Optional.of(known);
        }
        Path path = locate(stream, id);
        if (path == null) {
            return Optional.empty();
        }
        SegmentFile file = SegmentFile.read(path);
        if (file.state() == State.CLOSED) {
            synchronized (kept) {
                kept.put(key, file);
            }
        }
        return Optional.of(file);
    }

    private @Nullable SegmentFile kept(Key key) {
        SegmentFile file;
        synchronized (kept) {
            file = kept.get(key);
        }
        return file;
    }

    private Optional<SegmentFile> live(String stream, SegmentId id) {
        return storage.archive()
                .recorder(stream)
                .flatMap(Recorder::current)
                .filter(writer -> writer.id().equals(id))
                .flatMap(SegmentWriter::file);
    }

    private @Nullable Path locate(String stream, SegmentId id) {
        for (Volume volume : storage.archive().volumes()) {
            Path path = volume.segmentPath(stream, id);
            if (Files.exists(path)) {
                return path;
            }
        }
        return null;
    }

    /** Forgets a file that has been removed. */
    void forget(String stream, SegmentId id) {
        synchronized (kept) {
            kept.remove(new Key(stream, id));
        }
    }
}
