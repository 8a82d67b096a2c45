package io.sightline.server.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sightline.onvif.imaging.ImagingOptions;
import io.sightline.onvif.imaging.ImagingOptions.Range;
import io.sightline.onvif.imaging.ImagingSettings;
import io.sightline.onvif.imaging.ImagingSettings.ControlMode;
import io.sightline.onvif.imaging.ImagingSettings.InfraredCutFilter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a camera makes its picture, and how else it could. What a camera does not have is null.
 *
 * @param infraredCutFilter {@code on} by day, {@code off} by night
 * @param resettable whether it was changed here, so that it can be put back
 */
record ImagingJson(
        @Nullable ImagingLevel brightness,
        @Nullable ImagingLevel contrast,
        @Nullable ImagingLevel colorSaturation,
        @Nullable ImagingLevel sharpness,
        @Nullable ImagingChoice infraredCutFilter,
        @Nullable ImagingChoice exposure,
        @Nullable ImagingChoice whiteBalance,
        @Nullable ImagingChoice focus,
        @Nullable ImagingSwitch wideDynamicRange,
        @Nullable ImagingSwitch backlightCompensation,
        boolean resettable) {

    /** A number in the device's own range, both ends of which belong to it. */
    record ImagingLevel(double value, double least, double greatest) {}

    /** One word of several. */
    record ImagingChoice(String value, List<String> choices) {}

    /** On or off. */
    record ImagingSwitch(boolean value) {}

    /**
     * What is to be changed; what is null stays.
     *
     * @param infraredCutFilter {@code on}, {@code off} or {@code auto}; the others {@code auto} or
     *     {@code manual}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ImagingChange(
            @Nullable Double brightness,
            @Nullable Double contrast,
            @Nullable Double colorSaturation,
            @Nullable Double sharpness,
            @Nullable String infraredCutFilter,
            @Nullable String exposure,
            @Nullable String whiteBalance,
            @Nullable String focus,
            @Nullable Boolean wideDynamicRange,
            @Nullable Boolean backlightCompensation) {

        /** What puts these settings back. */
        static ImagingChange to(ImagingSettings settings) {
            return new ImagingChange(
                    settings.brightness().orElse(null),
                    settings.contrast().orElse(null),
                    settings.colorSaturation().orElse(null),
                    settings.sharpness().orElse(null),
                    settings.infraredCutFilter().map(ImagingJson::word).orElse(null),
                    settings.exposure().map(ImagingJson::word).orElse(null),
                    settings.whiteBalance().map(ImagingJson::word).orElse(null),
                    settings.focus().map(ImagingJson::word).orElse(null),
                    settings.wideDynamicRange().orElse(null),
                    settings.backlightCompensation().orElse(null));
        }

        /**
         * @throws io.sightline.server.web.ProblemException for a word that means nothing
         */
        ImagingSettings settings() {
            return new ImagingSettings(
                    number("brightness", brightness),
                    number("colorSaturation", colorSaturation),
                    number("contrast", contrast),
                    number("sharpness", sharpness),
                    choice(InfraredCutFilter.class, "infraredCutFilter", infraredCutFilter),
                    Optional.ofNullable(wideDynamicRange),
                    Optional.ofNullable(backlightCompensation),
                    choice(ControlMode.class, "exposure", exposure),
                    choice(ControlMode.class, "whiteBalance", whiteBalance),
                    choice(ControlMode.class, "focus", focus));
        }

        private static Optional<Double> number(String field, @Nullable Double given) {
            if (given != null && !Double.isFinite(given)) {
                throw DeviceProblems.invalid(field + " is not a number.");
            }
            return Optional.ofNullable(given);
        }

        private static <E extends Enum<E>> Optional<E> choice(
                Class<E> type, String field, @Nullable String given) {
            if (given == null) {
                return Optional.empty();
            }
            for (E value : type.getEnumConstants()) {
                if (word(value).equals(given)) {
                    return Optional.of(value);
                }
            }
            throw DeviceProblems.invalid(field + " can't be \"" + shortened(given) + "\".");
        }

        private static String shortened(String text) {
            return text.length() <= 40 ? text : text.substring(0, 40) + "…";
        }
    }

    static ImagingJson of(ImagingSettings now, ImagingOptions can, boolean resettable) {
        return new ImagingJson(
                level(now.brightness(), can.brightness()),
                level(now.contrast(), can.contrast()),
                level(now.colorSaturation(), can.colorSaturation()),
                level(now.sharpness(), can.sharpness()),
                choice(now.infraredCutFilter(), can.infraredCutFilter()),
                choice(now.exposure(), can.exposure()),
                choice(now.whiteBalance(), can.whiteBalance()),
                choice(now.focus(), can.focus()),
                turned(now.wideDynamicRange(), can.wideDynamicRange()),
                turned(now.backlightCompensation(), can.backlightCompensation()),
                resettable);
    }

    private static @Nullable ImagingLevel level(Optional<Double> value, Optional<Range> range) {
        return value.isEmpty() || range.isEmpty()
                ? null
                : new ImagingLevel(value.get(), range.get().least(), range.get().greatest());
    }

    private static <E extends Enum<E>> @Nullable ImagingChoice choice(
            Optional<E> value, Set<E> choices) {
        return value.isEmpty() || choices.size() < 2
                ? null
                : new ImagingChoice(
                        word(value.get()),
                        choices.stream().sorted().map(ImagingJson::word).toList());
    }

    private static @Nullable ImagingSwitch turned(Optional<Boolean> value, boolean both) {
        return value.isEmpty() || !both ? null : new ImagingSwitch(value.get());
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
