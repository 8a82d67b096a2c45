package io.sightline.simulator.rtsp;

import io.sightline.simulator.camera.PacketSink;
import io.sightline.simulator.rtp.RtpUnit;
import io.sightline.simulator.rtp.SenderReport;
import java.io.IOException;
import java.util.random.RandomGenerator;

/** RTP over the RTSP connection itself (RFC 2326 §10.12). A frame is one write. */
final class InterleavedSink implements PacketSink {

    private final OutgoingBytes out;
    private final int channel;
    private final RandomGenerator random;
    private final Runnable disconnect;

    InterleavedSink(OutgoingBytes out, int channel, RandomGenerator random, Runnable disconnect) {
        this.out = out;
        this.channel = channel;
        this.random = random;
        this.disconnect = disconnect;
    }

    @Override
    public int channel() {
        return channel;
    }

    @Override
    public boolean send(RtpUnit unit, double packetLoss) {
        if (out.isFull()) {
            return false;
        }
        try {
            if (packetLoss == 0) {
                out.write(unit.interleaved());
                return true;
            }
            for (int i = 0; i < unit.packets(); i++) {
                if (random.nextDouble() >= packetLoss) {
                    out.write(unit.interleavedPacket(i));
                }
            }
            return true;
        } catch (IOException e) {
            disconnect.run();
            return false;
        }
    }

    @Override
    public void send(SenderReport report) {
        try {
            out.write(report.interleaved(channel + 1));
        } catch (IOException e) {
            disconnect.run();
        }
    }
}
