package io.sightline.onvif.ptz;

import java.util.Optional;

/**
 * A view that the device keeps.
 *
 * @param name may be empty
 */
public record PtzPreset(String token, String name, Optional<PtzVector> position) {}
