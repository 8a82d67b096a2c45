package io.sightline.server.health;

import io.sightline.media.stream.StreamFailure;

/**
 * What one look at a camera found.
 *
 * @param reason type of the failure, as in problems; empty while online
 * @param detail a sentence for a person; empty while online
 */
record Finding(HealthStatus status, String reason, String detail) {

    static final Finding ONLINE = new Finding(HealthStatus.ONLINE, "", "");
    static final Finding UNKNOWN = new Finding(HealthStatus.UNKNOWN, "", "");

    static Finding of(HealthStatus status, StreamFailure failure) {
        return new Finding(status, failure.type().slug(), failure.detail());
    }
}
