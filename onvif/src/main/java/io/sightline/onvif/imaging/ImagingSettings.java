package io.sightline.onvif.imaging;

import java.util.Optional;

/**
 * How a video source makes its picture. What the device does not have, or what is not to be
 * changed, is empty. Numbers are in the device's own ranges, see {@link ImagingOptions}.
 *
 * @param infraredCutFilter ON (day), OFF (night), AUTO
 * @param wideDynamicRange whether it is on
 * @param backlightCompensation whether it is on
 * @param exposure AUTO or MANUAL
 * @param whiteBalance AUTO or MANUAL
 * @param focus AUTO or MANUAL
 */
public record ImagingSettings(
        Optional<Double> brightness,
        Optional<Double> colorSaturation,
        Optional<Double> contrast,
        Optional<Double> sharpness,
        Optional<InfraredCutFilter> infraredCutFilter,
        Optional<Boolean> wideDynamicRange,
        Optional<Boolean> backlightCompensation,
        Optional<ControlMode> exposure,
        Optional<ControlMode> whiteBalance,
        Optional<ControlMode> focus) {

    /** The filter that keeps infrared light out by day. */
    public enum InfraredCutFilter {
        ON,
        OFF,
        AUTO
    }

    /** Who decides. */
    public enum ControlMode {
        AUTO,
        MANUAL
    }

    /** Nothing is changed. */
    public static final ImagingSettings UNCHANGED =
            new ImagingSettings(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
}
