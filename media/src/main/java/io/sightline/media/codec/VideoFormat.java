package io.sightline.media.codec;

/** A video track's format. */
public sealed interface VideoFormat extends TrackFormat
        permits H264Format, H265Format, MjpegFormat {

    /** RTP video clock, RFC 6184 §8.2.1, RFC 7798 §7.1, RFC 2435 §3. */
    int TIMESCALE_HZ = 90_000;

    /** Width to show, after cropping. */
    int widthPixels();

    /** Height to show, after cropping. */
    int heightPixels();

    /**
     * How many frames at most precede a frame in decoding order and follow it in output order; 0
     * when decoding order is output order or when the stream does not say.
     */
    int reorderDepth();

    @Override
    default int timescaleHz() {
        return TIMESCALE_HZ;
    }
}
