package io.sightline.media.rtp;

import io.sightline.media.codec.ParameterSetOffer;
import io.sightline.media.codec.VideoFormat;
import java.nio.ByteBuffer;
import java.util.Optional;

/** What H.264 and H.265 differ in when NAL units are put together into access units. */
sealed interface NalSyntax permits H264Syntax, H265Syntax {

    /** What becomes of a NAL unit. */
    enum Kind {
        /** A slice: part of the picture. */
        SLICE,
        /** Supplemental enhancement information: kept. */
        SEI,
        /** Kept in the track's format, not in samples. */
        PARAMETER_SET,
        /** Access unit delimiter: begins an access unit and is not kept. */
        DELIMITER,
        /** Filler, end of sequence, reserved and layered types: not kept. */
        DROPPED
    }

    int headerBytes();

    /** nal_unit_type, from the first byte of the header. */
    int type(int firstHeaderByte);

    Kind kind(int type);

    /** Whether a NAL unit of this kind can't follow a slice of the same access unit. */
    boolean beginsAccessUnit(int type);

    /** Whether a slice of this type makes its picture a random access point. */
    boolean randomAccess(int type);

    /**
     * Looks at a slice's header before it is written.
     *
     * @param afterHeader what follows the NAL unit's header, or its beginning; not moved
     * @return whether it shows that the format is another than the parameter sets let think
     */
    boolean slice(int type, ByteBuffer afterHeader);

    /** Looks at a whole SEI NAL unit; not moved. */
    void sei(ByteBuffer nalUnit);

    /** The access unit is complete; whether what {@link #slice} and {@link #sei} saw was a key. */
    boolean keyFrameByRecoveryPoint();

    /** Forgets what it saw of the access unit. */
    void accessUnitEnded();

    /** Takes a parameter set; not moved. */
    ParameterSetOffer offer(ByteBuffer nalUnit);

    /** The format, once all kinds of parameter set are known. */
    Optional<? extends VideoFormat> format();

    /** Whether two fields of a frame may share a timestamp. */
    boolean interlaced();
}
