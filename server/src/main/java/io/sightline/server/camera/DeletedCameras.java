package io.sightline.server.camera;

import io.sightline.server.recording.RecordingRemoval;
import io.sightline.server.web.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was recorded of cameras that are deleted, where it is to go too. Safe for use by any thread.
 */
final class DeletedCameras {

    private static final Logger log = LoggerFactory.getLogger(DeletedCameras.class);

    private final RecordingRemoval recordings;

    /**
     * Those whose recordings are still there, by id, for who tries again. A restart forgets them:
     * the recordings then stay until they are due.
     */
    private final Map<String, Camera> unremoved = new ConcurrentHashMap<>();

    DeletedCameras(RecordingRemoval recordings) {
        this.recordings = recordings;
    }

    /**
     * Once nothing of the cameras runs any more.
     *
     * @throws ProblemException 503 {@code recordings-not-deleted}
     */
    void removeRecordings(List<Camera> deleted) {
        deleted.forEach(camera -> unremoved.put(camera.id(), camera));
        recordings.remove(
                deleted.stream()
                        .flatMap(camera -> camera.streams().stream())
                        .map(CameraStream::name)
                        .toList());
        deleted.forEach(camera -> unremoved.remove(camera.id()));
    }

    /**
     * Tries once more.
     *
     * @throws ProblemException 404 when nothing of such a camera waits for it, 503 {@code
     *     recordings-not-deleted}
     */
    void removeRecordingsAgain(String id) {
        Camera deleted = unremoved.get(id);
        if (deleted == null) {
            throw ProblemException.notFound("camera", id);
        }
        removeRecordings(List.of(deleted));
        log.info("[camera:{}] its recordings are deleted, too", id);
    }
}
