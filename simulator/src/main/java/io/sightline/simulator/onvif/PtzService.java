package io.sightline.simulator.onvif;

import io.sightline.simulator.onvif.PtzHead.View;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** PTZ (ver20): turns the camera's head. */
final class PtzService {

    private static final Duration LONGEST_MOVE = Duration.ofSeconds(60);
    private static final String SPACES = "http://www.onvif.org/ver10/tptz/";

    private final PtzHead head;

    PtzService(PtzHead head) {
        this.head = head;
    }

    String answer(SoapRequest request) throws SoapFault {
        String name = request.name();
        switch (name) {
            case "GetStatus" -> {
                return status();
            }
            case "GetPresets" -> {
                return presets();
            }
            case "GetNodes" -> {
                return nodes();
            }
            case "GetServiceCapabilities" -> {
                return "<tptz:GetServiceCapabilitiesResponse><tptz:Capabilities/>"
                        + "</tptz:GetServiceCapabilitiesResponse>";
            }
            case "SetPreset" -> {
                String token =
                        head.keep(
                                request.text("PresetName").orElse(""), request.text("PresetToken"));
                return "<tptz:SetPresetResponse><tptz:PresetToken>"
                        + Xml.escaped(token)
                        + "</tptz:PresetToken></tptz:SetPresetResponse>";
            }
            case "ContinuousMove" -> continuous(request);
            case "AbsoluteMove" -> head.look(absolute(request));
            case "RelativeMove" ->
                    head.step(
                            number(request, "PanTilt", "x"),
                            number(request, "PanTilt", "y"),
                            number(request, "Zoom", "x"));
            case "Stop" -> head.stop();
            case "GotoPreset" -> require(head.recall(request.text("PresetToken").orElse("")));
            case "RemovePreset" -> require(head.remove(request.text("PresetToken").orElse("")));
            case "GotoHomePosition" -> head.goHome();
            case "SetHomePosition" -> head.setHome();
            default -> throw SoapFault.notSupported(name);
        }
        return "<tptz:" + name + "Response/>";
    }

    private static void require(boolean found) throws SoapFault {
        if (!found) {
            throw SoapFault.invalidArgument("no such preset");
        }
    }

    private void continuous(SoapRequest request) throws SoapFault {
        Duration atMost;
        try {
            atMost = request.text("Timeout").map(Duration::parse).orElse(LONGEST_MOVE);
        } catch (DateTimeException e) {
            throw SoapFault.invalidArgument("the time-out is no duration");
        }
        head.move(
                number(request, "PanTilt", "x"),
                number(request, "PanTilt", "y"),
                number(request, "Zoom", "x"),
                atMost.toNanos());
    }

    private View absolute(SoapRequest request) throws SoapFault {
        View now = head.view();
        return new View(
                request.mentions("PanTilt") ? number(request, "PanTilt", "x") : now.pan(),
                request.mentions("PanTilt") ? number(request, "PanTilt", "y") : now.tilt(),
                request.mentions("Zoom") ? number(request, "Zoom", "x") : now.zoom());
    }

    /** 0 where there is none. */
    private static double number(SoapRequest request, String name, String attribute)
            throws SoapFault {
        Optional<Double> given = request.number(name, attribute);
        if (given.isPresent() && Math.abs(given.get()) > 1) {
            throw SoapFault.invalidArgument(name + " is out of range");
        }
        return given.orElse(0.0);
    }

    private String status() {
        View view = head.view();
        String moving = head.moving() ? "MOVING" : "IDLE";
        return """
        <tptz:GetStatusResponse><tptz:PTZStatus><tt:Position>%s</tt:Position><tt:MoveStatus>\
        <tt:PanTilt>%s</tt:PanTilt><tt:Zoom>%s</tt:Zoom></tt:MoveStatus>\
        <tt:UtcTime>2026-01-01T00:00:00Z</tt:UtcTime></tptz:PTZStatus></tptz:GetStatusResponse>"""
                .formatted(position(view), moving, moving);
    }

    private static String position(View view) {
        return String.format(
                Locale.ROOT,
                "<tt:PanTilt x=\"%.4f\" y=\"%.4f\"/><tt:Zoom x=\"%.4f\"/>",
                view.pan(),
                view.tilt(),
                view.zoom());
    }

    private String presets() {
        StringBuilder answer = new StringBuilder("<tptz:GetPresetsResponse>");
        head.presets()
                .forEach(
                        (token, preset) ->
                                answer.append(
                                        """
                                        <tptz:Preset token="%s"><tt:Name>%s</tt:Name>\
                                        <tt:PTZPosition>%s</tt:PTZPosition></tptz:Preset>"""
                                                .formatted(
                                                        Xml.escaped(token),
                                                        Xml.escaped(preset.name()),
                                                        position(preset.view()))));
        return answer.append("</tptz:GetPresetsResponse>").toString();
    }

    private static String nodes() {
        StringBuilder spaces = new StringBuilder();
        space2d(spaces, "AbsolutePanTiltPositionSpace", "PanTiltSpaces/PositionGenericSpace");
        space1d(spaces, "AbsoluteZoomPositionSpace", "ZoomSpaces/PositionGenericSpace", 0);
        space2d(spaces, "RelativePanTiltTranslationSpace", "PanTiltSpaces/TranslationGenericSpace");
        space1d(spaces, "RelativeZoomTranslationSpace", "ZoomSpaces/TranslationGenericSpace", -1);
        space2d(spaces, "ContinuousPanTiltVelocitySpace", "PanTiltSpaces/VelocityGenericSpace");
        space1d(spaces, "ContinuousZoomVelocitySpace", "ZoomSpaces/VelocityGenericSpace", -1);
        return """
        <tptz:GetNodesResponse><tptz:PTZNode token="node"><tt:Name>head</tt:Name>\
        <tt:SupportedPTZSpaces>%s</tt:SupportedPTZSpaces>\
        <tt:MaximumNumberOfPresets>64</tt:MaximumNumberOfPresets>\
        <tt:HomeSupported>true</tt:HomeSupported></tptz:PTZNode></tptz:GetNodesResponse>"""
                .formatted(spaces);
    }

    private static void space2d(StringBuilder spaces, String name, String uri) {
        spaces.append(
                """
                <tt:%1$s><tt:URI>%2$s</tt:URI><tt:XRange><tt:Min>-1</tt:Min><tt:Max>1</tt:Max>\
                </tt:XRange><tt:YRange><tt:Min>-1</tt:Min><tt:Max>1</tt:Max></tt:YRange></tt:%1$s>"""
                        .formatted(name, SPACES + uri));
    }

    private static void space1d(StringBuilder spaces, String name, String uri, int least) {
        spaces.append(
                """
                <tt:%1$s><tt:URI>%2$s</tt:URI><tt:XRange><tt:Min>%3$d</tt:Min><tt:Max>1</tt:Max>\
                </tt:XRange></tt:%1$s>"""
                        .formatted(name, SPACES + uri, least));
    }
}
