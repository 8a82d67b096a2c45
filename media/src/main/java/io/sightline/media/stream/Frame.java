package io.sightline.media.stream;

import io.sightline.media.codec.TrackFormat;
import java.nio.ByteBuffer;

/**
 * One access unit of video or one frame of audio, as published on the frame bus.
 *
 * @param track index of the track in its session
 * @param format format of that track at this moment
 * @param ptsTicks presentation time on the stream's timeline, in the track's timescale
 * @param wallClockMicros when it was taken, microseconds since the epoch, UTC
 * @param data read-only, immutable; length-prefixed NAL units for H.264 and H.265
 */
public record Frame(
        int track,
        TrackFormat format,
        long ptsTicks,
        long wallClockMicros,
        boolean keyFrame,
        ByteBuffer data) {}
