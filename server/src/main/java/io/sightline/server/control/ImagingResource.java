package io.sightline.server.control;

import io.sightline.onvif.imaging.Imaging;
import io.sightline.onvif.imaging.ImagingOptions;
import io.sightline.onvif.imaging.ImagingOptions.Range;
import io.sightline.onvif.imaging.ImagingSettings;
import io.sightline.onvif.soap.OnvifException;
import io.sightline.server.access.Caller;
import io.sightline.server.audit.Action;
import io.sightline.server.camera.DeviceAccess;
import io.sightline.server.control.ImagingJson.ImagingChange;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/cameras/{id}/imaging}: how a camera makes its picture. */
@RestController
@RequestMapping("/api/v1/cameras/{id}/imaging")
class ImagingResource {

    private final CameraDevices devices;
    private final ImagingBefore before;
    private final ControlLog log;

    ImagingResource(CameraDevices devices, ImagingBefore before, ControlLog log) {
        this.devices = devices;
        this.before = before;
        this.log = log;
    }

    /** The imaging service, and what of it makes this camera's picture. */
    private record Maker(Imaging imaging, String videoSource) {}

    private Maker maker(DeviceAccess camera) {
        DeviceSession session = devices.open(camera);
        return new Maker(
                session.device().imaging().orElseThrow(ImagingResource::lacking),
                session.videoSource(camera).orElseThrow(ImagingResource::lacking));
    }

    private static RuntimeException lacking() {
        return DeviceProblems.lacks("settings of its picture");
    }

    @GetMapping
    ImagingJson get(Caller caller, @PathVariable String id) {
        DeviceAccess camera = devices.controlled(caller, id);
        Maker maker = maker(camera);
        try {
            return json(maker, maker.imaging().options(maker.videoSource()), id);
        } catch (OnvifException e) {
            throw DeviceProblems.of(e);
        }
    }

    private ImagingJson json(Maker maker, ImagingOptions options, String id) throws OnvifException {
        ImagingSettings now = maker.imaging().settings(maker.videoSource());
        boolean resettable =
                before.find(id).filter(was -> !was.equals(ImagingChange.to(now))).isPresent();
        return ImagingJson.of(now, options, resettable);
    }

    /** Answers what the camera says that it is now. */
    @PutMapping
    ImagingJson change(Caller caller, @PathVariable String id, @RequestBody ImagingChange change) {
        DeviceAccess camera = devices.controlled(caller, id);
        ImagingSettings wanted = change.settings();
        Maker maker = maker(camera);
        return log.entered(
                caller.actor(),
                Action.CAMERA_IMAGING_CHANGE,
                camera,
                details(change),
                () -> {
                    ImagingOptions options = maker.imaging().options(maker.videoSource());
                    check("brightness", wanted.brightness(), options.brightness());
                    check("contrast", wanted.contrast(), options.contrast());
                    check("colorSaturation", wanted.colorSaturation(), options.colorSaturation());
                    check("sharpness", wanted.sharpness(), options.sharpness());
                    before.keep(id, maker.imaging().settings(maker.videoSource()));
                    maker.imaging().set(maker.videoSource(), wanted);
                    return json(maker, options, id);
                });
    }

    /** Devices take what is out of range, or less than that: some stop to answer. */
    private static void check(String field, Optional<Double> wanted, Optional<Range> range) {
        if (wanted.isEmpty()) {
            return;
        }
        Range has = range.orElseThrow(() -> DeviceProblems.lacks("setting " + field));
        if (wanted.get() < has.least() || wanted.get() > has.greatest()) {
            throw DeviceProblems.invalid(
                    "%s is from %s to %s.".formatted(field, has.least(), has.greatest()));
        }
    }

    private static Map<String, String> details(ImagingChange change) {
        Map<String, String> details = new LinkedHashMap<>();
        enter(details, "brightness", change.brightness());
        enter(details, "contrast", change.contrast());
        enter(details, "colorSaturation", change.colorSaturation());
        enter(details, "sharpness", change.sharpness());
        enter(details, "infraredCutFilter", change.infraredCutFilter());
        enter(details, "exposure", change.exposure());
        enter(details, "whiteBalance", change.whiteBalance());
        enter(details, "focus", change.focus());
        enter(details, "wideDynamicRange", change.wideDynamicRange());
        enter(details, "backlightCompensation", change.backlightCompensation());
        return details;
    }

    private static void enter(
            Map<String, String> details,
            String name,
            @org.jspecify.annotations.Nullable Object value) {
        if (value != null) {
            details.put(name, value.toString());
        }
    }

    /** As it was before it was first changed here. */
    @PostMapping("/reset")
    ImagingJson reset(Caller caller, @PathVariable String id) {
        DeviceAccess camera = devices.controlled(caller, id);
        Maker maker = maker(camera);
        Optional<ImagingChange> was = before.find(id);
        return log.entered(
                caller.actor(),
                Action.CAMERA_IMAGING_CHANGE,
                camera,
                Map.of("reset", "true"),
                () -> {
                    if (was.isPresent()) {
                        maker.imaging().set(maker.videoSource(), was.get().settings());
                        before.forget(id);
                    }
                    return json(maker, maker.imaging().options(maker.videoSource()), id);
                });
    }
}
