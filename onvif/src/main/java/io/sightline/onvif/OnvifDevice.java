package io.sightline.onvif;

import io.sightline.onvif.event.Events;
import io.sightline.onvif.http.ConnectionSettings;
import io.sightline.onvif.http.DeviceAddress;
import io.sightline.onvif.http.DeviceCredentials;
import io.sightline.onvif.imaging.Imaging;
import io.sightline.onvif.media.Media;
import io.sightline.onvif.media.MediaProfile;
import io.sightline.onvif.media.MediaStream;
import io.sightline.onvif.ptz.PtzCamera;
import io.sightline.onvif.soap.ClockReading;
import io.sightline.onvif.soap.Concurrently;
import io.sightline.onvif.soap.Concurrently.Started;
import io.sightline.onvif.soap.Conversation;
import io.sightline.onvif.soap.OnvifException;
import io.sightline.onvif.soap.OnvifException.Reason;
import io.sightline.onvif.soap.Operation;
import io.sightline.onvif.xml.Namespaces;
import io.sightline.onvif.xml.XmlElement;
import io.sightline.onvif.xml.XmlWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A device that speaks ONVIF. Connections close by themselves when nobody asks for a moment, so
 * that an object of this class may be kept for as long as it is wanted, and is not closed.
 *
 * <pre>{@code
 * OnvifDevice device =
 *         OnvifDevice.connect(
 *                 DeviceAddress.parse("10.0.0.20"),
 *                 Optional.of(new DeviceCredentials("admin", password)),
 *                 ConnectionSettings.DEFAULT);
 * for (MediaStream stream : device.describe().streams()) {
 *     System.out.println(stream.profile().name() + " " + stream.streamUri());
 * }
 * }</pre>
 *
 * <p>Safe for use by any thread. Calls block, for as long as the settings allow at most; they are
 * meant for virtual threads, where an interrupt ends them.
 */
public final class OnvifDevice {

    private static final String DEVICE_PATH = "/onvif/device_service";
    private static final List<String> OTHER_PATHS =
            List.of("/onvif/device", "/device_service", "/onvif/services");

    private final Conversation conversation;
    private final ServiceDirectory services;
    private final Media media;

    /** What the device told of itself before anybody had logged in. */
    private final Optional<DeviceInformation> introduction;

    private OnvifDevice(
            Conversation conversation,
            ServiceDirectory services,
            Optional<DeviceInformation> introduction) {
        this.conversation = conversation;
        this.services = services;
        this.introduction = introduction;
        this.media =
                new Media(
                        conversation,
                        services.of(Service.MEDIA2),
                        services.of(Service.MEDIA),
                        services.ownHosts());
    }

    /**
     * Asks the time, where the services are and, without a log-in, who the device is: its refusal
     * says how it wants to be logged in to. That user and password are right is known after {@link
     * #describe} or any other operation. One round trip.
     *
     * @param address without path if only the host is known
     * @throws OnvifException if nobody answers, or not as an ONVIF device
     */
    public static OnvifDevice connect(
            DeviceAddress address,
            Optional<DeviceCredentials> credentials,
            ConnectionSettings settings)
            throws OnvifException {
        if (!address.path().isEmpty() && !address.path().equals("/")) {
            return connectTo(address, credentials, settings);
        }
        OnvifException first;
        try {
            return connectTo(address.withPath(DEVICE_PATH), credentials, settings);
        } catch (OnvifException e) {
            if (e.reason() != Reason.NOT_ONVIF) {
                throw e;
            }
            first = e;
        }
        for (String path : OTHER_PATHS) {
            try {
                return connectTo(address.withPath(path), credentials, settings);
            } catch (OnvifException e) {
                if (e.reason() != Reason.NOT_ONVIF) {
                    throw e;
                }
                first.addSuppressed(e);
            }
        }
        throw first;
    }

    private static OnvifDevice connectTo(
            DeviceAddress address,
            Optional<DeviceCredentials> credentials,
            ConnectionSettings settings)
            throws OnvifException {
        Conversation conversation = new Conversation(address, credentials, settings);
        Started<Optional<Instant>> clock = ClockReading.begin(conversation);
        Started<Optional<XmlElement>> introduction =
                Concurrently.start(() -> conversation.asNobody(information(conversation)));
        ServiceDirectory services = services(conversation, clock);
        return new OnvifDevice(
                conversation, services, introduction.await().map(DeviceInformation::read));
    }

    private static ServiceDirectory services(
            Conversation conversation, Started<Optional<Instant>> clock) throws OnvifException {
        try {
            return ServiceDirectory.ofServices(
                    conversation, ServiceDirectory.askServices(conversation));
        } catch (OnvifException e) {
            if (!answered(clock) && e.reason() == Reason.NOT_ONVIF) {
                throw e;
            }
            return ServiceDirectory.ask(conversation, e);
        }
    }

