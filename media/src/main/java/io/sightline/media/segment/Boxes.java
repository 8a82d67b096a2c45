package io.sightline.media.segment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/** Boxes as ISO/IEC 14496-12 §4.2 frames them: finding them in bytes and writing them. */
final class Boxes {

    static final int HEADER_BYTES = 8;

    private Boxes() {}

    static int type(String name) {
        return ByteBuffer.wrap(name.getBytes(StandardCharsets.US_ASCII)).getInt();
    }

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
    static Optional<Box> find(ByteBuffer boxes, String name) {
        int type = type(name);
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

    static Box require(ByteBuffer boxes, String name) {
        return find(boxes, name)
                .orElseThrow(() -> new DamagedException("no box '%s'".formatted(name)));
    }

    /** Writes boxes one inside the other; sizes are filled in as they end. */
    static final class Writer {
        private byte[] bytes;
        private ByteBuffer buffer;

        Writer(int capacityBytes) {
            bytes = new byte[capacityBytes];
            buffer = ByteBuffer.wrap(bytes);
        }

        /** Begins a box; the result goes to {@link #end}. */
        int begin(String name) {
            int start = buffer.position();
            u32(0).u32(type(name));
            return start;
        }

        int beginFull(String name, int version, int flags) {
            int start = begin(name);
            u32((version << 24) | flags);
            return start;
        }

        Writer end(int start) {
            buffer.putInt(start, buffer.position() - start);
            return this;
        }

        Writer u8(int value) {
            room(1).put((byte) value);
            return this;
        }

        Writer u16(int value) {
            room(2).putShort((short) value);
            return this;
        }

        Writer u32(long value) {
            room(4).putInt((int) value);
            return this;
        }

        Writer u64(long value) {
            room(8).putLong(value);
            return this;
        }

        Writer zeros(int count) {
            ByteBuffer target = room(count);
            target.position(target.position() + count);
            return this;
        }

        Writer copy(ByteBuffer source) {
            room(source.remaining()).put(source.duplicate());
            return this;
        }

        Writer copy(Box box) {
            return copy(box.whole());
        }

        int position() {
            return buffer.position();
        }

        /** Sets the 32-bit number at {@code position}. */
        void patch(int position, int value) {
            buffer.putInt(position, value);
        }

        private ByteBuffer room(int length) {
            if (buffer.remaining() < length) {
                int position = buffer.position();
                bytes = Arrays.copyOf(bytes, Math.max(position + length, bytes.length * 2));
                buffer = ByteBuffer.wrap(bytes).position(position);
            }
            return buffer;
        }

        ByteBuffer toBuffer() {
            return ByteBuffer.wrap(bytes, 0, buffer.position());
        }
    }
}
