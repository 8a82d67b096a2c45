package io.sightline.server.onboarding;

import io.sightline.onvif.discovery.DiscoveredDevice;
import io.sightline.onvif.discovery.Discovery;
import io.sightline.server.access.Caller;
import io.sightline.server.audit.Action;
import io.sightline.server.audit.AuditLog;
import io.sightline.server.audit.Outcome;
import io.sightline.server.audit.Target;
import io.sightline.server.camera.CameraControl;
import io.sightline.server.web.Page;
import io.sightline.server.web.ProblemException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/cameras/discover}: what answers on the network. */
@RestController
@RequestMapping("/api/v1/cameras/discover")
class DiscoveryResource {

    private static final int LONGEST_SECONDS = 10;

    private final SharedProbe probe = new SharedProbe(Discovery::probe);
    private final CameraControl cameras;
    private final AuditLog audit;

    DiscoveryResource(CameraControl cameras, AuditLog audit) {
        this.cameras = cameras;
        this.audit = audit;
    }

    /**
     * A device that answered.
     *
     * @param address to onboard it by
     * @param cameraId of the camera that it is already; null for a new one
     */
    record Discovered(
            String address,
            String host,
            @Nullable String name,
            @Nullable String hardware,
            @Nullable String location,
            @Nullable String cameraId) {}

    @GetMapping
    Page<Discovered> discover(Caller caller, @RequestParam(defaultValue = "3") int seconds) {
        if (seconds < 1 || seconds > LONGEST_SECONDS) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "invalid-duration",
                    "Not a time to wait",
                    "Discovery takes 1 to 10 seconds.");
        }
        audit.append(
                caller.actor(), Action.CAMERA_DISCOVER, Target.SERVER, Outcome.SUCCESS, Map.of());
        List<DiscoveredDevice> found = probe.look(Duration.ofSeconds(seconds));
        KnownDevices known = new KnownDevices(cameras.accesses(), found);
        return new Page<>(
                found.stream()
                        .map(device -> json(device, known.cameraId(device)))
                        .sorted(
                                Comparator.comparing(Discovered::host)
                                        .thenComparing(Discovered::address))
                        .toList(),
                null);
    }

    private static Discovered json(DiscoveredDevice device, Optional<String> cameraId) {
        return new Discovered(
                device.address().url(),
                device.address().host(),
                device.name().orElse(null),
                device.hardware().orElse(null),
                device.location().orElse(null),
                cameraId.orElse(null));
    }
}
