package io.sightline.server.camera;

import io.sightline.server.web.ProblemException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The cameras as they were last read from the database: what lists, searches and single looks are
 * answered from. Changes made through {@link Cameras} are in it when they are acknowledged.
 *
 * <p>Read by any thread without waiting; changed by one at a time.
 */
final class CameraCatalogue {

    private record Content(List<Camera> inOrder, Map<String, Camera> byId) {
        static Content of(Collection<Camera> cameras) {
            Map<String, Camera> byId = HashMap.newHashMap(cameras.size());
            cameras.forEach(camera -> byId.put(camera.id(), camera));
            return new Content(byId.values().stream().sorted(Camera.ORDER).toList(), byId);
        }
    }

    private volatile Content content = Content.of(List.of());

    /** In the order of {@link Camera#ORDER}. */
    List<Camera> all() {
        return content.inOrder();
    }

    Optional<Camera> find(String id) {
        return Optional.ofNullable(content.byId().get(id));
    }

    /**
     * @throws ProblemException 404 {@code camera-not-found}
     */
    Camera get(String id) {
        return find(id).orElseThrow(() -> notFound(id));
    }

    static ProblemException notFound(String id) {
        return ProblemException.notFound("camera", id);
    }

    synchronized void replaceAll(Collection<Camera> cameras) {
        content = Content.of(cameras);
    }

    synchronized void put(Camera camera) {
        putAll(List.of(camera));
    }

    synchronized void putAll(Collection<Camera> cameras) {
        Map<String, Camera> changed = new HashMap<>(content.byId());
        cameras.forEach(camera -> changed.put(camera.id(), camera));
        content = Content.of(changed.values());
    }

    synchronized void remove(String id) {
        Map<String, Camera> changed = new HashMap<>(content.byId());
        changed.remove(id);
        content = Content.of(changed.values());
    }
}
