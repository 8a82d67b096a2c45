package io.sightline.server.monitoring;

import io.sightline.media.segment.VolumeStatus;
import io.sightline.server.access.Caller;
import io.sightline.server.network.Listeners;
import io.sightline.server.storage.Storage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/v1/system}: what runs here, since when, and where it keeps recordings. */
@RestController
class SystemResource {

    private final InstantSource clock;
    private final boolean demo;
    private final Listeners listeners;
    private final Storage storage;
    private final Instant startedAt;

    SystemResource(
            InstantSource clock,
            Storage storage,
            @Value("${sightline.demo}") boolean demo,
            Listeners listeners) {
        this.clock = clock;
        this.storage = storage;
        this.demo = demo;
        this.listeners = listeners;
        startedAt = clock.instant();
    }

    /**
     * @param listen addresses and ports
     * @param volumes only for those who look after all cameras
     * @param demo whether the cameras are simulated
     */
    record SystemJson(
            String version,
            Instant startedAt,
            Instant now,
            String listen,
            List<VolumeJson> volumes,
            boolean demo) {}

    /**
     * A place that holds recordings.
     *
     * @param state {@code ready}, {@code full}, {@code slow} or {@code failed}
     * @param problem what is wrong, in words; null when nothing is
     */
    record VolumeJson(
            String id,
            String path,
            String state,
            @Nullable String problem,
            long capacityBytes,
            long freeBytes,
            long usedBytes) {

        static VolumeJson of(VolumeStatus status) {
            return new VolumeJson(
                    status.name(),
                    status.directory().toString(),
                    status.state().name().toLowerCase(Locale.ROOT),
                    status.problem().isEmpty() ? null : status.problem(),
                    status.capacityBytes(),
                    status.freeBytes(),
                    status.capacityBytes() - status.freeBytes());
        }
    }

    @GetMapping("/api/v1/system")
    SystemJson system(Caller caller) {
        return new SystemJson(
                version(),
                startedAt,
                clock.instant(),
                String.join(", ", listeners.addresses()),
                caller.seesAllCameras()
                        ? storage.status().stream().map(VolumeJson::of).toList()
                        : List.of(),
                demo);
    }

    /** As the jar says it; a server that runs from classes has none. */
    private static String version() {
        return Optional.ofNullable(SystemResource.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
