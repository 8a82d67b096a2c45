package io.sightline.server.monitoring;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sightline.server.access.Caller;
import io.sightline.server.access.Rights;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

    private static final Pattern STREAM_LABEL = Pattern.compile("[{,]stream=\"([^\"]*)\"");

    private final PrometheusMeterRegistry registry;
    private final Rights rights;
    private final StreamMetrics streams;
    private final StorageMetrics storage;
    private final RecordingMetrics recordings;

    MetricsResource(
            PrometheusMeterRegistry registry,
            StreamMetrics streams,
            StorageMetrics storage,
            RecordingMetrics recordings,
            Rights rights) {
        this.registry = registry;
        this.rights = rights;
        this.streams = streams;
        this.storage = storage;
        this.recordings = recordings;
    }

    @GetMapping("/metrics")
    ResponseEntity<String> scrape(
            Caller caller,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "*/*") String accept) {
        streams.refresh();
        storage.refresh();
        recordings.refresh();
        String type = accept.contains("application/openmetrics-text") ? OPEN_METRICS : TEXT;
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, type)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(
                        caller.seesAllCameras()
                                ? registry.scrape(type)
                                : onlyVisible(registry.scrape(type), caller));
    }

    /** Without the samples of streams that the caller does not see. */
    private String onlyVisible(String samples, Caller caller) {
        return samples.lines()
                .filter(
                        line -> {
                            Matcher stream = STREAM_LABEL.matcher(line);
                            return !stream.find() || rights.seesStream(caller, stream.group(1));
                        })
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
