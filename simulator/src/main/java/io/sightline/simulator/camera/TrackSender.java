package io.sightline.simulator.camera;

import io.sightline.simulator.rtp.RtpUnit;
import io.sightline.simulator.rtp.SenderReport;
import java.util.random.RandomGenerator;

/** RTP's sending state of one track to one receiver (RFC 3550 §5.1). */
final class TrackSender {

    private final PacketSink sink;
    private final int clockHz;
    private final int ssrc;
    private int sequence;
    private long timestampOffset;
    private int packets;
    private int payloadBytes;

    TrackSender(PacketSink sink, int clockHz, RandomGenerator random) {
        this.sink = sink;
        this.clockHz = clockHz;
        this.ssrc = random.nextInt();
        this.sequence = random.nextInt(1 << 16);
        this.timestampOffset = random.nextInt() & 0xFFFF_FFFFL;
    }

    /** Of the next packet. */
    int sequence() {
        return sequence & 0xFFFF;
    }

    /** RTP timestamp of a time on the receiver's clock. */
    int rtpTimestamp(long ticks) {
        return (int) (timestampOffset + ticks);
    }

    /** False when the receiver was too slow; its packets then count as lost on the way. */
    boolean send(RtpUnit unit, long ticks, double packetLoss) {
        unit.address(sink.channel(), sequence, rtpTimestamp(ticks), ssrc);
        sequence += unit.packets();
        if (!sink.send(unit, packetLoss)) {
            return false;
        }
        packets += unit.packets();
        payloadBytes += unit.payloadBytes();
        return true;
    }

    void report(long ticks, long wallClockMicros) {
        sink.send(
                new SenderReport(
                        ssrc, wallClockMicros, rtpTimestamp(ticks), packets, payloadBytes));
    }

    void jump(long nanos) {
        timestampOffset += nanos / 1_000_000 * clockHz / 1_000;
    }
}
