package io.sightline.media.codec;

import io.sightline.media.bits.ByteSequence;
import java.util.List;
import java.util.Locale;

/**
 * H.264 (ITU-T H.264), carried as length-prefixed NAL units with out-of-band parameter sets ({@code
 * avc1}, ISO/IEC 14496-15 §5).
 *
 * @param sequenceParameterSets NAL units with their header byte, in the order received
 * @param pictureParameterSets NAL units with their header byte
 */
public record H264Format(
        List<ByteSequence> sequenceParameterSets,
        List<ByteSequence> pictureParameterSets,
        int widthPixels,
        int heightPixels,
        int reorderDepth)
        implements VideoFormat {

    public H264Format {
        sequenceParameterSets = List.copyOf(sequenceParameterSets);
        pictureParameterSets = List.copyOf(pictureParameterSets);
        if (sequenceParameterSets.isEmpty() || sequenceParameterSets.getFirst().size() < 4) {
            throw new IllegalArgumentException("an H.264 format needs a sequence parameter set");
        }
    }

    /** RFC 6381 §3.3: profile, constraint flags and level of the first sequence parameter set. */
    @Override
    public String codecString() {
        ByteSequence sps = sequenceParameterSets.getFirst();
        return String.format(Locale.ROOT, "avc1.%02x%02x%02x", sps.get(1), sps.get(2), sps.get(3));
    }

    @Override
    public String displayName() {
        return "H264";
    }

    @Override
    public boolean playableInBrowsers() {
        return true;
    }
}
