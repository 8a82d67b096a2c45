package io.sightline.onvif.imaging;

import io.sightline.onvif.imaging.ImagingSettings.ControlMode;
import io.sightline.onvif.imaging.ImagingSettings.InfraredCutFilter;
import java.util.Optional;
import java.util.Set;

/** What of a video source can be set; what cannot is empty. */
public record ImagingOptions(
        Optional<Range> brightness,
        Optional<Range> colorSaturation,
        Optional<Range> contrast,
        Optional<Range> sharpness,
        Set<InfraredCutFilter> infraredCutFilter,
        boolean wideDynamicRange,
        boolean backlightCompensation,
        Set<ControlMode> exposure,
        Set<ControlMode> whiteBalance,
        Set<ControlMode> focus) {

    /** Both ends belong to it. */
    public record Range(double least, double greatest) {}

    public ImagingOptions {
        infraredCutFilter = Set.copyOf(infraredCutFilter);
        exposure = Set.copyOf(exposure);
        whiteBalance = Set.copyOf(whiteBalance);
        focus = Set.copyOf(focus);
    }
}
