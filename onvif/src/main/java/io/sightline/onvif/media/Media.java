package io.sightline.onvif.media;

import io.sightline.onvif.http.DeviceAddress;
import io.sightline.onvif.soap.Concurrently;
import io.sightline.onvif.soap.Concurrently.Started;
import io.sightline.onvif.soap.Conversation;
import io.sightline.onvif.soap.OnvifException;
import io.sightline.onvif.soap.OnvifException.Reason;
import io.sightline.onvif.soap.Operation;
import io.sightline.onvif.soap.ServiceHost;
import io.sightline.onvif.xml.Namespaces;
import io.sightline.onvif.xml.XmlElement;
import io.sightline.onvif.xml.XmlWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a device shows. Media2 (ver20, H.265 too) is asked where it is there, Media (ver10) where it
 * is not or where it answers with nothing useful: which of them it is stays as it was found.
 *
 * <p>Safe for use by any thread.
 */
public final class Media {

    private static final Logger log = LoggerFactory.getLogger(Media.class);

    /** Cameras take their time to encode a picture. */
    private static final Duration SNAPSHOT_PATIENCE = Duration.ofSeconds(5);

    private final Conversation conversation;
    private final Optional<DeviceAddress> media2;
    private final Optional<DeviceAddress> media1;
    private final StreamHost streamHost;
    private volatile boolean media2Fails;

    public Media(
            Conversation conversation,
            Optional<DeviceAddress> media2,
            Optional<DeviceAddress> media1,
            Set<String> ownHosts) {
        this.conversation = conversation;
        this.media2 = media2;
        this.media1 = media1;
        this.streamHost = new StreamHost(conversation.device().host(), ownHosts);
    }

    private boolean usesMedia2() {
        return media2.isPresent() && !media2Fails;
    }

    /** Profiles that show something, in the device's order. */
    public List<MediaProfile> profiles() throws OnvifException {
        if (usesMedia2()) {
            try {
                List<MediaProfile> profiles = ProfileReader.media2(call2(profiles2()));
                if (!profiles.isEmpty() || media1.isEmpty()) {
                    return profiles;
                }
            } catch (OnvifException e) {
                if (media1.isEmpty() || !anotherService(e)) {
                    throw e;
                }
                log.info("[device:{}] goes on with Media: {}", host(), e.getMessage());
            }
            media2Fails = true;
        }
        return ProfileReader.media1(
                call1("GetProfiles", XmlWriter.of("trt:GetProfiles").toString()));
    }

    /** Whether the older service may still do what this one could not. */
    private static boolean anotherService(OnvifException e) {
        return switch (e.reason()) {
            case NOT_ONVIF,
                    NOT_SUPPORTED,
                    INVALID_ARGUMENT,
                    SENDER_FAULT,
                    DEVICE_FAULT,
                    UNEXPECTED_ANSWER,
                    CUT_OFF,
                    TOO_LARGE ->
                    true;
            case UNREACHABLE,
                    TIMED_OUT,
                    ADDRESS_REFUSED,
                    TLS,
                    REDIRECTED,
                    NOT_AUTHORIZED,
                    ACCOUNT_LOCKED,
                    GONE ->
                    false;
        };
    }

    private static String profiles2() {
        return XmlWriter.of("tr2:GetProfiles")
                .text("tr2:Type", "VideoSource")
                .text("tr2:Type", "VideoEncoder")
                .text("tr2:Type", "AudioEncoder")
                .text("tr2:Type", "PTZ")
                .toString();
    }

    /** As {@link #streams(List, BiConsumer)}, of all profiles. */
    public List<MediaStream> streams() throws OnvifException {
        return streams(profiles(), (_, _) -> {});
    }

    /**
     * Where the streams of these profiles are, all asked at once. A profile whose stream the device
     * does not name is there without it, unless all of them are.
     *
     * @param named is told of each as soon as it is known, by any thread
     */
    public List<MediaStream> streams(
            List<MediaProfile> profiles, BiConsumer<MediaProfile, String> named)
            throws OnvifException {
        List<Started<String>> asked =
                profiles.stream()
                        .map(
                                profile ->
                                        Concurrently.start(
                                                () -> {
                                                    String uri = streamUri(profile.token());
                                                    named.accept(profile, uri);
                                                    return uri;
                                                }))
                        .toList();
        List<MediaStream> found = new ArrayList<>();
        OnvifException failure = null;
        for (int i = 0; i < profiles.size(); i++) {
            Optional<String> stream = Optional.empty();
            try {
                stream = Optional.of(asked.get(i).await());
            } catch (OnvifException e) {
                failure = failure == null ? e : failure;
            }
            found.add(new MediaStream(profiles.get(i), stream));
        }
        if (failure != null && found.stream().allMatch(s -> s.streamUri().isEmpty())) {
            throw failure;
        }
        return found;
    }

