package io.sightline.server.onboarding;

import io.sightline.media.rtsp.RtspAddress;
import io.sightline.media.rtsp.RtspCredentials;
import io.sightline.onvif.http.DeviceAddress;
import io.sightline.server.camera.CameraDraft;
import io.sightline.server.camera.CameraDraft.StreamDraft;
import io.sightline.server.camera.Cameras;
import io.sightline.server.camera.Device;
import io.sightline.server.camera.StoredAlong;
import io.sightline.server.onboarding.FoundDevice.FoundStream;
import io.sightline.server.web.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Makes cameras of what was found: one for each channel whose main stream plays. */
final class Registration {

    private final Cameras cameras;

    Registration(Cameras cameras) {
        this.cameras = cameras;
    }

    /** With the names that its streams would have, were it registered now. */
    FoundDevice named(FoundDevice device) {
        Set<String> taken = new HashSet<>();
        List<FoundStream> streams = new ArrayList<>();
        for (FoundStream stream : device.streams()) {
            if (stream.isUsed()) {
                String name =
                        cameras.proposedStreamName(
                                host(device, stream), stream.channel(), stream.role(), taken);
                taken.add(name);
                streams.add(stream.named(name));
            } else {
                streams.add(stream);
            }
        }
        return device.withStreams(streams);
    }

    /** That of the channel's main stream, by which its camera goes. */
    private static String host(FoundDevice device, FoundStream stream) {
        return device.streams().stream()
                .filter(other -> other.channel() == stream.channel() && other.isMain())
                .findFirst()
                .map(main -> RtspAddress.parse(main.url()).host())
                .orElseGet(() -> RtspAddress.parse(stream.url()).host());
    }

    /**
     * Before anything is registered: of several channels all get their names, or none.
     *
     * @param wished by the names that were proposed
     * @throws ProblemException 400 {@code no-such-stream}, 400 {@code invalid-stream-name}, 409
     *     {@code stream-name-taken}
     */
    void checkNames(FoundDevice device, Map<String, String> wished) {
        Set<String> names = new HashSet<>();
        for (FoundStream stream : device.streams()) {
            String proposed = stream.name();
            String name = proposed == null ? null : wished.getOrDefault(proposed, proposed);
            if (name != null && !name.equals(proposed)) {
                cameras.checkedStreamName(name);
            }
            if (name != null && !names.add(name)) {
                throw new ProblemException(
                        HttpStatus.CONFLICT,
                        "stream-name-taken",
                        "Another stream has this name",
                        "Two streams of the device would be called \"%s\".".formatted(name));
            }
        }
        Set<String> unknown = new TreeSet<>(wished.keySet());
        device.streams().forEach(stream -> unknown.remove(String.valueOf(stream.name())));
        if (!unknown.isEmpty()) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "no-such-stream",
                    "No such stream",
                    "No stream of the device was to be called %s."
                            .formatted(String.join(", ", unknown)));
        }
    }

    /**
     * In one transaction: all channels that are wanted and not there yet become cameras, or, when
     * something is wrong with one of them, none.
     *
     * @param channels those that are wanted; all when empty
     * @param names wished for streams, by the names that were proposed
     * @param along is stored in the same transaction
     * @return ids of the cameras that are new; never empty
     * @throws OnboardingException {@code camera-exists} when every channel is there already
     */
    List<String> register(
            Onboarding onboarding,
            Optional<RtspCredentials> credentials,
            List<Integer> channels,
            Map<String, String> names,
            StoredAlong along)
            throws OnboardingException {
        FoundDevice device = onboarding.found().orElseThrow();
        List<Integer> wanted = new ArrayList<>(device.playableChannels());
        if (!channels.isEmpty()) {
            wanted.retainAll(channels);
        }
        if (wanted.isEmpty()) {
            throw new OnboardingException(
                    "no-such-channel", "The device has none of these channels.", false);
        }
        boolean several = wanted.size() > 1;
        List<CameraDraft> drafts =
                wanted.stream()
                        .map(
                                channel ->
                                        draft(
                                                onboarding,
                                                device,
                                                credentials,
                                                channel,
                                                several,
                                                names))
                        .toList();
        try {
            return cameras.addDevice(onboarding.actor(), drafts, along);
        } catch (ProblemException e) {
            throw new OnboardingException(slug(e), detail(e), false, cameraId(e));
        }
    }

    private static String slug(ProblemException problem) {
        return String.valueOf(problem.getBody().getType())
                .substring(ProblemException.TYPE_PREFIX.length());
    }

    /** Of the camera that is there already, if that is what is wrong. */
    private static @Nullable String cameraId(ProblemException problem) {
        Map<String, Object> members = problem.getBody().getProperties();
        return members != null && members.get("id") instanceof String id ? id : null;
    }

    private static String detail(ProblemException problem) {
        return Optional.ofNullable(problem.getBody().getDetail()).orElse("");
    }

    private static CameraDraft draft(
            Onboarding onboarding,
            FoundDevice device,
            Optional<RtspCredentials> credentials,
            int channel,
            boolean several,
            Map<String, String> names) {
        List<StreamDraft> streams = new ArrayList<>();
        for (FoundStream stream : device.streams()) {
            if (stream.channel() == channel && stream.isUsed() && stream.failure() == null) {
                RtspAddress bare = RtspAddress.parse(stream.url());
                streams.add(
                        new StreamDraft(
                                stream.role(),
                                OptionalInt.of(channel),
                                credentials.map(bare::withCredentials).orElse(bare),
                                wished(stream, names)));
            }
        }
        RtspAddress main = streams.getFirst().address();
        return new CameraDraft(
                name(onboarding, device, channel, several),
                new Device(
                        device.manufacturer(), device.model(), device.serial(), device.firmware()),
                main.host(),
                main.port(),
                Optional.ofNullable(device.controlUrl()).map(DeviceAddress::parse),
                credentials,
                streams,
                onboarding.wish().record(),
                onboarding.wish().tags(),
                onboarding.wish().groups(),
                "",
                Optional.empty());
    }

    /** What somebody wishes; the name that was proposed is made anew, should it be taken by now. */
    private static Optional<String> wished(FoundStream stream, Map<String, String> names) {
        String proposed = stream.name();
        return Optional.ofNullable(proposed).map(names::get).filter(name -> !name.equals(proposed));
    }

    private static String name(
            Onboarding onboarding, FoundDevice device, int channel, boolean several) {
        String wished = onboarding.wish().name();
        String name =
                wished == null || wished.isBlank()
                        ? "%s %s %s"
                                .formatted(
                                        device.manufacturer(),
                                        device.model(),
                                        OnboardingTarget.of(onboarding.address(), null, null)
                                                .address()
                                                .host())
                                .strip()
                                .replaceAll("\\s+", " ")
                        : wished.strip();
        return several ? name + " · " + channel : name;
    }
}
