package io.sightline.media.bits;

import java.nio.ByteBuffer;

/** The bytes 03 that keep start codes out of NAL units (H.264 §7.3.1, H.265 §7.3.1.1). */
public final class EmulationPrevention {
    private static final int EMULATION_PREVENTION_THREE_BYTE = 3;

    private EmulationPrevention() {}

    /**
     * The raw byte sequence payload of a NAL unit.
     *
     * @param nalUnit remaining bytes, with or without header; its position does not move
     */
    public static ByteBuffer remove(ByteBuffer nalUnit) {
        byte[] payload = new byte[nalUnit.remaining()];
        int length = 0;
        int zeros = 0;
        for (int i = nalUnit.position(); i < nalUnit.limit(); i++) {
            byte value = nalUnit.get(i);
            if (zeros >= 2 && value == EMULATION_PREVENTION_THREE_BYTE) {
                zeros = 0;
                continue;
            }
            zeros = value == 0 ? zeros + 1 : 0;
            payload[length++] = value;
        }
        return ByteBuffer.wrap(payload, 0, length);
    }
}
