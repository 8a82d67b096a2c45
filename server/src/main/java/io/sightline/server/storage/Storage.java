package io.sightline.server.storage;

import io.sightline.media.segment.Archive;
import io.sightline.media.segment.Disk;
import io.sightline.media.segment.Volume;
import io.sightline.media.segment.VolumeStatus;
import io.sightline.server.database.Database;
import io.sightline.server.storage.RecordingProperties.VolumePlace;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the volumes that are configured and keeps trying those that are not there: a mount may come
 * late. The database remembers each volume's id, so that another disk in its place is refused.
 */
public final class Storage implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Storage.class);
    private static final Duration RETRY = Duration.ofSeconds(15);

    private final List<VolumePlace> places;
    private final Archive archive;
    private final Database database;
    private final Map<String, String> refused = new ConcurrentHashMap<>();
    private final List<Consumer<Volume>> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService retries =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("volumes").daemon().factory());

    public Storage(List<VolumePlace> places, Archive archive, Database database) {
        this.places = List.copyOf(places);
        this.archive = archive;
        this.database = database;
        openMissing();
        // Runs until the executor is shut down.
        Future<?> _ =
                retries.scheduleWithFixedDelay(
                        this::openMissing, RETRY.toSeconds(), RETRY.toSeconds(), TimeUnit.SECONDS);
    }

    private synchronized void openMissing() {
        for (VolumePlace place : places) {
            if (archive.volume(place.name()).isEmpty()) {
                open(place);
            }
        }
    }

    private void open(VolumePlace place) {
        try {
            Optional<UUID> known = knownId(place.name());
            Volume volume =
                    known.isPresent()
                            ? Volume.open(place.name(), place.path(), known, Disk.local())
                            : Volume.create(place.name(), place.path(), Disk.local());
            remember(volume);
            refused.remove(place.name());
            archive.add(volume);
            log.info("[volume:{}] in use at {}", volume.name(), volume.directory());
            listeners.forEach(listener -> listener.accept(volume));
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage());
            if (!reason.equals(refused.put(place.name(), reason))) {
                log.error("[volume:{}] refused: {}", place.name(), reason);
            }
        }
    }

    private Optional<UUID> knownId(String name) {
        return database.read()
                .sql("select id from volume where name = :name")
                .param("name", name)
                .query(String.class)
                .optional()
                .map(UUID::fromString);
    }

    private void remember(Volume volume) {
        database.write()
                .sql(
                        """
                        insert into volume (name, id, path) values (:name, :id, :path)
                        on conflict (name) do update set path = excluded.path
                        """)
                .param("name", volume.name())
                .param("id", volume.id().toString())
                .param("path", volume.directory().toString())
                .update();
    }

    /** Calls {@code listener} for each volume as it comes into use, and for those in use now. */
    public synchronized void whenOpened(Consumer<Volume> listener) {
        listeners.add(listener);
        archive.volumes().forEach(listener);
    }

    /** Whether every volume that is configured is in use. */
    public boolean isComplete() {
        return places.stream().allMatch(place -> archive.volume(place.name()).isPresent());
    }

    public Archive archive() {
        return archive;
    }

    /** Every volume that is configured, in order of preference; also those that are refused. */
    public List<VolumeStatus> status() {
        List<VolumeStatus> all = new ArrayList<>(archive.status());
        for (VolumePlace place : places) {
            String reason = refused.get(place.name());
            if (reason != null) {
                all.add(
                        new VolumeStatus(
                                place.name(),
                                place.path(),
                                VolumeStatus.State.FAILED,
                                reason,
                                0,
                                0,
                                0,
                                0,
                                0));
            }
        }
        return all;
    }

    /** Finishes what is being recorded. */
    @Override
    public void close() {
        retries.shutdownNow();
        archive.close();
    }
}
