package io.sightline.media.codec;

import io.sightline.media.bits.BitReader;
import io.sightline.media.bits.ByteSequence;
import io.sightline.media.bits.EmulationPrevention;
import io.sightline.media.bits.Parsed;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The parameter sets of an H.264 stream by their ids, from wherever they come: the session
 * description or the packets. Not for several threads.
 */
public final class H264ParameterSets {
    public static final int PPS_NAL_UNIT_TYPE = 8;

    /** Far beyond any real parameter set (scaling lists and HRD come to some 500 bytes). */
    public static final int MAX_SIZE_BYTES = 4096;

    /** B-frames that refer to a B-frame: what encoders do unless told otherwise. */
    private static final int ASSUMED_REORDER_DEPTH = 2;

    private static final int MAX_PPS_ID = 255;

    private final TreeMap<Integer, ByteSequence> sequenceSets = new TreeMap<>();
    private final TreeMap<Integer, ByteSequence> pictureSets = new TreeMap<>();
    private int activeId;
    private boolean interlaced;
    private int leastReorderDepth;

    /** Takes a NAL unit with its header byte; its position does not move. */
    public ParameterSetOffer offer(ByteBuffer nalUnit) {
        if (nalUnit.remaining() < 2 || nalUnit.remaining() > MAX_SIZE_BYTES) {
            return ParameterSetOffer.REJECTED;
        }
        return switch (nalUnit.get(nalUnit.position()) & 0x1F) {
            case H264Sps.NAL_UNIT_TYPE -> offerSequenceSet(nalUnit);
            case PPS_NAL_UNIT_TYPE -> offerPictureSet(nalUnit);
            default -> ParameterSetOffer.REJECTED;
        };
    }

    private ParameterSetOffer offerSequenceSet(ByteBuffer nalUnit) {
        for (Map.Entry<Integer, ByteSequence> known : sequenceSets.entrySet()) {
            if (known.getValue().contentEquals(nalUnit)) {
                return activate(known.getKey());
            }
        }
        if (!(H264Sps.parse(nalUnit) instanceof Parsed.Valid<H264Sps>(H264Sps sps))) {
            return ParameterSetOffer.REJECTED;
        }
        sequenceSets.put(sps.id(), ByteSequence.copyOf(nalUnit));
        interlaced |= sps.interlaced();
        activeId = sps.id();
        return ParameterSetOffer.CHANGED;
    }

    /** The set sent last is the one in use: encoders may count ids up at each restart. */
    private ParameterSetOffer activate(int id) {
        boolean same = id == activeId;
        activeId = id;
        return same ? ParameterSetOffer.KNOWN : ParameterSetOffer.CHANGED;
    }

    private ParameterSetOffer offerPictureSet(ByteBuffer nalUnit) {
        for (ByteSequence known : pictureSets.values()) {
            if (known.contentEquals(nalUnit)) {
                return ParameterSetOffer.KNOWN;
            }
        }
        BitReader in = new BitReader(EmulationPrevention.remove(nalUnit));
        in.skip(8);
        long id = in.ue();
        if (in.failed() || id > MAX_PPS_ID) {
            return ParameterSetOffer.REJECTED;
        }
        pictureSets.put((int) id, ByteSequence.copyOf(nalUnit));
        return ParameterSetOffer.CHANGED;
    }

    /**
     * The stream has B slices. Parameter sets that don't tell the reorder depth then stand for one
     * of two frames.
     *
     * @return whether that changes the format
     */
    public boolean sawReordering() {
        if (leastReorderDepth > 0) {
            return false;
        }
        int before = format().map(H264Format::reorderDepth).orElse(0);
        leastReorderDepth = ASSUMED_REORDER_DEPTH;
        return format().map(H264Format::reorderDepth).orElse(0) != before;
    }

    /** Whether any of the sequence parameter sets allows pictures that are fields. */
    public boolean interlaced() {
        return interlaced;
    }

    /** The format, once there is at least one of each kind. */
    public Optional<H264Format> format() {
        if (sequenceSets.isEmpty() || pictureSets.isEmpty()) {
            return Optional.empty();
        }
        List<ByteSequence> activeFirst = new ArrayList<>(sequenceSets.values());
        ByteSequence active = Objects.requireNonNull(sequenceSets.get(activeId));
        activeFirst.remove(active);
        activeFirst.addFirst(active);
        return H264Sps.parse(active.asBuffer())
                .toOptional()
                .map(
                        sps ->
                                new H264Format(
                                        activeFirst,
                                        List.copyOf(pictureSets.values()),
                                        sps.widthPixels(),
                                        sps.heightPixels(),
                                        sps.reorderDepthKnown()
                                                ? sps.reorderDepth()
                                                : leastReorderDepth));
    }
}
