package io.sightline.server.camera;

import io.sightline.media.rtsp.RtspAddress;
import io.sightline.server.web.ProblemException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
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

    private final Map<Key, Known<T>> known = new HashMap<>();

    static Duplicates<Camera> among(Collection<Camera> cameras) {
        Duplicates<Camera> duplicates = new Duplicates<>();
        cameras.forEach(camera -> duplicates.add(camera, camera));
        return duplicates;
    }

    void add(Camera camera, T told) {
        Known<T> added = new Known<>(told, camera.device().serial());
        keys(camera).forEach(key -> known.putIfAbsent(key, added));
    }

    void add(CameraDraft draft, T told) {
        Known<T> added = new Known<>(told, draft.device().serial());
        keys(draft).forEach(key -> known.putIfAbsent(key, added));
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
                                Optional.ofNullable(known.get(key))
                                        .filter(there -> !otherDevice(key, there, serial))
                                        .map(there -> new Found<>(there.told(), key.reason()))
                                        .stream())
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
        if (channel.isPresent() && !host.isEmpty()) {
            keys.add(new Key(Reason.CHANNEL, place(host, port) + " ch" + channel.getAsInt()));
        }
        if (!device.serial().isEmpty()) {
            keys.add(
                    new Key(
                            Reason.SERIAL,
                            device.serial().toLowerCase(Locale.ROOT)
                                    + " ch"
                                    + channel.orElse(CameraStream.ONLY_CHANNEL)));
        }
        return keys.build();
    }

    private static String place(String host, int port) {
        return host.toLowerCase(Locale.ROOT) + ":" + port;
    }
}
