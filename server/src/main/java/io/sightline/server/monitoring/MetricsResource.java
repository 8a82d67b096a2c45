package io.sightline.server.monitoring;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.springframework.context.annotation.Lazy;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /metrics} for Prometheus. */
@RestController
@Lazy
class MetricsResource {

    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String OPEN_METRICS =
            "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private final PrometheusMeterRegistry registry;
    private final StreamMetrics streams;
    private final StorageMetrics storage;

    MetricsResource(
            PrometheusMeterRegistry registry, StreamMetrics streams, StorageMetrics storage) {
        this.registry = registry;
        this.streams = streams;
        this.storage = storage;
    }

    @GetMapping("/metrics")
    ResponseEntity<String> scrape(
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "*/*") String accept) {
        streams.refresh();
        storage.refresh();
        String type = accept.contains("application/openmetrics-text") ? OPEN_METRICS : TEXT;
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, type)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(registry.scrape(type));
    }
}
