package io.sightline.media.codec;

import io.sightline.media.bits.ByteSequence;
import java.util.List;

/**
 * H.265 (ITU-T H.265), carried as length-prefixed NAL units with out-of-band parameter sets ({@code
 * hvc1}, ISO/IEC 14496-15 §8).
 *
 * @param videoParameterSets NAL units with their two header bytes
 * @param sequenceParameterSets NAL units with their two header bytes
 * @param pictureParameterSets NAL units with their two header bytes
 * @param codecString RFC 6381 / ISO/IEC 14496-15 annex E, e.g. {@code hvc1.1.6.L93.B0}
 */
public record H265Format(
        List<ByteSequence> videoParameterSets,
        List<ByteSequence> sequenceParameterSets,
        List<ByteSequence> pictureParameterSets,
        int widthPixels,
        int heightPixels,
        int reorderDepth,
        String codecString)
        implements VideoFormat {

    public H265Format {
        videoParameterSets = List.copyOf(videoParameterSets);
        sequenceParameterSets = List.copyOf(sequenceParameterSets);
        pictureParameterSets = List.copyOf(pictureParameterSets);
    }

    @Override
    public String displayName() {
        return "H265";
    }

    /** Safari and Chromium with a hardware decoder play it; the page asks the browser. */
    @Override
    public boolean playableInBrowsers() {
        return true;
    }
}
