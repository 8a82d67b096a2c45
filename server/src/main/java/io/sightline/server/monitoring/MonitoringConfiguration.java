package io.sightline.server.monitoring;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sightline.server.health.HealthFigures;
import io.sightline.server.picture.PictureFigures;
import io.sightline.server.recording.IndexWriter;
import io.sightline.server.recording.RecordingRemoval;
import io.sightline.server.storage.Storage;
import io.sightline.server.stream.StreamDirectory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** Metrics are set up with the first scrape: a start has better things to do. */
@Configuration(proxyBeanMethods = false)
class MonitoringConfiguration {

    @Bean
    @Lazy
    PrometheusMeterRegistry meterRegistry(
            PictureFigures pictures, ObjectProvider<MeterBinder> ofDomains) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new PictureMetrics(pictures).bindTo(registry);
        ofDomains.forEach(meters -> meters.bindTo(registry));
        return registry;
    }

    @Bean
    @Lazy
    JvmGcMetrics garbageCollectionMetrics() {
        return new JvmGcMetrics();
    }

    @Bean
    @Lazy
    StreamMetrics streamMetrics(
            StreamDirectory directory, HealthFigures health, PrometheusMeterRegistry registry) {
        registry.gauge("camera_online_count", health, HealthFigures::online);
        registry.gauge("camera_offline_count", health, HealthFigures::offline);
        registry.gauge("camera_without_picture_count", health, HealthFigures::withoutPicture);
        registry.gauge("camera_alarm_count", health, HealthFigures::openAlarms);
        FunctionCounter.builder("camera_looks", health, HealthFigures::looks)
                .description("Times that a camera was looked at")
                .register(registry);
        return new StreamMetrics(directory, registry);
    }

    @Bean
    @Lazy
    StorageMetrics storageMetrics(
            Storage storage,
            IndexWriter index,
            RecordingRemoval removal,
            PrometheusMeterRegistry registry) {
        registry.gauge("recording_removal_waiting_count", removal, RecordingRemoval::waiting);
        registry.gauge("recording_file_index_lag_seconds", index, IndexWriter::lagSeconds);
        return new StorageMetrics(storage, registry);
    }

    @Bean
    @Lazy
    RecordingMetrics recordingMetrics(Storage storage, PrometheusMeterRegistry registry) {
        return new RecordingMetrics(storage, registry);
    }
}
