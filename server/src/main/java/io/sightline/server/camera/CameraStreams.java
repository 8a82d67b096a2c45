package io.sightline.server.camera;

import io.sightline.media.rtsp.RtspAddress;
import io.sightline.media.rtsp.RtspSettings;
import io.sightline.media.rtsp.RtspSource;
import io.sightline.media.stream.Source;
import io.sightline.media.stream.StreamFailure;
import io.sightline.media.stream.StreamInput;
import io.sightline.server.stream.StreamDefinition;
import io.sightline.server.stream.StreamDirectory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the streams that exist agree with the rows of cameras. Compares rather than follows events,
 * so that whatever went wrong is put right the next time.
 *
 * <p>Called from any thread, one at a time.
 */
final class CameraStreams {

    private static final Logger log = LoggerFactory.getLogger(CameraStreams.class);

    private record Known(
            StreamDefinition definition, Optional<RtspAddress> address, Source source) {}

    private final StreamDirectory directory;
    private final RtspSettings settings;
    private final InstantSource clock;
    private final Map<String, Known> known = new HashMap<>();
    private final Map<String, Set<String>> namesOfCamera = new HashMap<>();

    CameraStreams(StreamDirectory directory, RtspSettings settings, InstantSource clock) {
        this.directory = directory;
        this.settings = settings;
        this.clock = clock;
    }

    /** Makes the streams agree with all cameras that there are. */
    synchronized void reconcile(List<Camera> cameras) {
        Set<String> unwanted = new HashSet<>(known.keySet());
        for (Camera camera : cameras) {
            for (CameraStream stream : camera.streams()) {
                unwanted.remove(stream.name());
                define(camera, stream);
            }
        }
        unwanted.forEach(this::remove);
    }

    /** Makes the streams of one camera agree with it. */
    synchronized void follow(Camera camera) {
        Set<String> unwanted = new HashSet<>(namesOf(camera.id()));
        for (CameraStream stream : camera.streams()) {
            unwanted.remove(stream.name());
            define(camera, stream);
        }
        unwanted.forEach(this::remove);
    }

    /** Removes the streams of a camera that is gone. */
    synchronized void forget(String cameraId) {
        namesOf(cameraId).forEach(this::remove);
    }

    /** Whether a stream is called so. */
    boolean exists(String name) {
        return directory.find(name).isPresent();
    }

    private Set<String> namesOf(String cameraId) {
        return Set.copyOf(namesOfCamera.getOrDefault(cameraId, Set.of()));
    }

    private void remove(String name) {
        Known gone = known.remove(name);
        if (gone != null) {
            disown(gone.definition());
        }
        directory.remove(name);
        log.info("[stream:{}] removed with its camera", name);
    }

    private void disown(StreamDefinition definition) {
        namesOfCamera.computeIfPresent(
                definition.cameraId(),
                (_, names) -> {
                    names.remove(definition.name());
                    return names.isEmpty() ? null : names;
                });
    }

    private void define(Camera camera, CameraStream stream) {
        StreamDefinition definition =
                new StreamDefinition(
                        stream.name(),
                        camera.id(),
                        camera.name(),
                        stream.role(),
                        camera.record() && stream.isMain());
        Optional<RtspAddress> address = stream.address();
        Known before = known.get(stream.name());
        if (before != null
                && before.definition().equals(definition)
                && before.address().equals(address)
                && directory.find(stream.name()).isPresent()) {
            return;
        }
        Source source =
                before != null && before.address().equals(address)
                        ? before.source()
                        : source(stream.name(), address);
        if (before != null) {
            disown(before.definition());
        }
        known.put(stream.name(), new Known(definition, address, source));
        namesOfCamera.computeIfAbsent(camera.id(), _ -> new HashSet<>()).add(stream.name());
        directory.define(definition, source);
        log.info(
                "[camera:{}] stream {} from {}",
                camera.id(),
                stream.name(),
                address.map(RtspAddress::masked).orElse("an address that can't be read"));
    }

    private Source source(String name, Optional<RtspAddress> address) {
        return address.<Source>map(known -> RtspSource.create(name, known, settings, clock))
                .orElseGet(UnreadableAddress::new);
    }

    /** Stands in for a camera whose sealed address can't be opened: says so, for people to see. */
    private static final class UnreadableAddress implements Source {

        private static final Duration TRY_AGAIN = Duration.ofMinutes(1);

        @Override
        public void start(StreamInput input) {
            input.failed(
                    new StreamFailure(
                            StreamFailure.Type.INVALID_ADDRESS,
                            "The address was sealed with another key; type it again."),
                    TRY_AGAIN);
        }

        @Override
        public void stop() {}
    }
}
