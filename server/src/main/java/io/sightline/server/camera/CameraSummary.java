package io.sightline.server.camera;

import io.sightline.server.stream.StreamDirectory;
import io.sightline.server.stream.StreamStatusJson;
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
 * @param away cameras whose main stream does not come, which is tried again
 * @param states of main streams; those that no camera is in are left out
 * @param tags in the order of their names
 */
record CameraSummary(
        int cameras, int favourites, int away, Map<String, Long> states, List<TagCount> tags) {

    /** A tag, and how many cameras have it. */
    record TagCount(String tag, long cameras) {}

    static CameraSummary of(List<Camera> cameras, StreamDirectory streams, Set<String> liked) {
        List<StreamStatusJson> statuses =
                cameras.stream().map(camera -> CameraJson.status(camera, streams)).toList();
        Map<String, Long> states =
                statuses.stream()
                        .collect(
                                Collectors.groupingBy(
                                        StreamStatusJson::state,
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
                (int) statuses.stream().filter(CameraSummary::isAway).count(),
                states,
                tags.entrySet().stream()
                        .map(entry -> new TagCount(entry.getKey(), entry.getValue()))
                        .toList());
    }

    /** While it is tried again, too: it is no nearer for that. */
    private static boolean isAway(StreamStatusJson status) {
        return status.state().equals("retrying")
                || (status.state().equals("connecting") && status.failure() != null);
    }
}
