package io.sightline.media.segment;

import io.sightline.media.cmaf.BoxTypes;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds boxes (ISO/IEC 14496-12 §4.2) in bytes of ours, to copy them and to read a few fields. What
 * strangers send is for {@code cmaf.BoxReader}, which throws nothing.
 */
final class Boxes {

    static final int HEADER_BYTES = 8;

    private Boxes() {}

    /**
     * One box.
     *
     * @param at where it lies in the bytes it was found in
     */
    record Box(int type, int at, ByteBuffer whole) {
        ByteBuffer payload() {
            return whole.slice(HEADER_BYTES, whole.limit() - HEADER_BYTES);
        }

        /** Payload of a full box, behind version and flags. */
        ByteBuffer fullPayload() {
            if (whole.limit() < HEADER_BYTES + 4) {
                throw new DamagedException("box too short for a version");
            }
            return whole.slice(HEADER_BYTES + 4, whole.limit() - HEADER_BYTES - 4);
        }

        int version() {
            return whole.get(HEADER_BYTES) & 0xFF;
        }

        int flags() {
            return whole.getInt(HEADER_BYTES) & 0xFFFFFF;
        }
    }

    /** The bytes are not the boxes that they should be. */
    static final class DamagedException extends RuntimeException {
        DamagedException(String message) {
            super(message);
        }
    }

    /** Calls {@code visitor} for each box in {@code boxes}, whose position does not move. */
    static void forEach(ByteBuffer boxes, Consumer<Box> visitor) {
        int at = boxes.position();
        while (at < boxes.limit()) {
            int rest = boxes.limit() - at;
            int size = rest < HEADER_BYTES ? 0 : boxes.getInt(at);
            if (size < HEADER_BYTES || size > rest) {
                throw new DamagedException(
                        "box of %d bytes where %d are left".formatted(size, rest));
            }
            visitor.accept(new Box(boxes.getInt(at + 4), at, boxes.slice(at, size)));
            at += size;
        }
    }

    /** The first box of this type. */
    static Optional<Box> find(ByteBuffer boxes, int type) {
        Box[] found = new Box[1];
        forEach(
                boxes,
                box -> {
                    if (box.type() == type && found[0] == null) {
                        found[0] = box;
                    }
                });
        return Optional.ofNullable(found[0]);
    }

    static Box require(ByteBuffer boxes, int type) {
        return find(boxes, type)
                .orElseThrow(
                        () -> new DamagedException("no box '%s'".formatted(BoxTypes.name(type))));
    }
}
