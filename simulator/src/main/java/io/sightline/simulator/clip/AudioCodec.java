package io.sightline.simulator.clip;

/** What a clip's sound is encoded as. */
public enum AudioCodec {
    NONE(0, 0),
    /** AAC-LC, stereo. */
    AAC(48_000, 1024),
    /** Opus, stereo, frames of 20 ms. */
    OPUS(48_000, 960),
    /** G.711 µ-law, 20 ms a packet. */
    PCMU(8_000, 160),
    /** G.711 A-law, 20 ms a packet. */
    PCMA(8_000, 160);

    private final int sampleRateHz;
    private final int samplesPerFrame;

    AudioCodec(int sampleRateHz, int samplesPerFrame) {
        this.sampleRateHz = sampleRateHz;
        this.samplesPerFrame = samplesPerFrame;
    }

    public int sampleRateHz() {
        return sampleRateHz;
    }

    public int samplesPerFrame() {
        return samplesPerFrame;
    }
}
