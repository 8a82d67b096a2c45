package io.sightline.server.camera;

import io.sightline.media.rtsp.RtspAddress;
import io.sightline.media.rtsp.RtspPing;
import io.sightline.media.rtsp.RtspSettings;
import io.sightline.media.stream.StreamFailure;
import io.sightline.onvif.http.ConnectionSettings;
import io.sightline.onvif.http.DeviceCredentials;
import io.sightline.onvif.soap.DevicePing;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The cameras as those see them who look after them: which there are, and whether they answer. Safe
 * for use by any thread.
 */
public final class CameraControl {

    private static final StreamFailure UNREADABLE =
            new StreamFailure(
                    StreamFailure.Type.INVALID_ADDRESS,
                    "The address was sealed with another key; type it again.");

    private final Cameras cameras;
    private final RtspSettings settings;
    private final ConnectionSettings onvifSettings;

    /**
     * @param addresses asked before each connection to a device's control service
     */
    CameraControl(Cameras cameras, RtspSettings settings, AddressPolicy addresses) {
        this.cameras = cameras;
        this.settings = settings;
        this.onvifSettings =
                ConnectionSettings.DEFAULT
                        .withTimeouts(
                                settings.connectTimeout(),
                                settings.replyTimeout(),
                                settings.connectTimeout().plus(settings.replyTimeout()))
                        .with(to -> addresses.refusal(to.getHostString(), to.getPort()));
    }

    /**
     * A camera to look after.
     *
     * @param streams names of its streams, main ones first
     * @param groups names of those that it is in
     */
    public record Device(
            String id, String name, List<String> streams, List<String> groups, List<String> tags) {
        public Device {
            streams = List.copyOf(streams);
            groups = List.copyOf(groups);
            tags = List.copyOf(tags);
        }
    }

    /** How the device behind a camera is spoken with; empty when there is no such camera. */
    public Optional<DeviceAccess> access(String id) {
        return cameras.find(id).map(CameraControl::access);
    }

    /** Of all cameras, in the order in which they were added. */
    public List<DeviceAccess> accesses() {
        return cameras.all().stream().map(CameraControl::access).toList();
    }

    private static DeviceAccess access(Camera camera) {
        Optional<CameraStream> main = camera.mainStream();
        return new DeviceAccess(
                camera.id(),
                camera.name(),
                camera.device(),
                camera.host(),
                camera.onvif(),
                camera.credentials().map(c -> new DeviceCredentials(c.user(), c.password())),
                main.map(CameraStream::channel).orElse(OptionalInt.empty()),
                main.flatMap(CameraStream::address).map(RtspAddress::target).orElse(""));
    }

    /** In the order in which they were added. */
    public List<Device> all() {
        return cameras.all().stream().map(CameraControl::device).toList();
    }

    public Optional<Device> find(String id) {
        return cameras.find(id).map(CameraControl::device);
    }

    private static Device device(Camera camera) {
        return new Device(
                camera.id(),
                camera.name(),
                camera.streams().stream().map(CameraStream::name).toList(),
                camera.groups().stream().map(Camera.GroupName::name).toList(),
                camera.tags());
    }

    /**
     * Whether the device answers on its control plane, which is another service than its streams:
     * ONVIF, where it is known to speak that. Blocks for as long as the time-outs allow; meant for
     * a virtual thread.
     *
     * @return false where it does not answer, and where it is not known to have one
     */
    public boolean controlAnswers(String id) {
        return cameras.find(id)
                .flatMap(Camera::onvif)
                .map(at -> DevicePing.answers(at, onvifSettings))
                .orElse(false);
    }

    /**
     * Knocks at the camera's video service. Blocks for as long as the time-outs allow; meant for a
     * virtual thread.
     *
     * @return why it does not answer; empty when it does, or was deleted meanwhile
     */
    public Optional<StreamFailure> ping(String id) {
        return cameras.find(id).flatMap(this::ping);
    }

    private Optional<StreamFailure> ping(Camera camera) {
        Optional<RtspAddress> address =
                camera.streams().stream().flatMap(stream -> stream.address().stream()).findFirst();
        return address.isEmpty() ? Optional.of(UNREADABLE) : RtspPing.ping(address.get(), settings);
    }
}
