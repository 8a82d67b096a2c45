package io.sightline.server.camera;

import io.sightline.media.rtsp.RtspCredentials;
import io.sightline.media.stream.Stream;
import io.sightline.onvif.http.DeviceAddress;
import io.sightline.server.access.Right;
import io.sightline.server.stream.StreamDirectory;
import io.sightline.server.stream.StreamStatusJson;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A camera, as the API says it.
 *
 * @param url of the main stream, without the password; empty for who may only watch
 * @param onvifUrl of its ONVIF service; empty when nobody said and for who may only watch
 * @param username that it is logged in to with; empty for none and for who may only watch
 * @param streams main ones first
 * @param preview name of the stream to show in small pictures: the sub stream where there is one
 * @param status of its main stream
 * @param ownerId the account whose camera it is; null when nobody's
 * @param favourite of the account that asks
 * @param rights of who asks, on this camera
 */
record CameraJson(
        String id,
        String name,
        String url,
        boolean record,
        Instant createdAt,
        List<StreamOfCamera> streams,
        String preview,
        StreamStatusJson status,
        String manufacturer,
        String model,
        String serial,
        String firmware,
        String host,
        int port,
        String onvifUrl,
        String username,
        List<String> tags,
        List<Camera.GroupName> groups,
        String note,
        @Nullable String ownerId,
        boolean favourite,
        List<Right> rights) {

    /**
     * One of its streams.
     *
     * @param role {@code main} for recording, {@code sub} for previews
     * @param url without the password
     */
    record StreamOfCamera(String name, String role, int channel, String url) {
        static StreamOfCamera of(CameraStream stream, boolean full) {
            return new StreamOfCamera(
                    stream.name(),
                    stream.role(),
                    stream.channel().orElse(CameraStream.ONLY_CHANNEL),
                    full ? stream.maskedUrl() : "");
        }
    }

    /**
     * @param full whether it is said where the streams are, and as whom the server logs in
     */
    static CameraJson of(
            Camera camera,
            StreamDirectory streams,
            boolean favourite,
            Set<Right> rights,
            boolean full) {
        return new CameraJson(
                camera.id(),
                camera.name(),
                full ? camera.maskedUrl() : "",
                camera.record(),
                camera.createdAt(),
                camera.streams().stream().map(stream -> StreamOfCamera.of(stream, full)).toList(),
                camera.previewStream().map(CameraStream::name).orElse(""),
                status(camera, streams),
                camera.device().manufacturer(),
                camera.device().model(),
                camera.device().serial(),
                camera.device().firmware(),
                camera.host(),
                camera.port(),
                full ? camera.onvif().map(DeviceAddress::url).orElse("") : "",
                full ? camera.credentials().map(RtspCredentials::user).orElse("") : "",
                camera.tags(),
                camera.groups(),
                camera.note(),
                camera.ownerId().orElse(null),
                favourite,
                rights.stream().sorted().toList());
    }

    /** What the main stream is doing. */
    static StreamStatusJson status(Camera camera, StreamDirectory streams) {
        return camera.mainStream()
                .flatMap(stream -> streams.find(stream.name()))
                .map(Stream::status)
                .map(StreamStatusJson::of)
                .orElseGet(() -> new StreamStatusJson("idle", camera.createdAt(), null, null));
    }
}
