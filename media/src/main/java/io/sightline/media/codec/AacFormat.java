package io.sightline.media.codec;

import io.sightline.media.bits.ByteSequence;

/**
 * AAC, raw frames of 1024 (or 960) samples without ADTS.
 *
 * @param audioSpecificConfig ISO/IEC 14496-3 §1.6.2.1, as in SDP's {@code config} (RFC 3640 §4.1)
 * @param objectType audio object type: 2 is AAC-LC, 5 is HE-AAC
 * @param samplesPerFrame 1024, or 960 when the configuration says so
 */
public record AacFormat(
        ByteSequence audioSpecificConfig,
        int objectType,
        int sampleRateHz,
        int channels,
        int samplesPerFrame)
        implements AudioFormat {

    @Override
    public String codecString() {
        return "mp4a.40." + objectType;
    }

    @Override
    public String displayName() {
        return "AAC";
    }

    @Override
    public boolean playableInBrowsers() {
        return true;
    }
}
