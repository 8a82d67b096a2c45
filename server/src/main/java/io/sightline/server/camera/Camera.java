package io.sightline.server.camera;

import io.sightline.media.rtsp.RtspCredentials;
import io.sightline.onvif.http.DeviceAddress;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A device that we connect to.
 *
 * @param host of the device, and {@code port}, on which it serves RTSP; empty and 0 when the key
 *     that its address was sealed with is gone
 * @param onvif where its ONVIF device service is; empty when nobody said
 * @param credentials that go with every stream and with ONVIF; empty when it wants none
 * @param record whether its main stream is recorded at all times
 * @param streams main ones first, then by channel
 * @param tags in the order of the alphabet
 * @param groups likewise
 * @param ownerId the account whose camera it is; empty when nobody's
 */
record Camera(
        String id,
        String name,
        Device device,
        String host,
        int port,
        Optional<DeviceAddress> onvif,
        Optional<RtspCredentials> credentials,
        boolean record,
        Instant createdAt,
        List<CameraStream> streams,
        List<String> tags,
        List<GroupName> groups,
        String note,
        Optional<String> ownerId) {

    /** A group that a camera is in. */
    record GroupName(String id, String name) {}

    /** In this order cameras are listed: as they were added. */
    static final Comparator<Camera> ORDER =
            Comparator.comparing(Camera::createdAt).thenComparing(Camera::id);

    private static final Comparator<CameraStream> MAIN_FIRST =
            Comparator.comparing((CameraStream stream) -> !stream.isMain())
                    .thenComparingInt(stream -> stream.channel().orElse(CameraStream.ONLY_CHANNEL))
                    .thenComparing(CameraStream::name);

    /** Puts the streams in their order. */
    Camera {
        streams = streams.stream().sorted(MAIN_FIRST).toList();
        tags = List.copyOf(tags);
        groups = List.copyOf(groups);
    }

    /** The stream that is recorded. */
    Optional<CameraStream> mainStream() {
        return streams.stream().filter(CameraStream::isMain).findFirst();
    }

    /** The stream for small pictures: the sub stream where there is one. */
    Optional<CameraStream> previewStream() {
        return streams.stream().filter(stream -> !stream.isMain()).findFirst().or(this::mainStream);
    }

    /** What is shown of the main stream's address: never the password. */
    String maskedUrl() {
        return mainStream().map(CameraStream::maskedUrl).orElse("");
    }

    Camera withRecord(boolean wanted) {
        return new Camera(
                id,
                name,
                device,
                host,
                port,
                onvif,
                credentials,
                wanted,
                createdAt,
                streams,
                tags,
                groups,
                note,
                ownerId);
    }

    Camera withTags(List<String> wanted) {
        return new Camera(
                id,
                name,
                device,
                host,
                port,
                onvif,
                credentials,
                record,
                createdAt,
                streams,
                wanted,
                groups,
                note,
                ownerId);
    }

    Camera withGroups(List<GroupName> wanted) {
        return new Camera(
                id,
                name,
                device,
                host,
                port,
                onvif,
                credentials,
                record,
                createdAt,
                streams,
                tags,
                wanted,
                note,
                ownerId);
    }

    /** With its ONVIF service elsewhere. */
    Camera withOnvif(Optional<DeviceAddress> other) {
        return new Camera(
                id,
                name,
                device,
                host,
                port,
                other,
                credentials,
                record,
                createdAt,
                streams,
                tags,
                groups,
                note,
                ownerId);
    }

    /** With its streams elsewhere, or logged in to otherwise. */
    Camera withStreams(
            String otherHost,
            int otherPort,
            Optional<RtspCredentials> otherCredentials,
            List<CameraStream> others) {
        return new Camera(
                id,
                name,
                device,
                otherHost,
                otherPort,
                onvif,
                otherCredentials,
                record,
                createdAt,
                others,
                tags,
                groups,
                note,
                ownerId);
    }
}
