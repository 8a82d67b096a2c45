package io.sightline.media.segment;

import io.sightline.media.stream.ChunkReader.JoinAt;
import io.sightline.media.stream.ReaderInfo;
import io.sightline.media.stream.Stream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Where streams are recorded: volumes in order of preference, each with its own threads, and a
 * recorder for each stream. Safe for use by any thread.
 */
public final class Archive implements AutoCloseable {

    private final RecordingSettings settings;
    private final InstantSource clock;
    private final SegmentListener listener;
    private final List<VolumeWriter> volumes = new CopyOnWriteArrayList<>();
    private final Map<String, Recorder> recorders = new ConcurrentHashMap<>();

    public Archive(RecordingSettings settings, InstantSource clock, SegmentListener listener) {
        this.settings = settings;
        this.clock = clock;
        this.listener = listener;
    }

    /** Adds a volume behind those that there are and starts its threads. */
    public void add(Volume volume) {
        volumes.add(VolumeWriter.start(volume, settings, listener));
    }

    /** The volume of this name. */
    public Optional<Volume> volume(String name) {
        return volumes.stream()
                .map(VolumeWriter::volume)
                .filter(volume -> volume.name().equals(name))
                .findFirst();
    }

    public List<Volume> volumes() {
        return volumes.stream().map(VolumeWriter::volume).toList();
    }

    public List<VolumeStatus> status() {
        return volumes.stream().map(VolumeWriter::status).toList();
    }

    /**
     * Starts to record {@code stream}, which keeps its source running until the recorder is closed.
     *
     * @param gapBefore why it was not recorded before
     * @throws IllegalStateException when it is being recorded already
     */
    public Recorder record(Stream stream, GapReason gapBefore) {
        ReaderInfo reader =
                new ReaderInfo(
                        "recorder-" + UUID.randomUUID(),
                        ReaderInfo.Kind.RECORDER,
                        "",
                        clock.instant());
        Recorder recorder =
                new Recorder(
                        this,
                        stream,
                        stream.open(reader, JoinAt.CACHED_GOP, () -> {}),
                        settings,
                        clock,
                        listener,
                        gapBefore);
        if (recorders.putIfAbsent(stream.name(), recorder) != null) {
            recorder.leaveStream();
            throw new IllegalStateException(stream.name() + " is being recorded already");
        }
        volumes.getFirst().add(recorder);
        return recorder;
    }

    /** The recorder of this stream, if it is being recorded. */
    public Optional<Recorder> recorder(String stream) {
        return Optional.ofNullable(recorders.get(stream));
    }

    /** Every recorder that there is. */
    public List<Recorder> recorders() {
        return List.copyOf(recorders.values());
    }

    void closed(Recorder recorder) {
        recorders.remove(recorder.streamName(), recorder);
    }

    /** The first volume that takes new files. */
    Optional<VolumeWriter> choose() {
        return volumes.stream().filter(VolumeWriter::ready).findFirst();
    }

    /** Closes every recorder, finishes their files and stops the volumes' threads. */
    @Override
    public void close() {
        recorders.values().forEach(Recorder::close);
        volumes.forEach(volume -> volume.close(Duration.ofSeconds(20)));
    }
}
