package io.sightline.onvif.ptz;

import java.time.Duration;
import java.util.Optional;

/**
 * What a camera can do.
 *
 * @param longestMove the longest that a continuous move may go on without another one
 * @param presets how many it keeps at most; 0 if none
 */
public record PtzLimits(
        boolean absolute,
        boolean relative,
        boolean continuous,
        boolean panTilt,
        boolean zoom,
        boolean home,
        int presets,
        Optional<Duration> longestMove) {}
