package io.sightline.media.rtp;

import io.sightline.media.cmaf.AccessUnitBuffer;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A fragmented NAL unit that has to be looked at whole before it can be written. */
final class Fragments {
    private static final int INITIAL_BYTES = 4096;

    private byte[] bytes = new byte[0];
    private int length;

    void begin(int header, int headerBytes) {
        length = 0;
        ensureRoom(headerBytes);
        if (headerBytes == 2) {
            bytes[length++] = (byte) (header >> 8);
        }
        bytes[length++] = (byte) header;
    }

    /** False when the NAL unit grows beyond what an access unit may have. */
    boolean append(ByteBuffer data) {
        int more = data.remaining();
        if (length + more > AccessUnitBuffer.MAX_UNIT_BYTES) {
            return false;
        }
        ensureRoom(more);
        data.get(bytes, length, more);
        length += more;
        return true;
    }

    /** The NAL unit, valid until the next one begins. */
    ByteBuffer end() {
        return ByteBuffer.wrap(bytes, 0, length);
    }

    void clear() {
        length = 0;
        if (bytes.length > INITIAL_BYTES) {
            bytes = new byte[0];
        }
    }

    private void ensureRoom(int more) {
        if (bytes.length - length < more) {
            int grown = Math.max(INITIAL_BYTES, Math.max(length + more, 2 * bytes.length));
            bytes = Arrays.copyOf(bytes, grown);
        }
    }
}
