package io.sightline.media.rtp;

import io.sightline.media.bits.ByteSequence;
import io.sightline.media.codec.H264Format;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * H.264 payloads in the single NAL unit and the non-interleaved mode (RFC 6184 §6.2, §6.3): single
 * NAL units, STAP-A and FU-A.
 */
final class H264Depacketiser implements Depacketiser {
    private static final int STAP_A = 24;
    private static final int STAP_B = 25;
    private static final int MTAP16 = 26;
    private static final int MTAP24 = 27;
    private static final int FU_A = 28;
    private static final int FU_B = 29;

    private final NalAssembler units;

    H264Depacketiser(TrackWriter writer) {
        this(new H264Syntax(), writer);
    }

    /** With the parameter sets that the session description had. */
    H264Depacketiser(H264Format format, TrackWriter writer) {
        this(withParameterSets(format), writer);
    }

    private H264Depacketiser(H264Syntax syntax, TrackWriter writer) {
        units = new NalAssembler(syntax, writer);
    }

    private static H264Syntax withParameterSets(H264Format format) {
        H264Syntax syntax = new H264Syntax();
        for (ByteSequence set : format.sequenceParameterSets().reversed()) {
            syntax.offer(set.asBuffer());
        }
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

    /** RFC 6184 §5.2, table 1. */
    private @Nullable Rejected structure(ByteBuffer payload) {
        int type = payload.get(payload.position()) & 0x1F;
        return switch (type) {
            case STAP_A -> aggregation(payload);
            case FU_A -> fragment(payload);
            case STAP_B, MTAP16, MTAP24, FU_B ->
                    Rejected.unsupported("interleaved packetization mode, type " + type, 0);
            case 30, 31 -> Rejected.malformed("reserved NAL unit type " + type, 0);
            default -> {
                units.nalUnit(payload);
                yield null;
            }
        };
    }

    /** RFC 6184 §5.7.1. What lies behind a length that points beyond the packet is left aside. */
    private @Nullable Rejected aggregation(ByteBuffer payload) {
        int start = payload.position();
        int end = payload.limit();
        payload.get();
        while (payload.remaining() > 2) {
            int size = payload.getShort() & 0xFFFF;
            if (size > payload.remaining()) {
                return Rejected.malformed(
                        "STAP-A entry longer than its packet", payload.position() - start);
            }
            int next = payload.position() + size;
            if (size > 0) {
                units.nalUnit(payload.limit(next));
            }
            payload.limit(end).position(next);
        }
        return null;
    }

    /**
     * RFC 6184 §5.8. The header of the first fragment holds for the NAL unit, whatever types the
     * later ones name; start and end bits are believed where the sequence numbers don't disagree.
     */
    private @Nullable Rejected fragment(ByteBuffer payload) {
        if (payload.remaining() < 2) {
            return Rejected.malformed("FU-A without FU header", payload.remaining());
        }
        int indicator = payload.get();
        int header = payload.get();
        boolean start = (header & 0x80) != 0;
        boolean end = (header & 0x40) != 0;
        if (start || units.fragmentMayStart()) {
            units.fragmentStart((indicator & 0xE0) | (header & 0x1F), payload);
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
