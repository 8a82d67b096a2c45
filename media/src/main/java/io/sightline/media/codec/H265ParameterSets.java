package io.sightline.media.codec;

import io.sightline.media.bits.BitReader;
import io.sightline.media.bits.ByteSequence;
import io.sightline.media.bits.EmulationPrevention;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The parameter sets of an H.265 stream by their ids, from wherever they come: the session
 * description or the packets. Not for several threads.
 */
public final class H265ParameterSets {

    /** Far beyond any real parameter set. */
    public static final int MAX_SIZE_BYTES = 8192;

    private static final int NO_ID = -1;
    private static final int MAX_PPS_ID = 63;
    private static final int HEADER_BITS = 8 * H265NalUnit.HEADER_BYTES;

    private final TreeMap<Integer, ByteSequence> videoSets = new TreeMap<>();
    private final TreeMap<Integer, ByteSequence> sequenceSets = new TreeMap<>();
    private final TreeMap<Integer, ByteSequence> pictureSets = new TreeMap<>();
    private int activeId = NO_ID;

    /** Takes a NAL unit with its two header bytes; its position does not move. */
    public ParameterSetOffer offer(ByteBuffer nalUnit) {
        if (nalUnit.remaining() <= H265NalUnit.HEADER_BYTES
                || nalUnit.remaining() > MAX_SIZE_BYTES) {
            return ParameterSetOffer.REJECTED;
        }
        return switch (H265NalUnit.type(nalUnit)) {
            case H265NalUnit.VPS -> offer(videoSets, nalUnit, videoSetId(nalUnit));
            case H265NalUnit.SPS -> offerSequenceSet(nalUnit);
            case H265NalUnit.PPS -> offer(pictureSets, nalUnit, pictureSetId(nalUnit));
            default -> ParameterSetOffer.REJECTED;
        };
    }

    /** The set sent last is the one in use: encoders may count ids up at each restart. */
    private ParameterSetOffer offerSequenceSet(ByteBuffer nalUnit) {
        ByteSequence active = sequenceSets.get(activeId);
        if (active != null && active.contentEquals(nalUnit)) {
            return ParameterSetOffer.KNOWN;
        }
        int id = H265Sps.parse(nalUnit).toOptional().map(H265Sps::id).orElse(NO_ID);
        boolean sameId = id == activeId;
        ParameterSetOffer offer = offer(sequenceSets, nalUnit, id);
        if (offer == ParameterSetOffer.REJECTED) {
            return offer;
        }
        activeId = id;
        return sameId ? offer : ParameterSetOffer.CHANGED;
    }

    private static ParameterSetOffer offer(
            Map<Integer, ByteSequence> sets, ByteBuffer nalUnit, int id) {
        if (id == NO_ID) {
            return ParameterSetOffer.REJECTED;
        }
        ByteSequence known = sets.get(id);
        if (known != null && known.contentEquals(nalUnit)) {
            return ParameterSetOffer.KNOWN;
        }
        sets.put(id, ByteSequence.copyOf(nalUnit));
        return ParameterSetOffer.CHANGED;
    }

    /** vps_video_parameter_set_id (§7.3.2.1). */
    private static int videoSetId(ByteBuffer nalUnit) {
        return nalUnit.get(nalUnit.position() + H265NalUnit.HEADER_BYTES) >> 4 & 0xF;
    }

    /** pps_pic_parameter_set_id (§7.3.2.3.1). */
    private static int pictureSetId(ByteBuffer nalUnit) {
        BitReader in = new BitReader(EmulationPrevention.remove(nalUnit));
        in.skip(HEADER_BITS);
        long id = in.ue();
        return in.failed() || id > MAX_PPS_ID ? NO_ID : (int) id;
    }

    /** The format, once there is at least one of each kind. */
    public Optional<H265Format> format() {
        if (videoSets.isEmpty() || sequenceSets.isEmpty() || pictureSets.isEmpty()) {
            return Optional.empty();
        }
        List<ByteSequence> activeFirst = new ArrayList<>(sequenceSets.values());
        ByteSequence active = Objects.requireNonNull(sequenceSets.get(activeId));
        activeFirst.remove(active);
        activeFirst.addFirst(active);
        return H265Sps.parse(active.asBuffer()).toOptional().map(sps -> format(sps, activeFirst));
    }

    private H265Format format(H265Sps sps, List<ByteSequence> activeFirst) {
        return new H265Format(
                List.copyOf(videoSets.values()),
                activeFirst,
                List.copyOf(pictureSets.values()),
                sps.widthPixels(),
                sps.heightPixels(),
                sps.reorderDepth(),
                sps.profileTierLevel().codecString("hvc1"));
    }
}
