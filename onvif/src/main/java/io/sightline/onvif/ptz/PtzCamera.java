package io.sightline.onvif.ptz;

import io.sightline.onvif.http.DeviceAddress;
import io.sightline.onvif.soap.Conversation;
import io.sightline.onvif.soap.OnvifException;
import io.sightline.onvif.soap.OnvifException.Reason;
import io.sightline.onvif.soap.Operation;
import io.sightline.onvif.xml.Namespaces;
import io.sightline.onvif.xml.XmlElement;
import io.sightline.onvif.xml.XmlWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A camera that can be turned, by one of its profiles (PTZ service, ver20).
 *
 * <p>Safe for use by any thread. Keep one object per camera: the order of moves and stops, and that
 * no stop is lost, is kept by it.
 */
public final class PtzCamera {

    private static final Logger log = LoggerFactory.getLogger(PtzCamera.class);

    /** A stop that fails is sent again at once and after these. */
    private static final List<Duration> STOP_RETRIES =
            List.of(Duration.ZERO, Duration.ofMillis(200), Duration.ofMillis(800));

    private static final int MAX_PRESETS = 1_024;

    private final Conversation conversation;
    private final DeviceAddress endpoint;
    private final String profileToken;
    private final CommandLane lane = new CommandLane();

    public PtzCamera(Conversation conversation, DeviceAddress endpoint, String profileToken) {
        this.conversation = conversation;
        this.endpoint = endpoint;
        this.profileToken = profileToken;
    }

    public PtzStatus status() throws OnvifException {
        XmlElement answer = call("GetStatus", request("GetStatus"));
        Optional<XmlElement> status = answer.child("PTZStatus");
        Optional<Boolean> moving =
                status.flatMap(found -> found.child("MoveStatus"))
                        .filter(found -> !found.children().isEmpty())
                        .map(
                                found ->
                                        found.children().stream()
                                                .anyMatch(
                                                        part ->
                                                                part.text()
                                                                        .equalsIgnoreCase(
                                                                                "MOVING")));
        return new PtzStatus(
                status.flatMap(found -> found.child("Position")).flatMap(PtzCamera::vector),
                moving);
    }

    /**
     * Moves until {@link #stop}, or until the time is over: should the stop not reach the camera,
     * it ends the move by itself.
     *
     * @return false if a later command came before this one could be sent
     */
    public boolean continuousMove(PtzVector speed, Duration atMost) throws OnvifException {
        return lane.move(
                () -> {
                    try {
                        call("ContinuousMove", continuous(speed, Optional.of(atMost)));
                    } catch (OnvifException e) {
                        // Some cameras know no time-out; they have to be stopped.
                        if (e.reason() != Reason.INVALID_ARGUMENT) {
                            throw e;
                        }
                        call("ContinuousMove", continuous(speed, Optional.empty()));
                    }
                });
    }

    private XmlWriter continuous(PtzVector speed, Optional<Duration> atMost) {
        XmlWriter body = request("ContinuousMove");
        movement(body, "tptz:Velocity", speed);
        return body.optional("tptz:Timeout", atMost.map(Duration::toString));
    }

    /** Goes to a position; {@code false} as of {@link #continuousMove}. */
    public boolean absoluteMove(PtzVector position) throws OnvifException {
        XmlWriter body = request("AbsoluteMove");
        whole(body, "tptz:Position", position);
        return lane.move(() -> call("AbsoluteMove", body));
    }

    /** Goes some way from where it is; {@code false} as of {@link #continuousMove}. */
    public boolean relativeMove(PtzVector way) throws OnvifException {
        XmlWriter body = request("RelativeMove");
        movement(body, "tptz:Translation", way);
        return lane.move(() -> call("RelativeMove", body));
    }

    /**
     * Stops whatever moves. Moves that wait are dropped. While a move is on its way the stop is
     * sent beside it, and once more behind it; if the camera does not answer, three times in all.
     */
    public void stop() throws OnvifException {
        lane.stop(this::sendStop, this::stopForSure);
    }

