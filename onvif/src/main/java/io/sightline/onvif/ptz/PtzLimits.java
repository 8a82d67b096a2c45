package io.sightline.onvif.ptz;

/**
 * What a camera can do.
 *
 * @param home whether it has a home position
 * @param presets how many it keeps at most; 0 if none
 */
public record PtzLimits(
        boolean absolute,
        boolean relative,
        boolean continuous,
        boolean panTilt,
        boolean zoom,
        boolean home,
        int presets) {}
