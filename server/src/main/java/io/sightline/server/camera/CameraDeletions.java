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
        switch (kept) {
            case KEEP -> recordings.keep(streams(camera));
            case DELETE -> recordings.order(camera.id(), streams(camera));
        }
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
        recordings.remove(deleted.stream().flatMap(camera -> streams(camera).stream()).toList());
    }

    private static List<String> streams(Camera camera) {
        return camera.streams().stream().map(CameraStream::name).toList();
    }

    /** As {@link Cameras#removeRecordingsAgain}. */
    void removeRecordingsAgain(String id) {
        List<String> waiting = recordings.waitingOf(id);
        if (waiting.isEmpty()) {
            throw CameraCatalogue.notFound(id);
        }
        recordings.remove(waiting);
        log.info("[camera:{}] its recordings are deleted, too", id);
    }
}
