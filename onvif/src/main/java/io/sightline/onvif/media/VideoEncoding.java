package io.sightline.onvif.media;

import java.util.Optional;

/**
 * How a profile's video is encoded, as far as the device says.
 *
 * @param framesPerSecond at most
 * @param kilobitsPerSecond at most
 * @param gopFrames from one key frame to the next
 */
public record VideoEncoding(
        VideoCodec codec,
        int widthPixels,
        int heightPixels,
        Optional<Double> framesPerSecond,
        Optional<Integer> kilobitsPerSecond,
        Optional<Integer> gopFrames) {}