    /**
     * Whether there was an answer; a device that keeps its time to itself is taken to have ours.
     */
    private static boolean answered(Started<Optional<Instant>> clock) throws OnvifException {
        try {
            clock.await();
            return true;
        } catch (OnvifException e) {
            return switch (e.reason()) {
                case UNREACHABLE, TIMED_OUT, ADDRESS_REFUSED, TLS, REDIRECTED, CUT_OFF, TOO_LARGE ->
                        throw e;
                case NOT_ONVIF -> false;
                case NOT_AUTHORIZED,
                        ACCOUNT_LOCKED,
                        NOT_SUPPORTED,
                        INVALID_ARGUMENT,
                        GONE,
                        SENDER_FAULT,
                        DEVICE_FAULT,
                        UNEXPECTED_ANSWER ->
                        true;
            };
        }
    }

    /** Where the device service is, its path found out. */
    public DeviceAddress address() {
        return conversation.device();
    }

    /** The services that are there. Media2 and Media are one thing to who uses {@link #media}. */
    public Set<Service> services() {
        return services.addresses().keySet();
    }

    /** How much the device's clock was ahead when it was last asked; negative if behind. */
    public Duration clockOffset() {
        return conversation.clock().offset();
    }

    /** Is told what becomes known while a device is described. Called by any thread. */
    public interface Listener {

        /** All profiles that show something; the addresses of their streams are being asked for. */
        default void profiles(List<MediaProfile> profiles) {}

        /** One of them, and where its stream is. */
        default void stream(MediaProfile profile, String streamUri) {}
    }

    /** As {@link #describe(Listener)}, told when all of it is known. */
    public DeviceDescription describe() throws OnvifException {
        return describe(new Listener() {});
    }

    /** Information, profiles and the addresses of their streams: two round trips. */
    public DeviceDescription describe(Listener listener) throws OnvifException {
        // Profiles first: what else there is to ask depends on them, and they log us in.
        List<MediaProfile> profiles = media.profiles();
        listener.profiles(profiles);
        Started<List<MediaStream>> streams =
                Concurrently.start(() -> media.streams(profiles, listener::stream));
        DeviceInformation information =
                introduction.isPresent() ? introduction.get() : information();
        return new DeviceDescription(information, services(), streams.await());
    }

    public DeviceInformation information() throws OnvifException {
        return DeviceInformation.read(conversation.call(information(conversation)));
    }

    private static Operation information(Conversation conversation) {
        return operation(
                conversation, "GetDeviceInformation", XmlWriter.of("tds:GetDeviceInformation"));
    }

    public Media media() {
        return media;
    }

    /** The camera of a profile that can be turned; empty if the device has no PTZ service. */
    public Optional<PtzCamera> ptz(String profileToken) {
        return services.of(Service.PTZ)
                .map(endpoint -> new PtzCamera(conversation, endpoint, profileToken));
    }

    /** Empty if the device has no imaging service. */
    public Optional<Imaging> imaging() {
        return services.of(Service.IMAGING).map(endpoint -> new Imaging(conversation, endpoint));
    }

    /** Empty if the device has no event service. */
    public Optional<Events> events() {
        return services.of(Service.EVENTS).map(endpoint -> new Events(conversation, endpoint));
    }

    /**
     * Restarts the device.
     *
     * @return what it says about it, for people
     */
    public String reboot() throws OnvifException {
        return call("SystemReboot", XmlWriter.of("tds:SystemReboot")).textAt("Message").orElse("");
    }

    /** What the device's clock shows now; empty if it shows nothing sensible. */
    public Optional<Instant> systemDateAndTime() throws OnvifException {
        return ClockReading.measure(conversation);
    }

    /** Sets the device's clock by hand, which ends its following a time server. */
    public void setSystemDateAndTime(Instant time) throws OnvifException {
        OffsetDateTime utc = time.atOffset(ZoneOffset.UTC);
        call(
                "SetSystemDateAndTime",
                XmlWriter.of("tds:SetSystemDateAndTime")
                        .text("tds:DateTimeType", "Manual")
                        .text("tds:DaylightSavings", "false")
                        .open("tds:UTCDateTime")
                        .open("tt:Time")
                        .text("tt:Hour", Integer.toString(utc.getHour()))
                        .text("tt:Minute", Integer.toString(utc.getMinute()))
                        .text("tt:Second", Integer.toString(utc.getSecond()))
                        .close()
                        .open("tt:Date")
                        .text("tt:Year", Integer.toString(utc.getYear()))
                        .text("tt:Month", Integer.toString(utc.getMonthValue()))
                        .text("tt:Day", Integer.toString(utc.getDayOfMonth())));
        ClockReading.measure(conversation);
    }

    private XmlElement call(String name, XmlWriter body) throws OnvifException {
        return conversation.call(operation(conversation, name, body));
    }

    private static Operation operation(Conversation conversation, String name, XmlWriter body) {
        return Operation.of(conversation.device(), Namespaces.DEVICE, name, body.toString());
    }
}
