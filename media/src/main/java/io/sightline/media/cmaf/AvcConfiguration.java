package io.sightline.media.cmaf;

import io.sightline.media.bits.ByteSequence;
import io.sightline.media.codec.H264Format;
import java.util.List;

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
        out.end();
    }

    private static List<ByteSequence> head(List<ByteSequence> sets, int most) {
        return sets.subList(0, Math.min(sets.size(), most));
    }
}
