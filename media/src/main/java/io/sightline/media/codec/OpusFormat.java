package io.sightline.media.codec;

/** Opus in MP4 (RFC 7587 on the wire, always a 48 kHz clock). */
public record OpusFormat(int channels, int preSkipSamples) implements AudioFormat {

    @Override
    public int sampleRateHz() {
        return 48_000;
    }

    @Override
    public String codecString() {
        return "opus";
    }

    @Override
    public String displayName() {
        return "Opus";
    }

    @Override
    public boolean playableInBrowsers() {
        return true;
    }
}
