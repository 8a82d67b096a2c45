package io.sightline.server.control;

import io.sightline.onvif.ptz.PtzCamera;
import io.sightline.onvif.ptz.PtzLimits;
import io.sightline.onvif.ptz.PtzStatus;
import io.sightline.onvif.ptz.PtzVector;
import io.sightline.onvif.soap.OnvifException;
import io.sightline.onvif.soap.OnvifException.Reason;
import io.sightline.server.access.Caller;
import io.sightline.server.audit.Action;
import io.sightline.server.camera.DeviceAccess;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/cameras/{id}/ptz}: turning a camera, and the views that it keeps. */
@RestController
@RequestMapping("/api/v1/cameras/{id}/ptz")
class PtzResource {

    private static final int LONGEST_NAME = 64;

    private final CameraDevices devices;
    private final PtzDrives drives;
    private final ControlLog log;

    PtzResource(CameraDevices devices, PtzDrives drives, ControlLog log) {
        this.devices = devices;
        this.drives = drives;
        this.log = log;
    }

    /** The present view is kept under this name. */
    record NewPreset(@Nullable String name) {}

    @GetMapping
    PtzJson get(Caller caller, @PathVariable String id) {
        DeviceAccess camera = devices.controlled(caller, id);
        DeviceSession session = devices.open(camera);
        PtzCamera head = head(session, camera);
        try {
            PtzLimits limits = session.limits(camera, head);
            return PtzJson.of(
                    status(head), limits, limits.presets() > 0 ? head.presets() : List.of());
        } catch (OnvifException e) {
            throw DeviceProblems.of(e);
        }
    }

    /** Many cameras turn without saying where they look. */
    private static PtzStatus status(PtzCamera head) throws OnvifException {
        try {
            return head.status();
        } catch (OnvifException e) {
            if (e.reason() == Reason.NOT_SUPPORTED || e.reason() == Reason.DEVICE_FAULT) {
                return new PtzStatus(Optional.empty(), Optional.empty());
            }
            throw e;
        }
    }

    private static PtzCamera head(DeviceSession session, DeviceAccess camera) {
        return session.head(camera).orElseThrow(() -> DeviceProblems.lacks("motor to turn it"));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void command(Caller caller, @PathVariable String id, @RequestBody PtzCommand command) {
        DeviceAccess camera = devices.controlled(caller, id);
        PtzDrive drive = drives.of(id);
        PtzCommand.Action action = command.checkedAction();
        if (action == PtzCommand.Action.STOP) {
            stop(drive, camera);
            return;
        }
        ControlLog.Move move = move(command, action, drive, camera);
        log.moved(caller.actor(), camera, action.word(), move);
    }

    private void stop(PtzDrive drive, DeviceAccess camera) {
        try {
            drive.stop(() -> head(devices.open(camera), camera));
        } catch (OnvifException e) {
            throw DeviceProblems.of(e);
        }
    }

    private ControlLog.Move move(
            PtzCommand command, PtzCommand.Action action, PtzDrive drive, DeviceAccess camera) {
        PtzVector vector = command.vector();
        return switch (action) {
            case CONTINUOUS -> {
                java.time.Duration hold = command.hold();
                PtzCamera head = head(devices.open(camera), camera);
                yield () -> drive.move(head, vector, hold);
            }
            case ABSOLUTE -> {
                PtzCamera head = once(drive, camera);
                yield () -> head.absoluteMove(command.positionFrom(status(head).position()));
            }
            case RELATIVE -> {
                PtzCamera head = once(drive, camera);
                yield () -> head.relativeMove(vector);
            }
            case PRESET -> {
                String token = command.checkedPreset();
                PtzCamera head = once(drive, camera);
                yield () -> head.gotoPreset(token);
            }
            case HOME -> {
                PtzCamera head = once(drive, camera);
                yield head::gotoHome;
            }
            case STOP -> throw new IllegalArgumentException("a stop is no move");
        };
    }

    /** The head, for a movement that ends by itself. */
    private PtzCamera once(PtzDrive drive, DeviceAccess camera) {
        PtzCamera head = head(devices.open(camera), camera);
        drive.superseded();
        return head;
    }

    @PostMapping("/presets")
    @ResponseStatus(HttpStatus.CREATED)
    PtzJson.Preset keep(Caller caller, @PathVariable String id, @RequestBody NewPreset preset) {
        DeviceAccess camera = devices.controlled(caller, id);
        String name = checkedName(preset.name());
        PtzCamera head = head(devices.open(camera), camera);
        String token =
                log.entered(
                        caller.actor(),
                        Action.CAMERA_PRESET_SAVE,
                        camera,
                        Map.of("preset", name),
                        () -> head.setPreset(name, Optional.empty()));
        return new PtzJson.Preset(token, name, null);
    }

    private static String checkedName(@Nullable String given) {
        String name = given == null ? "" : given.strip();
        if (name.isEmpty()
                || name.length() > LONGEST_NAME
                || name.chars().anyMatch(Character::isISOControl)) {
            throw DeviceProblems.invalid(
                    "A preset needs a name of 1 to " + LONGEST_NAME + " characters.");
        }
        return name;
    }

    @DeleteMapping("/presets/{token}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forget(Caller caller, @PathVariable String id, @PathVariable String token) {
        DeviceAccess camera = devices.controlled(caller, id);
        PtzCamera head = head(devices.open(camera), camera);
        log.entered(
                caller.actor(),
                Action.CAMERA_PRESET_DELETE,
                camera,
                Map.of("preset", token),
                () -> {
                    head.removePreset(token);
                    return true;
                });
    }
}
