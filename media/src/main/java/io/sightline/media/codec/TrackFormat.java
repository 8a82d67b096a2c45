package io.sightline.media.codec;

/**
 * What a decoder must know before the first sample of a track. Immutable; two formats are equal
 * when a decoder need not be restarted between them.
 */
public sealed interface TrackFormat permits VideoFormat, AudioFormat {

    /** Ticks per second of this track's timestamps: 90,000 for video, the sample rate for audio. */
    int timescaleHz();

    /** The {@code codecs} parameter of RFC 6381, e.g. {@code avc1.64001f}, {@code mp4a.40.2}. */
    String codecString();

    /** Name for people and metrics: {@code H264}, {@code AAC}, … */
    String displayName();

    /**
     * Whether browsers take this track inside an MP4 through MSE and HLS at all. Tracks for which
     * this is false are recorded, and left out of what live viewers get.
     */
    boolean playableInBrowsers();
}
