package io.sightline.onvif.media;

import java.util.Optional;

/**
 * A profile: a video source, how it is encoded, what belongs to it.
 *
 * @param channel of the device, from 1: profiles of one video source share it
 * @param videoSourceToken what {@code Imaging} wants
 * @param encoding empty if the device does not say
 * @param audioCodec as the device calls it
 * @param ptz whether the profile has a PTZ configuration
 */
public record MediaProfile(
        String token,
        String name,
        int channel,
        String videoSourceToken,
        Optional<VideoEncoding> encoding,
        Optional<String> audioCodec,
        boolean ptz) {

    /** 0 if the device does not say. */
    public long pixels() {
        return encoding.map(e -> (long) e.widthPixels() * e.heightPixels()).orElse(0L);
    }
}