    private void stopForSure() throws OnvifException {
        OnvifException last = null;
        for (Duration pause : STOP_RETRIES) {
            try {
                Thread.sleep(pause);
                sendStop();
                return;
            } catch (OnvifException e) {
                last = e;
                if (e.reason() == Reason.NOT_AUTHORIZED || e.reason() == Reason.ACCOUNT_LOCKED) {
                    break;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        log.warn("[device:{}] may still be moving", conversation.device().hostAndPort());
        throw last != null
                ? last
                : conversation.failure(
                        operation("Stop", ""), Reason.TIMED_OUT, "interrupted before it was sent");
    }

    private void sendStop() throws OnvifException {
        try {
            call("Stop", request("Stop").text("tptz:PanTilt", "true").text("tptz:Zoom", "true"));
        } catch (OnvifException e) {
            if (e.reason() != Reason.NOT_SUPPORTED && e.reason() != Reason.INVALID_ARGUMENT) {
                throw e;
            }
            // A camera without zoom that refuses to stop it, or one without Stop at all.
            call("ContinuousMove", continuous(PtzVector.NONE, Optional.empty()));
        }
    }

    public List<PtzPreset> presets() throws OnvifException {
        List<PtzPreset> presets = new ArrayList<>();
        for (XmlElement preset : call("GetPresets", request("GetPresets")).children("Preset")) {
            Optional<String> token = preset.attribute("token");
            if (token.isPresent() && presets.size() < MAX_PRESETS) {
                presets.add(
                        new PtzPreset(
                                token.get(),
                                preset.textAt("Name").orElse(""),
                                preset.child("PTZPosition").flatMap(PtzCamera::vector)));
            }
        }
        return presets;
    }

    /** {@code false} as of {@link #continuousMove}. */
    public boolean gotoPreset(String presetToken) throws OnvifException {
        XmlWriter body = request("GotoPreset").text("tptz:PresetToken", presetToken);
        return lane.move(() -> call("GotoPreset", body));
    }

    /**
     * Keeps the present view.
     *
     * @param presetToken of the preset to change; a new one if empty
     * @return its token
     */
    public String setPreset(String name, Optional<String> presetToken) throws OnvifException {
        XmlWriter body = request("SetPreset").text("tptz:PresetName", name);
        body.optional("tptz:PresetToken", presetToken);
        return call("SetPreset", body)
                .textAt("PresetToken")
                .or(() -> presetToken)
                .orElseThrow(
                        () ->
                                conversation.failure(
                                        operation("SetPreset", ""),
                                        Reason.UNEXPECTED_ANSWER,
                                        "the device names no preset"));
    }

    public void removePreset(String presetToken) throws OnvifException {
        call("RemovePreset", request("RemovePreset").text("tptz:PresetToken", presetToken));
    }

    /** {@code false} as of {@link #continuousMove}. */
    public boolean gotoHome() throws OnvifException {
        return lane.move(() -> call("GotoHomePosition", request("GotoHomePosition")));
    }

    public void setHome() throws OnvifException {
        call("SetHomePosition", request("SetHomePosition"));
    }

    /** Of the camera's PTZ node: the first one, as a rule there is one per head. */
    public PtzLimits limits() throws OnvifException {
        XmlElement nodes = call("GetNodes", XmlWriter.of("tptz:GetNodes"));
        XmlElement node =
                nodes.child("PTZNode")
                        .orElseThrow(
                                () ->
                                        conversation.failure(
                                                operation("GetNodes", ""),
                                                Reason.NOT_SUPPORTED,
                                                "the device has no PTZ node"));
        Optional<XmlElement> spaces = node.child("SupportedPTZSpaces");
        boolean panTilt = has(spaces, "ContinuousPanTiltVelocitySpace", "AbsolutePanTilt");
        boolean zoom = has(spaces, "ContinuousZoomVelocitySpace", "AbsoluteZoom");
        return new PtzLimits(
                has(spaces, "AbsolutePanTilt", "AbsoluteZoom"),
                has(spaces, "RelativePanTilt", "RelativeZoom"),
                has(spaces, "ContinuousPanTilt", "ContinuousZoom"),
                panTilt,
                zoom,
                node.booleanAt("HomeSupported").orElse(false),
                node.integerAt("MaximumNumberOfPresets").filter(max -> max > 0).orElse(0));
    }

    private static boolean has(Optional<XmlElement> spaces, String... prefixes) {
        return spaces.stream()
                .flatMap(found -> found.children().stream())
                .anyMatch(
                        space -> {
                            for (String prefix : prefixes) {
                                if (space.name().startsWith(prefix)) {
                                    return true;
                                }
                            }
                            return false;
                        });
    }

    private XmlWriter request(String name) {
        return XmlWriter.of("tptz:" + name).text("tptz:ProfileToken", profileToken);
    }

    /** Only what moves: a camera without zoom refuses to be told to zoom at speed 0. */
    private static void movement(XmlWriter body, String name, PtzVector vector) {
        body.open(name);
        boolean zooms = vector.zoom() != 0;
        if (!zooms || vector.pan() != 0 || vector.tilt() != 0) {
            panTilt(body, vector);
        }
        if (zooms) {
            body.empty("tt:Zoom", "x", decimal(vector.zoom()));
        }
        body.close();
    }

    private static void whole(XmlWriter body, String name, PtzVector vector) {
        body.open(name);
        panTilt(body, vector);
        body.empty("tt:Zoom", "x", decimal(vector.zoom())).close();
    }

    private static void panTilt(XmlWriter body, PtzVector vector) {
        body.empty("tt:PanTilt", "x", decimal(vector.pan()), "y", decimal(vector.tilt()));
    }

    /** Without exponent: xsd:float allows one, some cameras do not. */
    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static Optional<PtzVector> vector(XmlElement position) {
        Optional<XmlElement> panTilt = position.child("PanTilt");
        Optional<XmlElement> zoom = position.child("Zoom");
        if (panTilt.isEmpty() && zoom.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                PtzVector.clamped(number(panTilt, "x"), number(panTilt, "y"), number(zoom, "x")));
    }

    private static double number(Optional<XmlElement> element, String attribute) {
        return element.flatMap(found -> found.numberAttribute(attribute)).orElse(0.0);
    }

    private XmlElement call(String name, XmlWriter body) throws OnvifException {
        return conversation.call(operation(name, body.toString()));
    }

    private Operation operation(String name, String body) {
        return Operation.of(endpoint, Namespaces.PTZ, name, body);
    }
}
