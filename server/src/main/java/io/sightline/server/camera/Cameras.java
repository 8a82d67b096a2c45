package io.sightline.server.camera;

import io.sightline.server.web.ProblemException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/** What people do with cameras. Each change is stored first; the streams then follow the rows. */
final class Cameras {

    private static final Logger log = LoggerFactory.getLogger(Cameras.class);
    private static final int MAX_NAME_LENGTH = 200;

    private final CameraRepository repository;
    private final CameraStreams streams;
    private final StreamNaming naming;
    private final InstantSource clock;

    Cameras(
            CameraRepository repository,
            CameraStreams streams,
            StreamNaming naming,
            InstantSource clock) {
        this.repository = repository;
        this.streams = streams;
        this.naming = naming;
        this.clock = clock;
    }

    List<Camera> page(Optional<CameraCursor> after, int limit) {
        return repository.page(after, limit);
    }

    Camera get(String id) {
        return repository.find(id).orElseThrow(() -> ProblemException.notFound("camera", id));
    }

    Camera add(@Nullable String name, @Nullable String url, boolean record) {
        String validName = validName(name);
        CameraAddress address = validAddress(url);
        Camera camera =
                repository.insert(
                        UUID.randomUUID().toString(),
                        validName,
                        address,
                        record,
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        naming);
        log.info("[camera:{}] added: {} at {}", camera.id(), camera.name(), address);
        reconcile();
        return camera;
    }

    /** Changes what is not null. */
    Camera change(
            String id, @Nullable String name, @Nullable String url, @Nullable Boolean record) {
        Camera before = get(id);
        Camera changed =
                new Camera(
                        id,
                        name == null ? before.name() : validName(name),
                        url == null ? before.address() : Optional.of(changed(before, url)),
                        record == null ? before.record() : record,
                        before.createdAt(),
                        before.streams());
        repository.update(changed);
        log.info("[camera:{}] changed: {} at {}", id, changed.name(), changed.maskedUrl());
        reconcile();
        return get(id);
    }

    private static CameraAddress changed(Camera before, String url) {
        return checked(
                () ->
                        before.address()
                                .map(address -> address.changedTo(url))
                                .orElseGet(() -> CameraAddress.parse(url)));
    }

    void delete(String id) {
        if (!repository.delete(id)) {
            throw ProblemException.notFound("camera", id);
        }
        log.info("[camera:{}] deleted; its recordings stay", id);
        reconcile();
    }

    /** Makes what runs agree with what is stored. */
    void reconcile() {
        streams.reconcile(repository.all());
    }

    private static String validName(@Nullable String name) {
        String stripped = name == null ? "" : name.strip();
        boolean printable = stripped.chars().noneMatch(Character::isISOControl);
        if (stripped.isEmpty() || stripped.length() > MAX_NAME_LENGTH || !printable) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "invalid-camera-name",
                    "Not a camera name",
                    "A camera needs a name of 1 to 200 characters.");
        }
        return stripped;
    }

    static CameraAddress validAddress(@Nullable String url) {
        return checked(
                () -> {
                    if (url == null || url.isBlank()) {
                        throw new IllegalArgumentException("A camera needs an address.");
                    }
                    return CameraAddress.parse(url);
                });
    }

    private static CameraAddress checked(Supplier<CameraAddress> address) {
        try {
            return address.get();
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "invalid-camera-url",
                    "Not a camera address",
                    String.valueOf(e.getMessage()));
        }
    }
}
