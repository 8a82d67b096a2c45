package io.sightline.media.rtp;

import io.sightline.media.bits.BitReader;
import io.sightline.media.codec.H264Format;
import io.sightline.media.codec.H264ParameterSets;
import io.sightline.media.codec.ParameterSetOffer;
import java.nio.ByteBuffer;
import java.util.Optional;

/** NAL units of H.264 (ITU-T H.264 table 7-1). */
final class H264Syntax implements NalSyntax {
    private static final int FIRST_SLICE = 1;
    private static final int IDR_SLICE = 5;
    private static final int SEI = 6;
    private static final int SPS = 7;
    private static final int PPS = 8;
    private static final int ACCESS_UNIT_DELIMITER = 9;

    private static final int RECOVERY_POINT = 6;
    private static final int B_SLICE = 1;
    private static final int I_SLICE = 2;
    private static final int SLICE_TYPES = 5;

    private final H264ParameterSets parameterSets = new H264ParameterSets();
    private final BitReader bits = new BitReader(ByteBuffer.allocate(0));
    private boolean recoveryPoint;
    private boolean onlyIntraSlices = true;
    private boolean reorderingSeen;

    @Override
    public int headerBytes() {
        return 1;
    }

    @Override
    public int type(int firstHeaderByte) {
        return firstHeaderByte & 0x1F;
    }

    @Override
    public Kind kind(int type) {
        if (type >= FIRST_SLICE && type <= IDR_SLICE) {
            return Kind.SLICE;
        }
        return switch (type) {
            case SEI -> Kind.SEI;
            case SPS, PPS -> Kind.PARAMETER_SET;
            case ACCESS_UNIT_DELIMITER -> Kind.DELIMITER;
            default -> Kind.DROPPED;
        };
    }

    /** §7.4.1.2.3, less PPS and SEI, which cameras also send behind slices. */
    @Override
    public boolean beginsAccessUnit(int type) {
        return type == ACCESS_UNIT_DELIMITER || type == SPS;
    }

    @Override
    public boolean randomAccess(int type) {
        return type == IDR_SLICE;
    }

    /** §7.3.3: first_mb_in_slice, slice_type. Read only as long as something hangs on it. */
    @Override
    public boolean slice(int type, ByteBuffer afterHeader) {
        if (!recoveryPoint && reorderingSeen) {
            return false;
        }
        bits.reset(afterHeader);
        bits.ue();
        long sliceType = bits.ue() % SLICE_TYPES;
        onlyIntraSlices &= sliceType == I_SLICE && !bits.failed();
        if (sliceType != B_SLICE || reorderingSeen) {
            return false;
        }
        reorderingSeen = true;
        return parameterSets.sawReordering();
    }

    /**
     * Encoders with open GOPs send no IDR picture after the first one but recovery points (§D.1.8)
     * with I slices, from which decoding may start at once when recovery_frame_cnt is 0.
     */
    @Override
    public void sei(ByteBuffer nalUnit) {
        int at = nalUnit.position() + 1;
        int end = nalUnit.limit();
        while (at + 2 < end) {
            int payloadType = 0;
            while (at < end - 1 && (nalUnit.get(at) & 0xFF) == 0xFF) {
                payloadType += 0xFF;
                at++;
            }
            payloadType += nalUnit.get(at++) & 0xFF;
            int size = 0;
            while (at < end - 1 && (nalUnit.get(at) & 0xFF) == 0xFF) {
                size += 0xFF;
                at++;
            }
            if (at >= end) {
                return;
            }
            size += nalUnit.get(at++) & 0xFF;
            if (payloadType == RECOVERY_POINT && at < end) {
                recoveryPoint |= nalUnit.get(at) < 0; // recovery_frame_cnt ue(v) = 0
            }
            at += size;
        }
    }

    @Override
    public boolean keyFrameByRecoveryPoint() {
        return recoveryPoint && onlyIntraSlices;
    }

    @Override
    public void accessUnitEnded() {
        recoveryPoint = false;
        onlyIntraSlices = true;
    }

    @Override
    public ParameterSetOffer offer(ByteBuffer nalUnit) {
        return parameterSets.offer(nalUnit);
    }

    @Override
    public Optional<H264Format> format() {
        return parameterSets.format();
    }

    @Override
    public boolean interlaced() {
        return parameterSets.interlaced();
    }
}
