package io.sightline.media.cmaf;

import java.nio.ByteBuffer;

/** Reads the table-of-contents byte of an Opus packet (RFC 6716 §3.1). */
final class OpusPacket {

    private static final int[] SILK_TICKS = {480, 960, 1_920, 2_880};
    private static final int[] HYBRID_TICKS = {480, 960};
    private static final int[] CELT_TICKS = {120, 240, 480, 960};

    /** No packet is longer than 120 ms (RFC 6716 §3.4, R5). */
    private static final int MAX_PACKET_TICKS = 5_760;

    private OpusPacket() {}

    /** Duration at 48 kHz, or 0 when the packet is malformed. */
    static int durationTicks(ByteBuffer packet) {
        if (!packet.hasRemaining()) {
            return 0;
        }
        int toc = packet.get(packet.position()) & 0xFF;
        int frames =
                switch (toc & 3) {
                    case 0 -> 1;
                    case 1, 2 -> 2;
                    default ->
                            packet.remaining() > 1 ? packet.get(packet.position() + 1) & 0x3F : 0;
                };
        int ticks = frames * frameTicks(toc >> 3);
        return ticks > MAX_PACKET_TICKS ? 0 : ticks;
    }

    private static int frameTicks(int configuration) {
        if (configuration < 12) {
            return SILK_TICKS[configuration & 3];
        }
        if (configuration < 16) {
            return HYBRID_TICKS[configuration & 1];
        }
        return CELT_TICKS[configuration & 3];
    }
}
