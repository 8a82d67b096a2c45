package io.sightline.server.monitoring;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.sightline.media.segment.Recorder;
import io.sightline.media.segment.RecorderStatus;
import io.sightline.server.storage.Storage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** How the recording of each stream goes. Taken anew for each scrape. */
final class RecordingMetrics {

    private final Storage storage;
    private final Map<MultiGauge, ToDoubleFunction<RecorderStatus>> perStream =
            new LinkedHashMap<>();

    RecordingMetrics(Storage storage, MeterRegistry registry) {
        this.storage = storage;
        gauge(registry, "recording_written_bytes", "Since its recorder began", s -> s.bytes());
        gauge(registry, "recording_gaps", "Times that are missing", s -> s.gaps());
        gauge(
                registry,
                "recording_skipped_chunks",
                "Chunks that the disk did not take in time",
                s -> s.skippedChunks());
    }

    private void gauge(
            MeterRegistry registry,
            String name,
            String description,
            ToDoubleFunction<RecorderStatus> value) {
        perStream.put(MultiGauge.builder(name).description(description).register(registry), value);
    }

    /** Looks at every recorder once. */
    synchronized void refresh() {
        Map<String, RecorderStatus> now = new LinkedHashMap<>();
        Collection<Recorder> recorders = storage.archive().recorders();
        recorders.forEach(recorder -> now.put(recorder.streamName(), recorder.status()));
        perStream.forEach((gauge, value) -> gauge.register(rows(now, value), true));
    }

    private static List<Row<?>> rows(
            Map<String, RecorderStatus> statuses, ToDoubleFunction<RecorderStatus> value) {
        List<Row<?>> rows = new ArrayList<>(statuses.size());
        statuses.forEach(
                (stream, status) ->
                        rows.add(Row.of(Tags.of("stream", stream), value.applyAsDouble(status))));
        return rows;
    }
}
