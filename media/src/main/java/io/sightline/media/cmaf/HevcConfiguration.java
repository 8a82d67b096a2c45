package io.sightline.media.cmaf;

import io.sightline.media.bits.ByteSequence;
import io.sightline.media.codec.H265Format;
import io.sightline.media.codec.H265NalUnit;
import io.sightline.media.codec.H265ParameterSets;
import io.sightline.media.codec.H265ProfileTierLevel;
import io.sightline.media.codec.H265Sps;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** HEVCDecoderConfigurationRecord, ISO/IEC 14496-15 §8.3.3.1. */
final class HevcConfiguration {

    /** Parallelism and least segmentation are not known: all reserved bits set, values 0. */
    private static final int MIN_SPATIAL_SEGMENTATION_UNKNOWN = 0xF000;

    private static final int PARALLELISM_UNKNOWN = 0xFC;
    private static final int MAX_ARRAYS = 32;

    private HevcConfiguration() {}

    static void write(BoxWriter out, H265Format format) {
        H265Sps sps =
                H265Sps.parse(format.sequenceParameterSets().getFirst().asBuffer())
                        .toOptional()
                        .orElseThrow(() -> new IllegalArgumentException("unreadable H.265 SPS"));
        H265ProfileTierLevel profile = sps.profileTierLevel();
        out.begin(BoxTypes.HVCC).u8(1);
        out.u8(
                profile.profileSpace() << 6
                        | (profile.highTier() ? 0x20 : 0)
                        | profile.profileIdc());
        out.u32(profile.compatibilityFlags());
        out.u16((int) (profile.constraintFlags() >> 32)).u32(profile.constraintFlags());
        out.u8(profile.levelIdc());
        out.u16(MIN_SPATIAL_SEGMENTATION_UNKNOWN).u8(PARALLELISM_UNKNOWN);
        out.u8(0xFC | sps.chromaFormatIdc());
        out.u8(0xF8 | (sps.bitDepthLuma() - 8)).u8(0xF8 | (sps.bitDepthChroma() - 8));
        int nested = sps.temporalIdNested() ? 1 : 0;
        out.u16(0).u8(sps.maxSubLayers() << 3 | nested << 2 | 3); // 4-byte NAL unit lengths
        out.u8(3);
        writeSets(out, H265NalUnit.VPS, format.videoParameterSets());
        writeSets(out, H265NalUnit.SPS, format.sequenceParameterSets());
        writeSets(out, H265NalUnit.PPS, format.pictureParameterSets());
        out.end();
    }

    /**
     * One array of NAL units; all of their type are there and none in the samples ({@code hvc1}).
     */
    private static void writeSets(BoxWriter out, int nalUnitType, List<ByteSequence> sets) {
        out.u8(0x80 | nalUnitType).u16(sets.size());
        sets.forEach(set -> out.u16(set.size()).bytes(set));
    }

    /** Takes the parameter sets out of the record again. */
    static Optional<H265Format> read(BoxReader in) {
        H265ParameterSets sets = new H265ParameterSets();
        in.skip(22); // all up to numOfArrays
        int arrays = Math.min(in.u8(), MAX_ARRAYS);
        for (int i = 0; i < arrays && !in.failed(); i++) {
            in.u8(); // array_completeness, NAL_unit_type
            List<ByteBuffer> units = new ArrayList<>();
            int count = in.u16();
            for (int k = 0; k < count && !in.failed(); k++) {
                units.add(in.bytes(in.u16()));
            }
            // The first one is the one in use; sets take the last one offered for that.
            units.reversed().forEach(sets::offer);
        }
        return sets.format();
    }
}
