package io.sightline.server.control;

import io.sightline.onvif.DeviceDescription;
import io.sightline.onvif.OnvifDevice;
import io.sightline.onvif.media.MediaProfile;
import io.sightline.onvif.media.MediaStream;
import io.sightline.onvif.ptz.PtzCamera;
import io.sightline.onvif.ptz.PtzLimits;
import io.sightline.onvif.soap.OnvifException;
import io.sightline.server.camera.DeviceAccess;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A device that was logged in to: its clock, where its services are, how it wants to be logged in
 * to, and what it said of itself. All cameras that are channels of it share one. Any thread.
 */
final class DeviceSession {

    private final OnvifDevice device;
    private final DeviceDescription description;
    private final Map<String, PtzCamera> heads = new ConcurrentHashMap<>();
    private final Map<String, PtzLimits> limits = new ConcurrentHashMap<>();

    DeviceSession(OnvifDevice device, DeviceDescription description) {
        this.device = device;
        this.description = description;
    }

    OnvifDevice device() {
        return device;
    }

    DeviceDescription description() {
        return description;
    }

    /** The head that turns this camera; empty if nothing does. */
    Optional<PtzCamera> head(DeviceAccess camera) {
        return profiles(camera).stream()
                .filter(MediaProfile::ptz)
                .findFirst()
                .flatMap(profile -> head(profile.token()));
    }

    /** One object per head: the order of its moves and stops is kept by it. */
    private Optional<PtzCamera> head(String profileToken) {
        PtzCamera known = heads.get(profileToken);
        if (known != null) {
            return Optional.of(known);
        }
        return device.ptz(profileToken)
                .map(
                        made ->
                                Optional.ofNullable(heads.putIfAbsent(profileToken, made))
                                        .orElse(made));
    }

    /** What a head can do: asked once. */
    PtzLimits limits(DeviceAccess camera, PtzCamera head) throws OnvifException {
        PtzLimits known = limits.get(camera.cameraId());
        if (known == null) {
            known = head.limits();
            limits.put(camera.cameraId(), known);
        }
        return known;
    }

    /** What makes this camera's picture; empty if the camera is not found among the channels. */
    Optional<String> videoSource(DeviceAccess camera) {
        return profiles(camera).stream().map(MediaProfile::videoSourceToken).findFirst();
    }

    /** Whether a video source belongs to another channel of the device. */
    boolean isOfAnotherChannel(DeviceAccess camera, String videoSourceToken) {
        return description.streams().stream()
                        .map(stream -> stream.profile().videoSourceToken())
                        .anyMatch(videoSourceToken::equals)
                && videoSource(camera).filter(videoSourceToken::equals).isEmpty();
    }

    /** Those of the camera's channel. */
    private List<MediaProfile> profiles(DeviceAccess camera) {
        int channel = channel(camera);
        return description.streams().stream()
                .map(MediaStream::profile)
                .filter(profile -> profile.channel() == channel)
                .toList();
    }

    /** 0 when it can't be told: better none than that of another camera. */
    private int channel(DeviceAccess camera) {
        if (camera.channel().isPresent()) {
            return camera.channel().getAsInt();
        }
        Optional<Integer> byStream =
                description.streams().stream()
                        .filter(stream -> target(stream).equals(camera.streamTarget()))
                        .map(stream -> stream.profile().channel())
                        .findFirst();
        List<Integer> channels =
                description.streams().stream()
                        .map(stream -> stream.profile().channel())
                        .distinct()
                        .toList();
        return byStream.orElse(channels.size() == 1 ? channels.getFirst() : 0);
    }

    /** Path and query: host and port may be written in several ways. */
    private static String target(MediaStream stream) {
        return stream.streamUri().map(uri -> uri.replaceFirst("^[a-z]+://[^/?]*", "")).orElse("-");
    }
}