    /** RTSP over one TCP connection where the device tells it apart, else over UDP. */
    public String streamUri(String profileToken) throws OnvifException {
        XmlElement answer = askStreamUri(profileToken);
        return answer.textAt("Uri")
                .or(() -> inMediaUri(answer))
                .flatMap(streamHost::reachable)
                .orElseThrow(
                        () ->
                                conversation.failure(
                                        operation("GetStreamUri"),
                                        Reason.UNEXPECTED_ANSWER,
                                        "the device names no stream"));
    }

    private XmlElement askStreamUri(String profileToken) throws OnvifException {
        try {
            return askStreamUri(profileToken, "RTSP");
        } catch (OnvifException e) {
            if (e.reason() != Reason.INVALID_ARGUMENT && e.reason() != Reason.NOT_SUPPORTED) {
                throw e;
            }
            return askStreamUri(profileToken, usesMedia2() ? "RtspUnicast" : "UDP");
        }
    }

    private static Optional<String> inMediaUri(XmlElement answer) {
        return answer.textAt("MediaUri", "Uri");
    }

    private XmlElement askStreamUri(String profileToken, String protocol) throws OnvifException {
        if (usesMedia2()) {
            return call2(
                    "GetStreamUri",
                    XmlWriter.of("tr2:GetStreamUri")
                            .text("tr2:Protocol", protocol)
                            .text("tr2:ProfileToken", profileToken)
                            .toString());
        }
        return call1(
                "GetStreamUri",
                XmlWriter.of("trt:GetStreamUri")
                        .open("trt:StreamSetup")
                        .text("tt:Stream", "RTP-Unicast")
                        .open("tt:Transport")
                        .text("tt:Protocol", protocol)
                        .close()
                        .close()
                        .text("trt:ProfileToken", profileToken)
                        .toString());
    }

    /** HTTP, host put right, without user and password; empty if the device has no snapshots. */
    public Optional<String> snapshotUri(String profileToken) throws OnvifException {
        return snapshotAddress(profileToken).map(DeviceAddress::url);
    }

    private Optional<DeviceAddress> snapshotAddress(String profileToken) throws OnvifException {
        String prefix = usesMedia2() ? "tr2" : "trt";
        String body =
                XmlWriter.of(prefix + ":GetSnapshotUri")
                        .text(prefix + ":ProfileToken", profileToken)
                        .toString();
        try {
            XmlElement answer =
                    usesMedia2() ? call2("GetSnapshotUri", body) : call1("GetSnapshotUri", body);
            return answer.textAt("Uri")
                    .or(() -> inMediaUri(answer))
                    .flatMap(uri -> ServiceHost.reachable(conversation.device(), uri));
        } catch (OnvifException e) {
            if (e.reason() == Reason.NOT_SUPPORTED || e.reason() == Reason.NOT_ONVIF) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * A picture of this moment.
     *
     * @return JPEG
     * @throws OnvifException with {@code NOT_SUPPORTED} if the device has no snapshots
     */
    public byte[] snapshot(String profileToken) throws OnvifException {
        DeviceAddress address =
                snapshotAddress(profileToken)
                        .orElseThrow(
                                () ->
                                        conversation.failure(
                                                operation("GetSnapshotUri"),
                                                Reason.NOT_SUPPORTED,
                                                "the device has no snapshots"));
        byte[] picture = conversation.fetch("snapshot", address, SNAPSHOT_PATIENCE);
        if (picture.length < 4 || picture[0] != (byte) 0xFF || picture[1] != (byte) 0xD8) {
            throw conversation.failure(
                    operation("snapshot"), Reason.UNEXPECTED_ANSWER, "the snapshot is no JPEG");
        }
        return picture;
    }

    private XmlElement call2(String body) throws OnvifException {
        return call2("GetProfiles", body);
    }

    private XmlElement call2(String name, String body) throws OnvifException {
        return conversation.call(Operation.of(media2.orElseThrow(), Namespaces.MEDIA2, name, body));
    }

    private XmlElement call1(String name, String body) throws OnvifException {
        DeviceAddress endpoint = media1.or(() -> media2).orElse(conversation.device());
        return conversation.call(Operation.of(endpoint, Namespaces.MEDIA, name, body));
    }

    /** For failures found on this side. */
    private Operation operation(String name) {
        return Operation.of(conversation.device(), Namespaces.MEDIA, name, "");
    }

    private String host() {
        return conversation.device().hostAndPort();
    }
}
