package io.sightline.server.storage;

import io.sightline.media.segment.RecordingSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How and where streams are recorded.
 *
 * @param volumes in order of preference: the next one is used when one is full; without any, there
 *     is one called {@code main} in the directory {@code recordings} of the data directory
 * @param segmentDuration files begin when the clock passes a multiple of it
 * @param syncInterval how much a power cut may cost at most
 * @param pace how often what was recorded is handed to the file system
 * @param reserve a volume with less room than this counts as full
 */
@ConfigurationProperties("recording")
public record RecordingProperties(
        @DefaultValue List<VolumePlace> volumes,
        @DefaultValue("10m") Duration segmentDuration,
        @DefaultValue("5s") Duration syncInterval,
        @DefaultValue("50ms") Duration pace,
        @DefaultValue("512MB") DataSize reserve) {

    private static final Duration RETRY = Duration.ofSeconds(2);

    /**
     * Where a volume is.
     *
     * @param name by which the index knows it: it stays when the volume is mounted elsewhere
     */
    public record VolumePlace(String name, Path path) {}

    public RecordingProperties {
        volumes = List.copyOf(volumes);
        long names = volumes.stream().map(VolumePlace::name).distinct().count();
        if (names != volumes.size()) {
            throw new IllegalArgumentException("recording.volumes: two have the same name");
        }
    }

    RecordingSettings settings() {
        return new RecordingSettings(segmentDuration, syncInterval, pace, reserve.toBytes(), RETRY);
    }
}
