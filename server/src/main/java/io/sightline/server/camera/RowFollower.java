package io.sightline.server.camera;

import io.sightline.server.access.Rights;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes memory and what runs follow the rows of cameras: rights, catalogue and streams. Called
 * after each transaction that changed rows, before anybody is told of it; and every few seconds, so
 * that whatever was missed is put right.
 *
 * <p>Called from any thread, and does one thing after the other.
 */
final class RowFollower {

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
        rights.reloadCameras(cameras.stream().map(Camera::id).collect(Collectors.toSet()));
        catalogue.putAll(cameras);
        cameras.forEach(streams::follow);
    }

    /** One camera was changed or deleted. */
    synchronized void changed(String id) {
        rights.reloadCameras(Set.of(id));
        repository
                .find(id)
                .ifPresentOrElse(
                        camera -> {
                            catalogue.put(camera);
                            streams.follow(camera);
                        },
                        () -> {
                            catalogue.remove(id);
                            streams.forget(id);
                        });
    }

    /** Many were added, changed or deleted. */
    void manyChanged() {
        rights.reload();
        reconcile();
    }

    /** Makes what runs agree with what is stored. */
    synchronized void reconcile() {
        List<Camera> stored = repository.all();
        catalogue.replaceAll(stored);
        streams.reconcile(stored);
    }
}
