package io.sightline.server.camera;

import io.sightline.server.stream.StreamStatusJson;
import java.time.Instant;
import java.util.List;

/**
 * A camera, as the API says it.
 *
 * @param url without the password
 * @param status of its main stream
 */
record CameraJson(
        String id,
        String name,
        String url,
        boolean record,
        Instant createdAt,
        List<CameraStream> streams,
        StreamStatusJson status) {

    static CameraJson of(Camera camera, StreamStatusJson status) {
        return new CameraJson(
                camera.id(),
                camera.name(),
                camera.maskedUrl(),
                camera.record(),
                camera.createdAt(),
                camera.streams(),
                status);
    }
}
