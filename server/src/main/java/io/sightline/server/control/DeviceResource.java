package io.sightline.server.control;

import io.sightline.onvif.DeviceInformation;
import io.sightline.onvif.Service;
import io.sightline.server.access.Caller;
import io.sightline.server.audit.Action;
import io.sightline.server.camera.Device;
import io.sightline.server.camera.DeviceAccess;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/cameras/{id}/device} and {@code …/reboot}: the device behind a camera. */
@RestController
@RequestMapping("/api/v1/cameras/{id}")
class DeviceResource {

    private final CameraDevices devices;
    private final ControlLog log;

    DeviceResource(CameraDevices devices, ControlLog log) {
        this.devices = devices;
        this.log = log;
    }

    /**
     * A device, and what of it can be controlled.
     *
     * @param onvif whether it speaks ONVIF; without, nothing can be controlled, and what is known
     *     of it is what people say
     * @param clockOffsetMillis how much its clock is ahead; negative if behind
     * @param ptz whether this camera of it can be turned
     */
    record DeviceJson(
            boolean onvif,
            String manufacturer,
            String model,
            String firmware,
            String serialNumber,
            long clockOffsetMillis,
            boolean ptz,
            boolean imaging,
            boolean events,
            boolean reboot) {}

    @GetMapping("/device")
    DeviceJson get(Caller caller, @PathVariable String id) {
        DeviceAccess camera = devices.controlled(caller, id);
        return json(devices.find(camera), camera);
    }

    /**
     * Asks the device anew that refused user and password, as when they were set right in the
     * device. Without this a refusal counts for some minutes.
     */
    @PostMapping("/device/retry")
    DeviceJson retry(Caller caller, @PathVariable String id) {
        DeviceAccess camera = devices.controlled(caller, id);
        return json(devices.findAgain(camera), camera);
    }

    private static DeviceJson json(Optional<DeviceSession> session, DeviceAccess camera) {
        return session.map(found -> json(found, camera)).orElseGet(() -> unspoken(camera));
    }

    private static DeviceJson unspoken(DeviceAccess camera) {
        Device known = camera.device();
        return new DeviceJson(
                false,
                known.manufacturer(),
                known.model(),
                known.firmware(),
                known.serial(),
                0,
                false,
                false,
                false,
                false);
    }

    private static DeviceJson json(DeviceSession session, DeviceAccess camera) {
        DeviceInformation says = session.description().information();
        return new DeviceJson(
                true,
                says.manufacturer(),
                says.model(),
                says.firmwareVersion(),
                says.serialNumber(),
                session.device().clockOffset().toMillis(),
                session.head(camera).isPresent(),
                session.device().imaging().isPresent() && session.videoSource(camera).isPresent(),
                session.description().services().contains(Service.EVENTS),
                true);
    }

    /** Restarts the device: all cameras that are channels of it are away for a minute or two. */
    @PostMapping("/reboot")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reboot(Caller caller, @PathVariable String id) {
        DeviceAccess camera = devices.controlled(caller, id);
        DeviceSession session = devices.open(camera);
        log.entered(
                caller.actor(),
                Action.CAMERA_REBOOT,
                camera,
                Map.of(),
                () -> session.device().reboot());
        devices.forget(camera);
    }
}
