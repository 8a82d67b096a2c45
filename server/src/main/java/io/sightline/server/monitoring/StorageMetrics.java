package io.sightline.server.monitoring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.sightline.media.segment.VolumeStatus;
import io.sightline.server.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How full the volumes are, and how much is recorded. Taken anew for each scrape. */
final class StorageMetrics {

    private static final double PERCENT = 100.0;

    private final Storage storage;
    private final MultiGauge usage;
    private final MultiGauge written;
    private final MultiGauge slowestWrite;

    StorageMetrics(Storage storage, MeterRegistry registry) {
        this.storage = storage;
        usage =
                MultiGauge.builder("storage_volume_usage_percent")
                        .description("Used space of the volume")
                        .register(registry);
        written =
                MultiGauge.builder("storage_volume_written_bytes")
                        .description("Written since the server started")
                        .register(registry);
        slowestWrite =
                MultiGauge.builder("storage_volume_slowest_write_seconds")
                        .description("Longest write since the last scrape")
                        .register(registry);
        Gauge.builder("storage_volume_full_count", storage, StorageMetrics::full)
                .description("Volumes without room for another file")
                .register(registry);
        Gauge.builder(
                        "recording_plan_active_count",
                        storage,
                        all -> all.archive().recorders().size())
                .description("Streams that are being recorded")
                .register(registry);
    }

    private static double full(Storage storage) {
        return storage.status().stream()
                .filter(volume -> volume.state() == VolumeStatus.State.FULL)
                .count();
    }

    synchronized void refresh() {
        List<VolumeStatus> volumes = storage.status();
        usage.register(rows(volumes, StorageMetrics::usagePercent), true);
        written.register(rows(volumes, VolumeStatus::writtenBytes), true);
        slowestWrite.register(rows(volumes, v -> v.slowestWriteMicros() / 1e6), true);
    }

    private static double usagePercent(VolumeStatus volume) {
        long capacity = Math.max(1, volume.capacityBytes());
        return PERCENT * (capacity - volume.freeBytes()) / capacity;
    }

    private static List<Row<?>> rows(
            List<VolumeStatus> volumes, ToDoubleFunction<VolumeStatus> value) {
        List<Row<?>> rows = new ArrayList<>(volumes.size());
        for (VolumeStatus volume : volumes) {
            rows.add(Row.of(Tags.of("volume_id", volume.name()), value.applyAsDouble(volume)));
        }
        return rows;
    }
}
