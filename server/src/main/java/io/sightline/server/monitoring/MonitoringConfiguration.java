package io.sightline.server.monitoring;

import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sightline.server.recording.IndexWriter;
import io.sightline.server.storage.Storage;
import io.sightline.server.stream.StreamDirectory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** Metrics are set up with the first scrape: a start has better things to do. */
@Configuration(proxyBeanMethods = false)
class MonitoringConfiguration {

    @Bean
    @Lazy
    PrometheusMeterRegistry meterRegistry(JvmGcMetrics garbageCollection) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        garbageCollection.bindTo(registry);
        return registry;
    }

    @Bean
    @Lazy
    JvmGcMetrics garbageCollectionMetrics() {
        return new JvmGcMetrics();
    }

    @Bean
    @Lazy
    StreamMetrics streamMetrics(StreamDirectory directory, PrometheusMeterRegistry registry) {
        return new StreamMetrics(directory, registry);
    }

    @Bean
    @Lazy
    StorageMetrics storageMetrics(
            Storage storage, IndexWriter index, PrometheusMeterRegistry registry) {
        registry.gauge("recording_file_index_lag_seconds", index, IndexWriter::lagSeconds);
        return new StorageMetrics(storage, registry);
    }
}
