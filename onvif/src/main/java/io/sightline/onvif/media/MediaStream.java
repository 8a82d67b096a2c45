package io.sightline.onvif.media;

import java.util.Optional;

/**
 * A profile and where its pictures are.
 *
 * @param streamUri RTSP, host put right, without user and password
 * @param snapshotUri empty if the device has none; {@link Media#snapshot} gets the picture
 */
public record MediaStream(
        MediaProfile profile, Optional<String> streamUri, Optional<String> snapshotUri) {}
