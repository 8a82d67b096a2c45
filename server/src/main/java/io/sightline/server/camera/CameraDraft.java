package io.sightline.server.camera;

import io.sightline.media.rtsp.RtspAddress;
import io.sightline.media.rtsp.RtspCredentials;
import io.sightline.onvif.http.DeviceAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A camera as it is wanted: well-formed, but not stored.
 *
 * @param host of the device, and {@code port}, on which it serves RTSP
 * @param onvif where its ONVIF device service is; empty when nobody said
 * @param credentials that go with every stream
 * @param streams at least a main one
 * @param ownerId the account whose camera it is to be
 * @param groups that it is to be in, each by id or by name
 */
public record CameraDraft(
        String name,
        Device device,
        String host,
        int port,
        Optional<DeviceAddress> onvif,
        Optional<RtspCredentials> credentials,
        List<StreamDraft> streams,
        boolean record,
        List<String> tags,
        List<String> groups,
        String note,
        Optional<String> ownerId) {

    /**
     * A stream that is wanted.
     *
     * @param role {@code main} or {@code sub}
     * @param channel of the device, from 1; empty when nobody said
     * @param address with the camera's credentials
     * @param name that it is to have; empty for one that is made for it
     */
    public record StreamDraft(
            String role, OptionalInt channel, RtspAddress address, Optional<String> name) {

        /** With a name that is made for it. */
        public StreamDraft(String role, OptionalInt channel, RtspAddress address) {
            this(role, channel, address, Optional.empty());
        }
    }

    public CameraDraft {
        streams = List.copyOf(streams);
        tags = List.copyOf(tags);
        groups = List.copyOf(groups);
        if (streams.stream().noneMatch(stream -> stream.role().equals(CameraStream.MAIN))) {
            throw new IllegalArgumentException("a camera needs a main stream");
        }
    }
}
