package io.sightline.media.rtp;

import io.sightline.media.codec.H265Format;
import io.sightline.media.codec.H265NalUnit;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * H.265 payloads in one RTP stream (RFC 7798 §4.4): single NAL units, aggregation packets and
 * fragmentation units, with or without decoding order numbers. The order of sending is taken as
 * decoding order.
 */
final class H265Depacketiser implements Depacketiser {
    private static final int AGGREGATION = 48;
    private static final int FRAGMENTATION = 49;
    private static final int PACI = 50;
    private static final int DONL_BYTES = 2;
    private static final int DOND_BYTES = 1;

    private final NalAssembler units;
    private final boolean decodingOrderNumbers;

    /**
     * @param decodingOrderNumbers whether packets have DONL fields: {@code sprop-max-don-diff} > 0
     */
    H265Depacketiser(boolean decodingOrderNumbers, TrackWriter writer) {
        this(new H265Syntax(), decodingOrderNumbers, writer);
    }

    /** With the parameter sets that the session description had. */
    H265Depacketiser(H265Format format, boolean decodingOrderNumbers, TrackWriter writer) {
        this(withParameterSets(format), decodingOrderNumbers, writer);
    }

    private H265Depacketiser(H265Syntax syntax, boolean decodingOrderNumbers, TrackWriter writer) {
        this.decodingOrderNumbers = decodingOrderNumbers;
        this.units = new NalAssembler(syntax, writer);
    }

    private static H265Syntax withParameterSets(H265Format format) {
        H265Syntax syntax = new H265Syntax();
        format.videoParameterSets().forEach(set -> syntax.offer(set.asBuffer()));
        format.sequenceParameterSets().reversed().forEach(set -> syntax.offer(set.asBuffer()));
        format.pictureParameterSets().forEach(set -> syntax.offer(set.asBuffer()));
        return syntax;
    }

    @Override
    public @Nullable Rejected packet(RtpPacket packet, long arrivalNanos) {
        ByteBuffer payload = packet.payload();
        units.packet(packet.timestamp(), arrivalNanos);
        Rejected rejected = payload.hasRemaining() ? structure(payload) : null;
        units.packetEnded(packet.marker());
        return rejected;
    }

    private @Nullable Rejected structure(ByteBuffer payload) {
        if (payload.remaining() < H265NalUnit.HEADER_BYTES) {
            return Rejected.malformed("payload shorter than its header", payload.remaining());
        }
        return switch (H265NalUnit.type(payload)) {
            case AGGREGATION -> aggregation(payload);
            case FRAGMENTATION -> fragment(payload);
            case PACI -> Rejected.unsupported("PACI packet", 0);
            default -> single(payload);
        };
    }

    /** RFC 7798 §4.4.1: DONL stands between the header and the payload of the NAL unit. */
    private @Nullable Rejected single(ByteBuffer payload) {
        if (decodingOrderNumbers) {
            int start = payload.position();
            if (payload.remaining() <= H265NalUnit.HEADER_BYTES + DONL_BYTES) {
                return Rejected.malformed("NAL unit without payload", payload.remaining());
            }
            short header = payload.getShort(start);
            payload.position(start + H265NalUnit.HEADER_BYTES + DONL_BYTES);
            units.fragmentStart(header & 0xFFFF, payload);
            units.endFragment();
        } else {
            units.nalUnit(payload);
        }
        return null;
    }

    /** RFC 7798 §4.4.2. What lies behind a length beyond the packet is left aside. */
    private @Nullable Rejected aggregation(ByteBuffer payload) {
        int start = payload.position();
        int end = payload.limit();
        payload.getShort();
        int orderBytes = decodingOrderNumbers ? DONL_BYTES : 0;
        while (payload.remaining() > orderBytes + 2) {
            payload.position(payload.position() + orderBytes);
            orderBytes = decodingOrderNumbers ? DOND_BYTES : 0;
            int size = payload.getShort() & 0xFFFF;
            if (size > payload.remaining()) {
                return Rejected.malformed(
                        "aggregated unit longer than its packet", payload.position() - start);
            }
            int next = payload.position() + size;
            if (size > 0) {
                units.nalUnit(payload.limit(next));
            }
            payload.limit(end).position(next);
        }
        return null;
    }

    /** RFC 7798 §4.4.3; the first fragment's type holds for the NAL unit. */
    private @Nullable Rejected fragment(ByteBuffer payload) {
        if (payload.remaining() < H265NalUnit.HEADER_BYTES + 1) {
            return Rejected.malformed("FU without FU header", payload.remaining());
        }
        int payloadHeader = payload.getShort() & 0xFFFF;
        int fuHeader = payload.get();
        boolean start = (fuHeader & 0x80) != 0;
        boolean end = (fuHeader & 0x40) != 0;
        if (start || units.fragmentMayStart()) {
            if (decodingOrderNumbers && start) {
                if (payload.remaining() < DONL_BYTES) {
                    return Rejected.malformed("FU without DONL", payload.position());
                }
                payload.position(payload.position() + DONL_BYTES);
            }
            units.fragmentStart((payloadHeader & 0x81FF) | ((fuHeader & 0x3F) << 9), payload);
        } else if (units.fragmentOpen()) {
            units.fragmentContinues(payload);
        } else {
            units.fragmentWithoutStart();
        }
        if (end) {
            units.endFragment();
        }
        return null;
    }

    @Override
    public void packetsLost() {
        units.packetsLost();
    }

    @Override
    public void abandon() {
        units.abandon();
    }
}
