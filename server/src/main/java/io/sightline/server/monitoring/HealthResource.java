package io.sightline.server.monitoring;

import io.sightline.media.segment.VolumeStatus;
import io.sightline.server.database.Database;
import io.sightline.server.storage.Storage;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/v1/health/live}: the process answers; {@code /api/v1/health/ready}: it can do its
 * work, else 503.
 */
@RestController
class HealthResource {

    private static final Logger log = LoggerFactory.getLogger(HealthResource.class);
    private static final String UP = "up";
    private static final String DOWN = "down";

    private final Database database;
    private final Storage storage;

    HealthResource(Database database, Storage storage) {
        this.database = database;
        this.storage = storage;
    }

    /**
     * @param status {@code up} or {@code down}
     * @param parts the same for each thing that the server needs
     */
    record Health(String status, Map<String, String> parts) {}

    @GetMapping("/api/v1/health/live")
    Health live() {
        return new Health(UP, Map.of());
    }

    @GetMapping({"/api/v1/health", "/api/v1/health/ready"})
    ResponseEntity<Health> ready() {
        Map<String, String> parts = new TreeMap<>();
        parts.put("database", databaseAnswers() ? UP : DOWN);
        parts.put("storage", storageTakesFiles() ? UP : DOWN);
        boolean up = !parts.containsValue(DOWN);
        return ResponseEntity.status(up ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(new Health(up ? UP : DOWN, parts));
    }

    /** One volume that takes files is enough: a full one is not an error while another has room. */
    private boolean storageTakesFiles() {
        return storage.status().stream()
                .anyMatch(
                        volume ->
                                volume.state() == VolumeStatus.State.READY
                                        || volume.state() == VolumeStatus.State.SLOW);
    }

    private boolean databaseAnswers() {
        try {
            return database.read().sql("select 1").query(Integer.class).single() == 1;
        } catch (RuntimeException e) {
            log.warn("[database:main] does not answer: {}", e.toString());
            return false;
        }
    }
}
