package io.sightline.server.camera;

import io.sightline.server.access.Rights;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes memory and what runs follow the rows of cameras: rights, catalogue and streams. Called
 * after each transaction that changed rows, before anybody is told of it; and every few seconds, so
 * that whatever was missed is put right.
 *
 * <p>What is committed is done, and is to be answered as that: what can't be followed at once is in
 * the log, keeps nothing else from following, and is made up for by {@link #reconcile}.
 *
 * <p>Called from any thread, and does one thing after the other.
 */
final class RowFollower {

    private static final Logger log = LoggerFactory.getLogger(RowFollower.class);

    private final CameraRepository repository;
    private final Rights rights;
    private final CameraCatalogue catalogue;
    private final CameraStreams streams;

    RowFollower(
            CameraRepository repository,
            Rights rights,
            CameraCatalogue catalogue,
            CameraStreams streams) {
        this.repository = repository;
        this.rights = rights;
        this.catalogue = catalogue;
        this.streams = streams;
    }

    /** Cameras were stored as they are given here. */
    synchronized void added(List<Camera> cameras) {
        Set<String> ids = cameras.stream().map(Camera::id).collect(Collectors.toSet());
        attempt("rights on what is added", () -> rights.reloadCameras(ids));
        catalogue.putAll(cameras);
        for (Camera camera : cameras) {
            attempt("streams of " + camera.id(), () -> streams.follow(camera));
        }
    }

    /** One camera was changed, and perhaps deleted since. */
    synchronized void changed(String id) {
        attempt("rights on " + id, () -> rights.reloadCameras(Set.of(id)));
        attempt("change of " + id, () -> follow(id, repository.find(id)));
    }

    private void follow(String id, Optional<Camera> stored) {
        stored.ifPresentOrElse(
                camera -> {
                    catalogue.put(camera);
                    streams.follow(camera);
                },
                () -> forget(Set.of(id)));
    }

    /** These were deleted. Nothing of them is there when this returns, whatever else fails. */
    synchronized void deleted(Set<String> ids) {
        if (ids.isEmpty()) {
            return;
        }
        attempt("rights on what is deleted", () -> rights.reloadCameras(ids));
        forget(ids);
    }

    private void forget(Set<String> ids) {
        catalogue.removeAll(ids);
        for (String id : ids) {
            attempt("streams of " + id, () -> streams.forget(id));
        }
    }

    /** Many were added or changed. */
    void manyChanged() {
        attempt("rights", rights::reload);
        attempt("rows", this::reconcile);
    }

    private static void attempt(String what, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            log.error("[camera:all] the {} can't be followed yet", what, e);
        }
    }

    /** Makes what runs agree with what is stored. */
    synchronized void reconcile() {
        attempt("rights", rights::catchUp);
        List<Camera> stored = repository.all();
        catalogue.replaceAll(stored);
        streams.reconcile(stored);
    }
}
