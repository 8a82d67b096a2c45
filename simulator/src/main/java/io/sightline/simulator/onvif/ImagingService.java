package io.sightline.simulator.onvif;

import java.util.LinkedHashMap;
import java.util.Map;

/** Imaging (ver20): keeps what is set; whoever draws the picture asks. */
final class ImagingService {

    private static final String[] NUMBERS = {
        "Brightness", "ColorSaturation", "Contrast", "Sharpness"
    };

    private final Map<String, Double> numbers = new LinkedHashMap<>();
    private String filter = "AUTO";

    ImagingService() {
        for (String name : NUMBERS) {
            numbers.put(name, PictureTone.MIDDLE);
        }
    }

    synchronized String answer(SoapRequest request) throws SoapFault {
        return switch (request.name()) {
            case "GetImagingSettings" -> settings();
            case "GetOptions" -> options();
            case "SetImagingSettings" -> set(request);
            case "GetServiceCapabilities" ->
                    "<timg:GetServiceCapabilitiesResponse><timg:Capabilities/>"
                            + "</timg:GetServiceCapabilitiesResponse>";
            default -> throw SoapFault.notSupported(request.name());
        };
    }

    synchronized PictureTone tone() {
        return new PictureTone(
                numbers.getOrDefault("Brightness", PictureTone.MIDDLE),
                numbers.getOrDefault("Contrast", PictureTone.MIDDLE),
                numbers.getOrDefault("ColorSaturation", PictureTone.MIDDLE));
    }

    private String settings() {
        return """
        <timg:GetImagingSettingsResponse><timg:ImagingSettings><tt:Brightness>%s</tt:Brightness>\
        <tt:ColorSaturation>%s</tt:ColorSaturation><tt:Contrast>%s</tt:Contrast>\
        <tt:IrCutFilter>%s</tt:IrCutFilter><tt:Sharpness>%s</tt:Sharpness>\
        </timg:ImagingSettings></timg:GetImagingSettingsResponse>"""
                .formatted(
                        numbers.get("Brightness"),
                        numbers.get("ColorSaturation"),
                        numbers.get("Contrast"),
                        filter,
                        numbers.get("Sharpness"));
    }

    private static String options() {
        String range = "<tt:%1$s><tt:Min>0</tt:Min><tt:Max>100</tt:Max></tt:%1$s>";
        return "<timg:GetOptionsResponse><timg:ImagingOptions>"
                + range.formatted("Brightness")
                + range.formatted("ColorSaturation")
                + range.formatted("Contrast")
                + "<tt:IrCutFilterModes>ON</tt:IrCutFilterModes>"
                + "<tt:IrCutFilterModes>OFF</tt:IrCutFilterModes>"
                + "<tt:IrCutFilterModes>AUTO</tt:IrCutFilterModes>"
                + range.formatted("Sharpness")
                + "</timg:ImagingOptions></timg:GetOptionsResponse>";
    }

    private String set(SoapRequest request) throws SoapFault {
        Map<String, Double> changed = new LinkedHashMap<>(numbers);
        for (String name : NUMBERS) {
            if (request.text(name).isPresent()) {
                double value = Double.parseDouble(request.text(name).get());
                if (value < 0 || value > 100) {
                    throw SoapFault.invalidArgument(name + " is out of range");
                }
                changed.put(name, value);
            }
        }
        numbers.putAll(changed);
        filter = request.text("IrCutFilter").orElse(filter);
        return "<timg:SetImagingSettingsResponse/>";
    }
}
