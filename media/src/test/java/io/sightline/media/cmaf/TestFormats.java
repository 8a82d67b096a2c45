package io.sightline.media.cmaf;

import io.sightline.media.bits.ByteSequence;
import io.sightline.media.codec.AacFormat;
import io.sightline.media.codec.AudioSpecificConfig;
import io.sightline.media.codec.H264Format;
import java.util.HexFormat;
import java.util.List;

/** Formats for tests whose samples nobody decodes. */
public final class TestFormats {

    private TestFormats() {}

    /** High profile, 1920 × 1080, parameter sets of x264. */
    public static H264Format h264(int reorderDepth) {
        return new H264Format(
                List.of(hex("67640028acd940780227e5c05a808080a0000003002000000641e30632c0")),
                List.of(hex("68ebe3cb22c0")),
                1_920,
                1_080,
                reorderDepth);
    }

    public static AacFormat aac(int sampleRateHz, int channels) {
        return new AacFormat(
                AudioSpecificConfig.ofLowComplexity(sampleRateHz, channels),
                2,
                sampleRateHz,
                channels,
                1_024);
    }

    private static ByteSequence hex(String text) {
        return ByteSequence.copyOf(HexFormat.of().parseHex(text));
    }
}
