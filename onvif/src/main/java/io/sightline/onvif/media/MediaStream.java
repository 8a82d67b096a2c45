package io.sightline.onvif.media;

import java.util.Optional;

/**
 * A profile and where its stream is.
 *
 * @param streamUri RTSP, host put right, without user and password; empty if the device does not
 *     name it
 */
public record MediaStream(MediaProfile profile, Optional<String> streamUri) {}
