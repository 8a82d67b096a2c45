package io.sightline.server.camera;

import io.sightline.server.stream.StreamDirectory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which cameras a list is to have; what is null does not matter.
 *
 * @param q words that must all occur in what is known of a camera
 * @param group id of a group that it is in
 * @param tag that it has
 * @param state of its main stream
 * @param favourite whether it is one of the caller's favourites
 */
record CameraSearch(
        @Nullable String q,
        @Nullable String group,
        @Nullable String tag,
        @Nullable String state,
        @Nullable Boolean favourite) {

    /**
     * @param favourites of the caller, by camera id
     */
    Predicate<Camera> predicate(StreamDirectory streams, Predicate<Camera> favourites) {
        List<String> words = words();
        return camera ->
                (group == null || camera.groups().stream().anyMatch(g -> g.id().equals(group)))
                        && (tag == null || camera.tags().contains(tag))
                        && (favourite == null || favourites.test(camera) == favourite)
                        && (words.isEmpty() || containsAll(camera, words))
                        && (state == null
                                || CameraJson.status(camera, streams).state().equals(state));
    }

    private List<String> words() {
        return Optional.ofNullable(q).stream()
                .flatMap(text -> Arrays.stream(text.toLowerCase(Locale.ROOT).split("\\s+")))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static boolean containsAll(Camera camera, List<String> words) {
        Device device = camera.device();
        String text =
                Stream.of(
                                Stream.of(
                                        camera.name(),
                                        camera.host(),
                                        device.manufacturer(),
                                        device.model(),
                                        device.serial(),
                                        camera.note()),
                                camera.tags().stream(),
                                camera.groups().stream().map(Camera.GroupName::name),
                                camera.streams().stream().map(CameraStream::name))
                        .flatMap(parts -> parts)
                        .reduce("", (one, other) -> one + "\n" + other)
                        .toLowerCase(Locale.ROOT);
        return words.stream().allMatch(text::contains);
    }
}
