package io.sightline.media.cmaf;

import io.sightline.media.bits.ByteSequence;
import io.sightline.media.codec.AacFormat;
import io.sightline.media.codec.AudioSpecificConfig;
import io.sightline.media.codec.H264Format;
import io.sightline.media.codec.H265Format;
import io.sightline.media.codec.H265ParameterSets;
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

    /** Main profile, 1280 × 720, parameter sets of x265. */
    public static H265Format h265() {
        H265ParameterSets sets = new H265ParameterSets();
        for (String set :
                List.of(
                        "40010c01ffff01600000030090000003000003005d959809",
                        "42010101600000030090000003000003005da00280802d165959a4932bc05a020000030002000003003210",
                        "4401c172b46240")) {
            sets.offer(hex(set).asBuffer());
        }
        return sets.format().orElseThrow();
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
