package io.sightline.media.cmaf;

import io.sightline.media.bits.ByteSequence;
import io.sightline.media.codec.H264Format;
import io.sightline.media.codec.H264ParameterSets;
import io.sightline.media.codec.H264Sps;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** AVCDecoderConfigurationRecord, ISO/IEC 14496-15 §5.3.3.1. */
final class AvcConfiguration {

    private static final int MAX_SEQUENCE_SETS = 31;
    private static final int MAX_PICTURE_SETS = 255;

    private AvcConfiguration() {}

    static void write(BoxWriter out, H264Format format) {
        ByteSequence first = format.sequenceParameterSets().getFirst();
        out.begin(BoxTypes.AVCC).u8(1);
        out.u8(first.get(1)).u8(first.get(2)).u8(first.get(3));
        out.u8(0xFC | 3); // reserved, NAL unit lengths of four bytes
        List<ByteSequence> sequenceSets = head(format.sequenceParameterSets(), MAX_SEQUENCE_SETS);
        out.u8(0xE0 | sequenceSets.size());
        sequenceSets.forEach(set -> out.u16(set.size()).bytes(set));
        List<ByteSequence> pictureSets = head(format.pictureParameterSets(), MAX_PICTURE_SETS);
        out.u8(pictureSets.size());
        pictureSets.forEach(set -> out.u16(set.size()).bytes(set));
        if (hasChromaFields(first.get(1))) {
            H264Sps.parse(first.asBuffer()).toOptional().ifPresent(sps -> writeChroma(out, sps));
        }
        out.end();
    }

    /** The profiles above Main, as the record's syntax lists them. */
    private static boolean hasChromaFields(int profileIdc) {
        return profileIdc == 100 || profileIdc == 110 || profileIdc == 122 || profileIdc == 144;
    }

    private static void writeChroma(BoxWriter out, H264Sps sps) {
        out.u8(0xFC | sps.chromaFormatIdc());
        out.u8(0xF8 | (sps.bitDepthLuma() - 8)).u8(0xF8 | (sps.bitDepthChroma() - 8));
        out.u8(0); // numOfSequenceParameterSetExt
    }

    /** Takes the parameter sets out of the record again. */
    static Optional<H264Format> read(BoxReader in) {
        H264ParameterSets sets = new H264ParameterSets();
        in.skip(5); // version, profile, compatibility, level, length size
        List<ByteBuffer> sequenceSets = nalUnits(in, in.u8() & 0x1F);
        // The first one is the one in use; sets take the last one offered for that.
        sequenceSets.reversed().forEach(sets::offer);
        nalUnits(in, in.u8()).forEach(sets::offer);
        return sets.format();
    }

    private static List<ByteBuffer> nalUnits(BoxReader in, int count) {
        List<ByteBuffer> units = new ArrayList<>();
        for (int i = 0; i < count && !in.failed(); i++) {
            units.add(in.bytes(in.u16()));
        }
        return units;
    }

    private static List<ByteSequence> head(List<ByteSequence> sets, int most) {
        return sets.subList(0, Math.min(sets.size(), most));
    }
}
