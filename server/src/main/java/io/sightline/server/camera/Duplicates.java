package io.sightline.server.camera;

import io.sightline.media.rtsp.RtspAddress;
import io.sightline.server.web.ProblemException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Tells whether a camera that is wanted is there already. Two are the same when a stream of one has
 * the address of a stream of the other, or when both are known to be the same channel of the same
 * device, which is known by its serial number or by its host and port. Two serial numbers that
 * differ tell devices apart that share host and port, as behind a gateway. Users and passwords make
 * no difference.
 *
 * @param <T> what is told of the one that is there
 */
final class Duplicates<T> {

    /** By what two cameras were found to be one. */
    enum Reason {
        ADDRESS("has the same address"),
        CHANNEL("is the same channel of the same host and port"),
        SERIAL("has the same serial number");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** The camera that is there. */
    record Found<T>(T camera, Reason reason) {}

    /** 409 {@code camera-exists}, with the {@code id} of the one that is there. */
    static ProblemException exists(Found<Camera> there) {
        ProblemException exists =
                new ProblemException(
                        HttpStatus.CONFLICT,
                        "camera-exists",
                        "The camera is there already",
                        "\"%s\" %s.".formatted(there.camera().name(), there.reason().words()));
        exists.getBody().setProperty("id", there.camera().id());
        return exists;
    }

    /** Throws {@link #exists}. */
    static void refuse(Found<Camera> there) {
        throw exists(there);
    }

    private record Key(Reason reason, String text) {}

    private record Known<T>(T told, String serial) {}

    /** Oldest first; devices behind a gateway share a key, and most keys have one. */
    private final Map<Key, List<Known<T>>> known = new HashMap<>();

    static Duplicates<Camera> among(Collection<Camera> cameras) {
        Duplicates<Camera> duplicates = new Duplicates<>();
        cameras.forEach(camera -> duplicates.add(camera, camera));
        return duplicates;
    }

    void add(Camera camera, T told) {
        add(keys(camera), new Known<>(told, camera.device().serial()));
    }

    void add(CameraDraft draft, T told) {
        add(keys(draft), new Known<>(told, draft.device().serial()));
    }

    private void add(Stream<Key> keys, Known<T> added) {
        keys.distinct()
                .forEach(
                        key ->
                                known.merge(
                                        key,
                                        List.of(added),
                                        (there, more) ->
                                                Stream.concat(there.stream(), more.stream())
                                                        .toList()));
    }

    /** Undoes an {@link #add(Camera, Object)}. */
    void remove(Camera camera, T told) {
        keys(camera)
                .forEach(key -> known.computeIfPresent(key, (_, there) -> without(there, told)));
    }

    private static <T> @Nullable List<Known<T>> without(List<Known<T>> there, T told) {
        List<Known<T>> others = there.stream().filter(one -> !one.told().equals(told)).toList();
        return others.isEmpty() ? null : others;
    }

    Optional<Found<T>> of(CameraDraft draft) {
        return find(keys(draft), draft.device().serial());
    }

    Optional<Found<T>> of(Camera camera) {
        return find(keys(camera), camera.device().serial());
    }

    private Optional<Found<T>> find(Stream<Key> keys, String serial) {
        return keys.flatMap(
                        key ->
                                known.getOrDefault(key, List.of()).stream()
                                        .filter(there -> !otherDevice(key, there, serial))
                                        .map(there -> new Found<>(there.told(), key.reason())))
                .findFirst();
    }

    private static boolean otherDevice(Key key, Known<?> there, String serial) {
        return key.reason() == Reason.CHANNEL
                && !serial.isEmpty()
                && !there.serial().isEmpty()
                && !serial.equalsIgnoreCase(there.serial());
    }

    private static Stream<Key> keys(Camera camera) {
        return camera.streams().stream()
                .flatMap(
                        stream ->
                                keys(
                                        camera.device(),
                                        camera.host(),
                                        camera.port(),
                                        stream.channel(),
                                        stream.address()));
    }

    private static Stream<Key> keys(CameraDraft draft) {
        return draft.streams().stream()
                .flatMap(
                        stream ->
                                keys(
                                        draft.device(),
                                        draft.host(),
                                        draft.port(),
                                        stream.channel(),
                                        Optional.of(stream.address())));
    }

    /** The surest first: it is the one that people are told. */
    private static Stream<Key> keys(
            Device device,
            String host,
            int port,
            OptionalInt channel,
            Optional<RtspAddress> address) {
        Stream.Builder<Key> keys = Stream.builder();
        address.ifPresent(
                there ->
                        keys.add(
                                new Key(
                                        Reason.ADDRESS,
                                        place(there.host(), there.port())
                                                + (there.target().isEmpty()
                                                        ? "/"
                                                        : there.target()))));
        if (!device.serial().isEmpty()) {
            keys.add(
                    new Key(
                            Reason.SERIAL,
                            device.serial().toLowerCase(Locale.ROOT)
                                    + " ch"
                                    + channel.orElse(CameraStream.ONLY_CHANNEL)));
        }
        if (channel.isPresent() && !host.isEmpty()) {
            keys.add(new Key(Reason.CHANNEL, place(host, port) + " ch" + channel.getAsInt()));
        }
        return keys.build();
    }

    private static String place(String host, int port) {
        return host.toLowerCase(Locale.ROOT) + ":" + port;
    }
}
