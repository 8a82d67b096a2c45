package io.sightline.server.camera;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A device that we connect to.
 *
 * @param address where it is, with its password; empty when the key that it was sealed with is gone
 * @param record whether it is recorded at all times
 */
record Camera(
        String id,
        String name,
        Optional<CameraAddress> address,
        boolean record,
        Instant createdAt,
        List<CameraStream> streams) {

    Camera {
        streams = List.copyOf(streams);
    }

    /** What is shown of the address: never the password. */
    String maskedUrl() {
        return address.map(known -> known.rtsp().masked()).orElse("");
    }
}
