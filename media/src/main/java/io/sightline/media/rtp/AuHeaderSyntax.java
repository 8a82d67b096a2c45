package io.sightline.media.rtp;

import io.sightline.media.bits.BitReader;

/**
 * How AU headers are laid out (RFC 3640 §3.2.1, §4.1). Lengths in bits.
 *
 * @param constantSizeBytes size of every access unit when headers don't have it; 0 when they do
 */
record AuHeaderSyntax(
        int sizeBits,
        int indexLengthBits,
        int indexDeltaBits,
        int compositionDeltaBits,
        int decodingDeltaBits,
        boolean randomAccessFlag,
        int streamStateBits,
        int auxiliarySizeBits,
        int constantSizeBytes) {

    private static final int MAX_FIELD_BITS = 32;

    /** Mode AAC-hbr, which nearly everybody sends (RFC 3640 §3.3.6). */
    private static final int HIGH_BIT_RATE_SIZE_BITS = 13;

    private static final int HIGH_BIT_RATE_INDEX_BITS = 3;

    /** Mode AAC-lbr (§3.3.5): access units of at most 63 bytes. */
    private static final int LOW_BIT_RATE_SIZE_BITS = 6;

    private static final int LOW_BIT_RATE_INDEX_BITS = 2;

    static AuHeaderSyntax of(RtpPayload payload) {
        boolean lowBitRate = payload.parameter("mode").equalsIgnoreCase("AAC-lbr");
        boolean generic = payload.parameter("mode").equalsIgnoreCase("generic");
        int constantSize = bits(payload, "constantsize", 0, Integer.MAX_VALUE);
        int size = lowBitRate ? LOW_BIT_RATE_SIZE_BITS : HIGH_BIT_RATE_SIZE_BITS;
        int index = lowBitRate ? LOW_BIT_RATE_INDEX_BITS : HIGH_BIT_RATE_INDEX_BITS;
        boolean absent = generic || constantSize > 0;
        return new AuHeaderSyntax(
                bits(payload, "sizelength", absent ? 0 : size, MAX_FIELD_BITS),
                bits(payload, "indexlength", absent ? 0 : index, MAX_FIELD_BITS),
                bits(payload, "indexdeltalength", absent ? 0 : index, MAX_FIELD_BITS),
                bits(payload, "ctsdeltalength", 0, MAX_FIELD_BITS),
                bits(payload, "dtsdeltalength", 0, MAX_FIELD_BITS),
                payload.parameter("randomaccessindication", 0) != 0,
                bits(payload, "streamstateindication", 0, MAX_FIELD_BITS),
                bits(payload, "auxiliarydatasizelength", 0, MAX_FIELD_BITS),
                constantSize);
    }

    private static int bits(RtpPayload payload, String name, int otherwise, int most) {
        int value = payload.parameter(name, otherwise);
        return value < 0 || value > most ? otherwise : value;
    }

    /** Whether packets begin with AU-headers-length: when any header field may be there. */
    boolean hasHeaders() {
        return sizeBits
                                + indexLengthBits
                                + indexDeltaBits
                                + compositionDeltaBits
                                + decodingDeltaBits
                                + streamStateBits
                        > 0
                || randomAccessFlag;
    }

    int indexBits(boolean first) {
        return first ? indexLengthBits : indexDeltaBits;
    }

    /** The least that an AU header has. */
    int headerBits(boolean first) {
        return sizeBits
                + indexBits(first)
                + (compositionDeltaBits > 0 ? 1 : 0)
                + (decodingDeltaBits > 0 ? 1 : 0)
                + (randomAccessFlag ? 1 : 0)
                + streamStateBits;
    }

    /** Skips what follows AU-Index; false when the packet ends first. */
    boolean skipOptionalFields(BitReader in) {
        if (compositionDeltaBits > 0 && in.flag()) {
            in.skip(compositionDeltaBits);
        }
        if (decodingDeltaBits > 0 && in.flag()) {
            in.skip(decodingDeltaBits);
        }
        in.skip((randomAccessFlag ? 1 : 0) + streamStateBits);
        return !in.failed();
    }
}
