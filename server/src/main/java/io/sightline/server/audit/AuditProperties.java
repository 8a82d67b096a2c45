package io.sightline.server.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code audit.*}.
 *
 * @param anchorInterval how often the log's head is written down; entries newer than the last
 *     anchor could be cut off unseen by who can also change the head in the database
 * @param viewIdle when the same person comes back to the same video after so long, it is another
 *     view
 */
@ConfigurationProperties("audit")
record AuditProperties(
        @DefaultValue("5m") Duration anchorInterval, @DefaultValue("2m") Duration viewIdle) {

    AuditProperties {
        if (!anchorInterval.isPositive()) {
            throw new IllegalArgumentException("anchor-interval must be positive");
        }
        if (!viewIdle.isPositive()) {
            throw new IllegalArgumentException("view-idle must be positive");
        }
    }
}
