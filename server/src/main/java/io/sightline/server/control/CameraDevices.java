package io.sightline.server.control;

import io.sightline.onvif.soap.OnvifException;
import io.sightline.server.access.Caller;
import io.sightline.server.access.Right;
import io.sightline.server.access.Rights;
import io.sightline.server.camera.CameraControl;
import io.sightline.server.camera.DeviceAccess;
import io.sightline.server.web.ProblemException;
import java.time.Duration;
import java.util.Optional;

/** The way from a caller and a camera's id to the device: asks whether they may, and logs in. */
final class CameraDevices {

    private final CameraControl cameras;
    private final Rights rights;
    private final DeviceSessions sessions;

    CameraDevices(CameraControl cameras, Rights rights, DeviceSessions sessions) {
        this.cameras = cameras;
        this.rights = rights;
        this.sessions = sessions;
    }

    /**
     * A camera that the caller may control.
     *
     * @throws ProblemException 404 for what they do not see, 403 for what is not theirs to control
     */
    DeviceAccess controlled(Caller caller, String id) {
        return permitted(caller, id, Right.CONTROL, "Controlling this camera is not yours to do.");
    }

    /**
     * A camera that the caller may watch, and so may know what it reports.
     *
     * @throws ProblemException 404 for what they do not see, 403 for what is not theirs to watch
     */
    DeviceAccess watched(Caller caller, String id) {
        return permitted(caller, id, Right.VIEW, "Watching this camera is not yours to do.");
    }

    private DeviceAccess permitted(Caller caller, String id, Right right, String refusal) {
        DeviceAccess camera =
                cameras.access(id)
                        .filter(_ -> rights.sees(caller, id))
                        .orElseThrow(() -> ProblemException.notFound("camera", id));
        if (!rights.mayWithCamera(caller, right, id)) {
            throw ProblemException.forbidden(refusal);
        }
        return camera;
    }

    /** Empty when the camera speaks no ONVIF. */
    Optional<DeviceSession> find(DeviceAccess camera) {
        try {
            return sessions.find(camera);
        } catch (OnvifException e) {
            throw DeviceProblems.of(e);
        }
    }

    /**
     * As {@link #find}, for somebody who says that what the device refused is right now.
     *
     * @throws ProblemException also 429, when it refused only a moment ago
     */
    Optional<DeviceSession> findAgain(DeviceAccess camera) {
        Duration wait = sessions.forgetRefusal(camera);
        if (wait.isPositive()) {
            throw DeviceProblems.refusedJustNow(wait);
        }
        return find(camera);
    }

    /** What was found out of the device no longer holds. */
    void forget(DeviceAccess camera) {
        sessions.forget(camera);
    }

    DeviceSession open(DeviceAccess camera) {
        return find(camera).orElseThrow(() -> DeviceProblems.noOnvif(camera.name()));
    }
}
