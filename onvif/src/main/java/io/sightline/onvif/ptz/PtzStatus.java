package io.sightline.onvif.ptz;

import java.util.Optional;

/**
 * Where the camera looks.
 *
 * @param position empty if the device does not say
 * @param moving empty if the device does not say
 */
public record PtzStatus(Optional<PtzVector> position, Optional<Boolean> moving) {}
