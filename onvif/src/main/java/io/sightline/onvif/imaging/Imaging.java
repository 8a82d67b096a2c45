package io.sightline.onvif.imaging;

import io.sightline.onvif.http.DeviceAddress;
import io.sightline.onvif.imaging.ImagingOptions.Range;
import io.sightline.onvif.imaging.ImagingSettings.ControlMode;
import io.sightline.onvif.imaging.ImagingSettings.InfraredCutFilter;
import io.sightline.onvif.soap.Conversation;
import io.sightline.onvif.soap.OnvifException;
import io.sightline.onvif.soap.Operation;
import io.sightline.onvif.xml.Namespaces;
import io.sightline.onvif.xml.XmlElement;
import io.sightline.onvif.xml.XmlWriter;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The imaging service (ver20), by video source. Safe for use by any thread. */
public final class Imaging {

    private final Conversation conversation;
    private final DeviceAddress endpoint;

    public Imaging(Conversation conversation, DeviceAddress endpoint) {
        this.conversation = conversation;
        this.endpoint = endpoint;
    }

    public ImagingSettings settings(String videoSourceToken) throws OnvifException {
        XmlElement answer =
                call("GetImagingSettings", request("GetImagingSettings", videoSourceToken));
        return settings(answer.child("ImagingSettings").orElse(answer));
    }

    static ImagingSettings settings(XmlElement found) {
        return new ImagingSettings(
                found.numberAt("Brightness"),
                found.numberAt("ColorSaturation"),
                found.numberAt("Contrast"),
                found.numberAt("Sharpness"),
                found.textAt("IrCutFilter").flatMap(text -> choice(InfraredCutFilter.class, text)),
                found.textAt("WideDynamicRange", "Mode").map(XmlElement::isTrue),
                found.textAt("BacklightCompensation", "Mode").map(XmlElement::isTrue),
                mode(found, "Exposure", "Mode"),
                mode(found, "WhiteBalance", "Mode"),
                mode(found, "Focus", "AutoFocusMode"));
    }

    private static Optional<ControlMode> mode(XmlElement settings, String... path) {
        return settings.textAt(path).flatMap(text -> choice(ControlMode.class, text));
    }

    public ImagingOptions options(String videoSourceToken) throws OnvifException {
        XmlElement answer = call("GetOptions", request("GetOptions", videoSourceToken));
        return options(answer.child("ImagingOptions").orElse(answer));
    }

    static ImagingOptions options(XmlElement found) {
        return new ImagingOptions(
                range(found, "Brightness"),
                range(found, "ColorSaturation"),
                range(found, "Contrast"),
                range(found, "Sharpness"),
                choices(InfraredCutFilter.class, Optional.of(found), "IrCutFilterModes"),
                switches(found, "WideDynamicRange"),
                switches(found, "BacklightCompensation"),
                choices(ControlMode.class, found.child("Exposure"), "Mode"),
                choices(ControlMode.class, found.child("WhiteBalance"), "Mode"),
                choices(ControlMode.class, found.child("Focus"), "AutoFocusModes"));
    }

    private static Optional<Range> range(XmlElement options, String name) {
        Optional<Double> least = options.numberAt(name, "Min");
        Optional<Double> greatest = options.numberAt(name, "Max");
        return least.isPresent() && greatest.isPresent() && least.get() < greatest.get()
                ? Optional.of(new Range(least.get(), greatest.get()))
                : Optional.empty();
    }

    /** Whether there is both on and off. */
    private static boolean switches(XmlElement options, String name) {
        return options.child(name).map(found -> found.children("Mode").size() > 1).orElse(false);
    }

    private static <E extends Enum<E>> Set<E> choices(
            Class<E> type, Optional<XmlElement> parent, String name) {
        Set<E> found = EnumSet.noneOf(type);
        parent.stream()
                .flatMap(element -> element.children(name).stream())
                .forEach(element -> choice(type, element.text()).ifPresent(found::add));
        return found;
    }

    private static <E extends Enum<E>> Optional<E> choice(Class<E> type, String text) {
        for (E value : type.getEnumConstants()) {
            if (value.name().equals(text.strip().toUpperCase(Locale.ROOT))) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /** Sets what is there in the settings, for good; the rest stays as it is. */
    public void set(String videoSourceToken, ImagingSettings settings) throws OnvifException {
        XmlWriter body = request("SetImagingSettings", videoSourceToken);
        body.open("timg:ImagingSettings");
        // In the order of the schema's sequence, which some devices insist on.
        settings.backlightCompensation()
                .ifPresent(on -> mode(body, "tt:BacklightCompensation", "tt:Mode", onOff(on)));
        body.optional("tt:Brightness", settings.brightness());
        body.optional("tt:ColorSaturation", settings.colorSaturation());
        body.optional("tt:Contrast", settings.contrast());
        settings.exposure().ifPresent(mode -> mode(body, "tt:Exposure", "tt:Mode", mode.name()));
        settings.focus().ifPresent(mode -> mode(body, "tt:Focus", "tt:AutoFocusMode", mode.name()));
        body.optional("tt:IrCutFilter", settings.infraredCutFilter());
        body.optional("tt:Sharpness", settings.sharpness());
        settings.wideDynamicRange()
                .ifPresent(on -> mode(body, "tt:WideDynamicRange", "tt:Mode", onOff(on)));
        settings.whiteBalance()
                .ifPresent(mode -> mode(body, "tt:WhiteBalance", "tt:Mode", mode.name()));
        body.close().text("timg:ForcePersistence", "true");
        call("SetImagingSettings", body);
    }

    private static void mode(XmlWriter body, String name, String modeName, String mode) {
        body.open(name).text(modeName, mode).close();
    }

    private static String onOff(boolean on) {
        return on ? "ON" : "OFF";
    }

    private static XmlWriter request(String name, String videoSourceToken) {
        return XmlWriter.of("timg:" + name).text("timg:VideoSourceToken", videoSourceToken);
    }

    private XmlElement call(String name, XmlWriter body) throws OnvifException {
        return conversation.call(Operation.of(endpoint, Namespaces.IMAGING, name, body.toString()));
    }
}
