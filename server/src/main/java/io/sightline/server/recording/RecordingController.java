package io.sightline.server.recording;

import io.sightline.media.segment.Archive;
import io.sightline.media.segment.GapReason;
import io.sightline.media.segment.Recorder;
import io.sightline.media.segment.Volume;
import io.sightline.media.stream.Stream;
import io.sightline.server.recording.IndexReconciler.Depth;
import io.sightline.server.storage.Storage;
import io.sightline.server.stream.StreamDefinition;
import io.sightline.server.stream.StreamDirectory;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares what is to be recorded with what is, and acts on the difference: when a stream is
 * defined or removed, and every few seconds whatever happened. Likewise for index and files: when a
 * volume comes into use, every minute for files left open, every night for everything. And for
 * recordings that are to be deleted and could not be: when a volume comes into use, and every ten
 * minutes.
 */
public final class RecordingController implements StreamDirectory.Listener, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RecordingController.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration OPEN_FILES_EVERY = Duration.ofMinutes(1);
    private static final Duration REMOVAL_EVERY = Duration.ofMinutes(10);
    private static final LocalTime NIGHT_UTC = LocalTime.of(2, 40);

    private final StreamDirectory streams;
    private final Storage storage;
    private final IndexReconciler reconciler;
    private final InstantSource clock;
    private final SegmentIndex index;
    private final ServerRuns runs;
    private final OngoingGaps gaps;
    private final RecordingRemoval removal;
    private final ScheduledExecutorService control =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("recording-control").daemon().factory());

    /** Reads and finishes files, which may take minutes after a crash. */
    private final ScheduledExecutorService files =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("recording-files").daemon().factory());

    public RecordingController(
            StreamDirectory streams,
            Storage storage,
            SegmentIndex index,
            IndexReconciler reconciler,
            ServerRuns runs,
            OngoingGaps gaps,
            RecordingRemoval removal,
            InstantSource clock) {
        this.streams = streams;
        this.storage = storage;
        this.reconciler = reconciler;
        this.index = index;
        this.runs = runs;
        this.gaps = gaps;
        this.removal = removal;
        this.clock = clock;
    }

    /** Begins; from here on what is to be recorded is. */
    public void start() {
        storage.whenOpened(volume -> files.execute(() -> takeIntoUse(volume)));
        streams.addListener(this);
        repeat(control, this::reconcile, Duration.ZERO, EVERY);
        repeat(files, this::finishOpenFiles, OPEN_FILES_EVERY, OPEN_FILES_EVERY);
        repeat(files, this::removeWaiting, REMOVAL_EVERY, REMOVAL_EVERY);
        repeat(files, this::reconcileAllFiles, untilNight(), Duration.ofDays(1));
    }

    private static void repeat(
            ScheduledExecutorService executor, Runnable task, Duration first, Duration period) {
        // Runs until the executor is shut down.
        Future<?> _ =
                executor.scheduleWithFixedDelay(
                        task, first.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Duration untilNight() {
        Instant now = clock.instant();
        Instant tonight = now.atOffset(ZoneOffset.UTC).with(NIGHT_UTC).toInstant();
        Duration wait = Duration.between(now, tonight);
        return wait.isNegative() ? wait.plusDays(1) : wait;
    }

    @Override
    public void defined(Stream stream, StreamDefinition definition) {
        soon();
    }

    @Override
    public void removed(Stream stream) {
        soon();
    }

    private void soon() {
        try {
            control.execute(this::reconcile);
        } catch (RejectedExecutionException e) {
            log.debug("[recording:control] stopped already");
        }
    }

    private void reconcile() {
        try {
            Archive archive = storage.archive();
            Set<String> wanted = new HashSet<>();
            for (StreamDefinition definition : streams.definitions()) {
                if (definition.record()) {
                    wanted.add(definition.name());
                    streams.find(definition.name()).ifPresent(stream -> ensure(archive, stream));
                }
            }
            for (Recorder recorder : archive.recorders()) {
                if (wanted.contains(recorder.streamName())) {
                    gaps.observe(recorder);
                } else {
                    log.info("[stream:{}] recording ends", recorder.streamName());
                    gaps.remember(recorder.streamName(), GapReason.RECORDING_OFF);
                    recorder.close();
                }
            }
        } catch (RuntimeException e) {
            log.error("[recording:control] failed, tries again", e);
        }
    }

    private void ensure(Archive archive, Stream stream) {
        Optional<Recorder> running = archive.recorder(stream.name());
        if (running.isPresent()) {
            if (!running.get().records(stream)) {
                // The stream was made anew; the next round starts a recorder for it.
                gaps.remember(stream.name(), GapReason.RECORDING_OFF);
                running.get().close();
            }
        } else if (!archive.volumes().isEmpty()) {
            archive.record(stream, gapBefore(stream.name()));
            log.info("[stream:{}] recording begins", stream.name());
        }
    }

    /** What began before the server ended counts, and not that end. */
    private GapReason gapBefore(String stream) {
        return gaps.of(stream)
                .orElseGet(
                        () -> {
                            if (index.lastBefore(stream, Long.MAX_VALUE).isEmpty()) {
                                return GapReason.RECORDING_OFF;
                            }
                            gaps.remember(stream, runs.previousEnd());
                            return runs.previousEnd();
                        });
    }

    private void takeIntoUse(Volume volume) {
        reconcileFiles(volume, Depth.NAMES);
        removeWaiting();
    }

    private void removeWaiting() {
        try {
            removal.removeWaiting();
        } catch (RuntimeException e) {
            log.error("[recording:removal] failed, tries again: {}", e.toString());
        }
    }

    private void reconcileFiles(Volume volume, Depth depth) {
        try {
            reconciler.finishOpen(volume);
            reconciler.reconcile(volume, depth);
            RecordingRemoval.purge(volume);
        } catch (IOException | RuntimeException e) {
            log.error("[volume:{}] index and files were not compared", volume, e);
        }
    }

    private void reconcileAllFiles() {
        storage.archive().volumes().forEach(volume -> reconcileFiles(volume, Depth.SIZES));
    }

    private void finishOpenFiles() {
        for (Volume volume : storage.archive().volumes()) {
            try {
                reconciler.finishOpen(volume);
            } catch (IOException | RuntimeException e) {
                log.error("[volume:{}] open files were not finished", volume, e);
            }
        }
    }

    @Override
    public void close() {
        control.close();
        files.shutdownNow();
        storage.archive().recorders().forEach(gaps::observe);
    }
}
