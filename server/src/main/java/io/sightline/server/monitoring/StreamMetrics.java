package io.sightline.server.monitoring;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.sightline.media.stream.ReaderInfo;
import io.sightline.media.stream.Stream;
import io.sightline.media.stream.StreamState;
import io.sightline.media.stream.StreamStatistics;
import io.sightline.media.stream.StreamStatus;
import io.sightline.server.stream.StreamDirectory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Quality of every stream. Taken anew for each scrape. */
final class StreamMetrics {

    private final StreamDirectory directory;
    private final Map<MultiGauge, ToDoubleFunction<StreamStatus>> perStream = new LinkedHashMap<>();
    private volatile List<StreamStatus> statuses = List.of();

    StreamMetrics(StreamDirectory directory, MeterRegistry registry) {
        this.directory = directory;
        // Exported as stream_path_total, a name that Prometheus keeps for counters.
        FunctionCounter.builder("stream_path", this, metrics -> metrics.statuses.size())
                .description("Streams that exist")
                .register(registry);
        ofStatistics(registry, "stream_bitrate_bits", s -> s.bitrateBitsPerSecond());
        ofStatistics(registry, "stream_frames_per_second", s -> s.framesPerSecond());
        ofStatistics(registry, "stream_gop_seconds", s -> s.gopMillis() / 1000.0);
        ofStatistics(registry, "stream_received_bytes", s -> s.bytes());
        ofStatistics(registry, "stream_lost_packets", s -> s.lostPackets());
        ofStatistics(registry, "stream_reordered_packets", s -> s.reorderedPackets());
        ofStatistics(registry, "stream_discarded_access_units", s -> s.discardedAccessUnits());
        ofStatistics(registry, "stream_discontinuities", s -> s.discontinuities());
        ofStatistics(registry, "stream_gaps", s -> s.gaps());
        ofStatistics(registry, "stream_reconnects", s -> s.reconnects());
        ofStatistics(registry, "stream_clock_drift_ppm", s -> s.clockDriftPpm());
        ofStatus(registry, "stream_viewers", StreamMetrics::viewers);
        ofStatus(registry, "stream_live", s -> s.state() == StreamState.LIVE ? 1 : 0);
    }

    private void ofStatistics(
            MeterRegistry registry, String name, ToDoubleFunction<StreamStatistics> value) {
        ofStatus(registry, name, status -> value.applyAsDouble(status.statistics()));
    }

    private void ofStatus(
            MeterRegistry registry, String name, ToDoubleFunction<StreamStatus> value) {
        perStream.put(MultiGauge.builder(name).register(registry), value);
    }

    /** Looks at every stream once. */
    synchronized void refresh() {
        List<StreamStatus> now = directory.all().stream().map(Stream::status).toList();
        statuses = now;
        perStream.forEach((gauge, value) -> gauge.register(rows(now, value), true));
    }

    private static List<Row<?>> rows(
            List<StreamStatus> statuses, ToDoubleFunction<StreamStatus> value) {
        List<Row<?>> rows = new ArrayList<>(statuses.size());
        for (StreamStatus status : statuses) {
            rows.add(Row.of(Tags.of("stream", status.name()), value.applyAsDouble(status)));
        }
        return rows;
    }

    private static double viewers(StreamStatus status) {
        return status.readers().stream()
                .filter(reader -> reader.kind() != ReaderInfo.Kind.RECORDER)
                .count();
    }
}
