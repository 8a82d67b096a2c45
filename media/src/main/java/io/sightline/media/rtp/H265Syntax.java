package io.sightline.media.rtp;

import io.sightline.media.codec.H265Format;
import io.sightline.media.codec.H265NalUnit;
import io.sightline.media.codec.H265ParameterSets;
import io.sightline.media.codec.ParameterSetOffer;
import java.nio.ByteBuffer;
import java.util.Optional;

/** NAL units of H.265 (ITU-T H.265 table 7-1). */
final class H265Syntax implements NalSyntax {
    private static final int ACCESS_UNIT_DELIMITER = 35;

    private final H265ParameterSets parameterSets = new H265ParameterSets();

    @Override
    public int headerBytes() {
        return H265NalUnit.HEADER_BYTES;
    }

    @Override
    public int type(int firstHeaderByte) {
        return H265NalUnit.type(firstHeaderByte);
    }

    @Override
    public Kind kind(int type) {
        if (H265NalUnit.isVcl(type)) {
            return Kind.SLICE;
        }
        return switch (type) {
            case H265NalUnit.VPS, H265NalUnit.SPS, H265NalUnit.PPS -> Kind.PARAMETER_SET;
            case H265NalUnit.PREFIX_SEI, H265NalUnit.SUFFIX_SEI -> Kind.SEI;
            case ACCESS_UNIT_DELIMITER -> Kind.DELIMITER;
            default -> Kind.DROPPED;
        };
    }

    /** §7.4.2.4.4, less PPS and SEI. */
    @Override
    public boolean beginsAccessUnit(int type) {
        return type == ACCESS_UNIT_DELIMITER || type == H265NalUnit.VPS || type == H265NalUnit.SPS;
    }

    @Override
    public boolean randomAccess(int type) {
        return H265NalUnit.isIrap(type);
    }

    @Override
    public boolean slice(int type, ByteBuffer afterHeader) {
        return false;
    }

    @Override
    public void sei(ByteBuffer nalUnit) {}

    @Override
    public boolean keyFrameByRecoveryPoint() {
        return false;
    }

    @Override
    public void accessUnitEnded() {}

    @Override
    public ParameterSetOffer offer(ByteBuffer nalUnit) {
        return parameterSets.offer(nalUnit);
    }

    @Override
    public Optional<H265Format> format() {
        return parameterSets.format();
    }

    /** Fields are pictures of their own in H.265, with timestamps of their own. */
    @Override
    public boolean interlaced() {
        return false;
    }
}
