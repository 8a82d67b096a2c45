package io.sightline.simulator.onvif;

import io.sightline.simulator.onvif.DeviceFault.ClockOff;
import io.sightline.simulator.onvif.DeviceFault.Delay;
import io.sightline.simulator.onvif.DeviceFault.NamesHost;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A device of the farm. Any thread. */
public final class OnvifCamera {

    private final DeviceSpec spec;
    private final String host;
    private final Supplier<byte[]> snapshot;
    private final InstantSource clock;
    private final Ailments ailments = new Ailments();
    private final PtzHead head;
    private final EventService events;
    private final ImagingService imaging = new ImagingService();
    private final Optional<LoginCheck> login;
    private final Map<String, Integer> done = new ConcurrentHashMap<>();
    private final AtomicInteger restarts = new AtomicInteger();
    private volatile Duration clockAhead = Duration.ZERO;
    private volatile int port;

    OnvifCamera(
            DeviceSpec spec,
            String host,
            Supplier<byte[]> snapshot,
            PtzHead head,
            InstantSource clock) {
        this.head = head;
        this.spec = spec;
        this.host = host;
        this.snapshot = snapshot;
        this.clock = clock;
        this.events = new EventService(this);
        this.login = spec.login().map(LoginCheck::new);
        ailments.inflict(Delay.NONE);
        motion(false);
    }

    void listensOn(int found) {
        port = found;
    }

    public int port() {
        return port;
    }

    /** Of the device service: {@code http://127.0.0.1:PORT/onvif/device_service}. */
    public String address() {
        return "http://" + host + ":" + port + ServiceKind.DEVICE.path();
    }

    public DeviceSpec spec() {
        return spec;
    }

    /** Makes something go wrong, or right again. */
    public void inflict(DeviceFault fault) {
        ailments.inflict(fault);
    }

    /** Something begins or ends to move in the picture. */
    public void motion(boolean active) {
        events.changed(Notice.motion(deviceTime(), active));
    }

    public void tamper(boolean active) {
        events.changed(Notice.tamper(deviceTime(), active));
    }

    public void digitalInput(boolean active) {
        events.changed(Notice.digitalInput(deviceTime(), active));
    }

    /** Where the camera looks. */
    public PtzHead head() {
        return head;
    }

    /** How its picture is to be made. */
    public PictureTone tone() {
        return imaging.tone();
    }

    ImagingService imaging() {
        return imaging;
    }

    /** How often it did this operation. */
    public int timesDone(String operation) {
        return done.getOrDefault(operation, 0);
    }

    void did(String operation) {
        done.merge(operation, 1, Integer::sum);
    }

    public int restarts() {
        return restarts.get();
    }

    public int subscriptions() {
        return events.subscriptionCount();
    }

    /** How many wrong passwords came. */
    public int refusedLogins() {
        return login.map(LoginCheck::refusals).orElse(0);
    }

    void restart() {
        restarts.incrementAndGet();
        events.forgetSubscriptions();
    }

    Ailments ailments() {
        return ailments;
    }

    EventService events() {
        return events;
    }

    Optional<LoginCheck> login() {
        return login;
    }

    byte[] snapshot() {
        return snapshot.get();
    }

    Instant deviceTime() {
        Duration off = ailments.find(ClockOff.class).map(ClockOff::ahead).orElse(Duration.ZERO);
        return clock.instant().plus(off).plus(clockAhead);
    }

    /** What somebody sets is right from then on, whatever was wrong before. */
    void setTime(Instant time) {
        clockAhead = clockAhead.plus(Duration.between(deviceTime(), time));
    }

    Set<ServiceKind> services() {
        Set<ServiceKind> services = EnumSet.allOf(ServiceKind.class);
        if (!spec.ptz()) {
            services.remove(ServiceKind.PTZ);
        }
        return services;
    }

    /** As the device writes it: with the host it believes to be. */
    String url(String path) {
        String named = ailments.find(NamesHost.class).map(NamesHost::host).orElse(host);
        int namedPort = named.equals(host) ? port : 80;
        return "http://" + named + (namedPort == 80 ? "" : ":" + namedPort) + path;
    }

    String streamUrl(String url) {
        return ailments.find(NamesHost.class)
                .map(fault -> url.replaceFirst("://[^:/]+", "://" + fault.host()))
                .orElse(url);
    }

    String snapshotUrl(Profile profile) {
        return url("/snapshot/" + profile.token() + ".jpg");
    }

    List<String> scopes() {
        List<String> scopes = new ArrayList<>();
        String root = "onvif://www.onvif.org/";
        scopes.add(root + "Profile/Streaming");
        scopes.add(root + "Profile/T");
        scopes.add(root + "type/video_encoder");
        if (spec.ptz()) {
            scopes.add(root + "type/ptz");
        }
        scopes.add(root + "name/" + encoded(spec.name()));
        scopes.add(root + "hardware/" + encoded(spec.model()));
        scopes.add(root + "location/" + encoded(spec.location()));
        return scopes;
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b == '-' || b == '_' || b == '.' || Character.isLetterOrDigit(b & 0x7F);
            encoded.append(
                    plain && b >= 0
                            ? String.valueOf((char) b)
                            : String.format(Locale.ROOT, "%%%02X", b & 0xFF));
        }
        return encoded.toString();
    }

    /** The same while the serial number is. */
    String endpoint() {
        return "urn:uuid:" + UUID.nameUUIDFromBytes(spec.serial().getBytes(StandardCharsets.UTF_8));
    }
}
