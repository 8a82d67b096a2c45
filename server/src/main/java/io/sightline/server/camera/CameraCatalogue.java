package io.sightline.server.camera;

import io.sightline.server.web.ProblemException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The cameras as they were last read from the database: what lists, searches and single looks are
 * answered from. Changes made through {@link Cameras} are in it when they are acknowledged.
 *
 * <p>Read by any thread without waiting; changed by one at a time.
 */
final class CameraCatalogue {

    private record Content(List<Camera> inOrder, Map<String, Camera> byId) {}

    /** Where the cameras are, kept up with each change; guarded by this. */
    private Duplicates<Camera> places = new Duplicates<>();

    private volatile Content content = new Content(List.of(), Map.of());

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

    /** Of cameras that are there, the one that is wanted. */
    synchronized Optional<Duplicates.Found<Camera>> same(CameraDraft wanted) {
        return places.of(wanted);
    }

    synchronized void replaceAll(Collection<Camera> cameras) {
        List<Camera> inOrder = cameras.stream().sorted(Camera.ORDER).toList();
        if (!inOrder.equals(content.inOrder())) {
            places = Duplicates.among(inOrder);
            content =
                    new Content(
                            inOrder,
                            inOrder.stream()
                                    .collect(
                                            Collectors.toUnmodifiableMap(
                                                    Camera::id, Function.identity())));
        }
    }

    synchronized void put(Camera camera) {
        change(Set.of(camera.id()), List.of(camera));
    }

    synchronized void putAll(Collection<Camera> cameras) {
        change(cameras.stream().map(Camera::id).collect(Collectors.toSet()), cameras);
    }

    synchronized void removeAll(Set<String> ids) {
        change(ids, List.of());
    }

    /** Copies what is not changed, which is faster by far than putting it in order again. */
    private void change(Set<String> ids, Collection<Camera> now) {
        List<Camera> inOrder = new ArrayList<>(content.inOrder());
        Map<String, Camera> byId = new HashMap<>(content.byId());
        for (String id : ids) {
            Camera before = byId.remove(id);
            if (before != null) {
                places.remove(before, before);
            }
        }
        inOrder.removeIf(camera -> ids.contains(camera.id()));
        for (Camera camera : now) {
            inOrder.add(camera);
            byId.put(camera.id(), camera);
            places.add(camera, camera);
        }
        inOrder.sort(Camera.ORDER);
        content = new Content(Collections.unmodifiableList(inOrder), byId);
    }
}
