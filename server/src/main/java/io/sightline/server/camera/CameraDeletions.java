package io.sightline.server.camera;

import io.sightline.server.audit.Action;
import io.sightline.server.audit.Actor;
import io.sightline.server.audit.AuditLog;
import io.sightline.server.audit.Outcome;
import io.sightline.server.audit.Target;
import io.sightline.server.database.Database;
import io.sightline.server.recording.RecordingRemoval;
import io.sightline.server.web.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes cameras: first their rows, then, once nothing of them runs any more, what was recorded of
 * them, where it is to go too. Safe for use by any thread.
 */
final class CameraDeletions {

    private static final Logger log = LoggerFactory.getLogger(CameraDeletions.class);

    private final Database database;
    private final CameraRepository repository;
    private final RowFollower follower;
    private final RecordingRemoval recordings;
    private final AuditLog audit;

    /**
     * Those whose recordings are still there, by id, for who tries again. A restart forgets them:
     * the recordings then stay until they are due.
     */
    private final Map<String, Camera> unremoved = new ConcurrentHashMap<>();

    CameraDeletions(
            Database database,
            CameraRepository repository,
            RowFollower follower,
            RecordingRemoval recordings,
            AuditLog audit) {
        this.database = database;
        this.repository = repository;
        this.follower = follower;
        this.recordings = recordings;
        this.audit = audit;
    }

    /** As {@link Cameras#delete}. */
    void delete(Actor actor, String id, KeptRecordings kept) {
        Camera camera =
                database.transaction(
                        () -> {
                            Camera there =
                                    repository
                                            .findForChange(id)
                                            .orElseThrow(() -> CameraCatalogue.notFound(id));
                            remove(actor, there, kept);
                            return there;
                        });
        follower.deleted(Set.of(id));
        removeRecordings(List.of(camera), kept);
    }

    /** Within a transaction. */
    void remove(Actor actor, Camera camera, KeptRecordings kept) {
        repository.delete(camera.id());
        audit.append(
                actor,
                Action.CAMERA_DELETE,
                Target.camera(camera.id(), camera.name()),
                Outcome.SUCCESS,
                Map.of("recordings", kept.outcome()));
        log.info("[camera:{}] deleted, its recordings are {}", camera.id(), kept.outcome());
    }

    /**
     * Once nothing of the cameras runs any more.
     *
     * @throws ProblemException 503 {@code recordings-not-deleted}
     */
    void removeRecordings(List<Camera> deleted, KeptRecordings kept) {
        switch (kept) {
            case KEEP -> {}
            case DELETE -> removeRecordings(deleted);
        }
    }

    private void removeRecordings(List<Camera> deleted) {
        deleted.forEach(camera -> unremoved.put(camera.id(), camera));
        recordings.remove(
                deleted.stream()
                        .flatMap(camera -> camera.streams().stream())
                        .map(CameraStream::name)
                        .toList());
        deleted.forEach(camera -> unremoved.remove(camera.id()));
    }

    /** As {@link Cameras#removeRecordingsAgain}. */
    void removeRecordingsAgain(String id) {
        Camera deleted = unremoved.get(id);
        if (deleted == null) {
            throw CameraCatalogue.notFound(id);
        }
        removeRecordings(List.of(deleted));
        log.info("[camera:{}] its recordings are deleted, too", id);
    }
}
