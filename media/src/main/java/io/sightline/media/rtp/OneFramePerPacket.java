package io.sightline.media.rtp;

import org.jspecify.annotations.Nullable;

/** Every packet is an access unit: Opus (RFC 7587 §4.2) and G.711 (RFC 3551 §4.5.14). */
final class OneFramePerPacket implements Depacketiser {
    private final TrackWriter writer;

    OneFramePerPacket(TrackWriter writer) {
        this.writer = writer;
    }

    @Override
    public @Nullable Rejected packet(RtpPacket packet, long arrivalNanos) {
        if (!writer.ready() || !packet.payload().hasRemaining()) {
            return null; // silence, or a session whose other tracks are not known yet
        }
        if (writer.begin(packet.timestamp(), arrivalNanos)
                && writer.buffer().append(packet.payload())) {
            writer.publish(true);
        } else {
            writer.discard();
        }
        return null;
    }

    @Override
    public void packetsLost() {}

    @Override
    public void abandon() {}
}
