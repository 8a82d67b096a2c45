package io.sightline.media.rtp;

import io.sightline.media.stream.StreamInput;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One track's packets on their way from the wire to its depacketiser: whose they are, their order,
 * what is missing.
 */
final class TrackReceiver implements ReorderBuffer.Output {
    private static final Logger log = LoggerFactory.getLogger(TrackReceiver.class);

    /** Packets of another sender are ignored while the one we follow is heard this often… */
    private static final long SENDER_SILENT_NANOS = 200_000_000L;

    /** …or until this many came without one of ours between them. */
    private static final int SENDER_CHANGE_PACKETS = 16;

    private static final int UNKNOWN = -1;

    private final String label;
    private final StreamInput input;
    private final Depacketiser depacketiser;
    private final int announcedPayloadType;
    private final int clockRateHz;
    private final @Nullable ReorderBuffer reorder;
    private final RtpPacket packet = new RtpPacket();
    private final ReceptionStatistics statistics = new ReceptionStatistics();

    private boolean senderKnown;
    private long lastHeardNanos;
    private int strangerPackets;
    private int payloadType = UNKNOWN;
    private boolean sequenceKnown;
    private int expectedSequence;
    private long rejectedPackets;
    private boolean goodbye;

    TrackReceiver(
            String label,
            StreamInput input,
            RtpPayload payload,
            int clockRateHz,
            Depacketiser depacketiser,
            RtpSession.Transport transport) {
        this.label = label;
        this.input = input;
        this.depacketiser = depacketiser;
        this.announcedPayloadType = payload.payloadType();
        this.clockRateHz = clockRateHz;
        this.reorder = transport == RtpSession.Transport.UDP ? new ReorderBuffer(this) : null;
    }

    /** A packet in the order of arrival. */
    void packet(ByteBuffer rtp, long arrivalNanos) {
        int start = rtp.position();
        int end = rtp.limit();
        if (!packet.wrap(rtp)) {
            count(Rejected.malformed("not an RTP packet", 0), UNKNOWN);
            return;
        }
        if (!senderIsOurs(arrivalNanos) || !payloadTypeIsOurs()) {
            return;
        }
        int sequence = packet.sequenceNumber();
        statistics.received(sequence, packet.timestamp(), arrivalNanos);
        if (reorder == null) {
            checkSequence(sequence, arrivalNanos);
        } else {
            reorder.packet(sequence, rtp.limit(end).position(start), arrivalNanos);
        }
    }

    /**
     * Cameras announce one SSRC and send another, so the packets decide. A change means that the
     * sender started again, unless both go on: then the other is a left-over of an old session.
     */
    private boolean senderIsOurs(long arrivalNanos) {
        int ssrc = packet.ssrc();
        if (senderKnown && ssrc == statistics.ssrc()) {
            strangerPackets = 0;
            lastHeardNanos = arrivalNanos;
            return true;
        }
        boolean accepted =
                !senderKnown
                        || arrivalNanos - lastHeardNanos > SENDER_SILENT_NANOS
                        || ++strangerPackets >= SENDER_CHANGE_PACKETS;
        if (accepted) {
            if (senderKnown) {
                startAgain();
            }
            senderKnown = true;
            strangerPackets = 0;
            lastHeardNanos = arrivalNanos;
            statistics.reset(ssrc, clockRateHz);
        }
        return accepted;
    }

    private void startAgain() {
        depacketiser.packetsLost();
        sequenceKnown = false;
        if (reorder != null) {
            reorder.reset();
        }
    }

    /** The announced type, or the first that comes from a camera that sends another. */
    private boolean payloadTypeIsOurs() {
        int type = packet.payloadType();
        if (type != payloadType && (type == announcedPayloadType || payloadType == UNKNOWN)) {
            payloadType = type;
        }
        return type == payloadType;
    }

    /** In TCP a gap is loss at the sender; a late packet is a mistake of the sender's. */
    private void checkSequence(int sequence, long arrivalNanos) {
        int ahead = sequenceKnown ? (short) (sequence - expectedSequence) : 0;
        if (ahead < 0 && ahead >= -ReorderBuffer.MAX_MISORDER) {
            return;
        }
        if (ahead != 0) {
            lost(ahead > 0 && ahead <= ReorderBuffer.MAX_DROPOUT ? ahead : 1);
        }
        sequenceKnown = true;
        expectedSequence = (sequence + 1) & 0xFFFF;
        depacketise(arrivalNanos);
    }

    @Override
    public void inOrder(ByteBuffer rtp, long arrivalNanos) {
        if (packet.wrap(rtp)) {
            depacketise(arrivalNanos);
        }
    }

    private void depacketise(long arrivalNanos) {
        int sequence = packet.sequenceNumber();
        Rejected rejected = depacketiser.packet(packet, arrivalNanos);
        if (rejected != null) {
            count(rejected, sequence);
        }
    }

    @Override
    public void lost(int packets) {
        input.packetsLost(packets);
        depacketiser.packetsLost();
    }

    @Override
    public void reordered() {
        input.packetsReordered(1);
    }

    /** Logged the 1st, 10th, 100th, … time. */
    private void count(Rejected rejected, int sequence) {
        rejectedPackets++;
        if (isPowerOfTen(rejectedPackets)) {
            log.warn(
                    "{} RTP payload type {}, sequence {}, offset {}: {} ({} so far)",
                    label,
                    announcedPayloadType,
                    sequence,
                    rejected.offset(),
                    rejected.reason(),
                    rejectedPackets);
        }
    }

    private static boolean isPowerOfTen(long value) {
        long power = 1;
        while (power < value) {
            power *= 10;
        }
        return power == value;
    }

    long rejectedPackets() {
        return rejectedPackets;
    }

    void tick(long nowNanos) {
        if (reorder != null) {
            reorder.releaseOverdue(nowNanos);
        }
    }

    void senderReport(long ntp, long arrivalNanos) {
        statistics.senderReport(ntp, arrivalNanos);
    }

    void goodbye() {
        goodbye = true;
    }

    boolean saidGoodbye() {
        return goodbye;
    }

    void abandon() {
        depacketiser.abandon();
    }

    ReceptionStatistics statistics() {
        return statistics;
    }
}
