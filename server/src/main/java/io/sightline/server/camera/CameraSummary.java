package io.sightline.server.camera;

import io.sightline.server.stream.StreamDirectory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How many cameras somebody sees, and by what they can be told apart.
 *
 * @param favourites of the account that asks
 * @param states of main streams; those that no camera is in are left out
 * @param tags in the order of their names
 */
record CameraSummary(int cameras, int favourites, Map<String, Long> states, List<TagCount> tags) {

    /** A tag, and how many cameras have it. */
    record TagCount(String tag, long cameras) {}

    static CameraSummary of(List<Camera> cameras, StreamDirectory streams, Set<String> liked) {
        Map<String, Long> states =
                cameras.stream()
                        .collect(
                                Collectors.groupingBy(
                                        camera -> CameraJson.status(camera, streams).state(),
                                        TreeMap::new,
                                        Collectors.counting()));
        Map<String, Long> tags =
                cameras.stream()
                        .flatMap(camera -> camera.tags().stream())
                        .collect(
                                Collectors.groupingBy(
                                        Function.identity(), TreeMap::new, Collectors.counting()));
        return new CameraSummary(
                cameras.size(),
                (int) cameras.stream().filter(camera -> liked.contains(camera.id())).count(),
                states,
                tags.entrySet().stream()
                        .map(entry -> new TagCount(entry.getKey(), entry.getValue()))
                        .toList());
    }
}
