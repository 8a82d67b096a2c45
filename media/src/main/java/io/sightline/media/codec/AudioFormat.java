package io.sightline.media.codec;

/** An audio track's format. Its timescale is its sample rate. */
public sealed interface AudioFormat extends TrackFormat permits AacFormat, OpusFormat, G711Format {

    int sampleRateHz();

    int channels();

    @Override
    default int timescaleHz() {
        return sampleRateHz();
    }
}
