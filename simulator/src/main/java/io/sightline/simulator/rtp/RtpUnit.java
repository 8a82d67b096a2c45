package io.sightline.simulator.rtp;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One access unit as RTP packets, each with the four bytes before it that carry it over RTSP's TCP
 * connection (RFC 2326 §10.12). Cut once, sent to many: before each sending the header fields that
 * differ between receivers are written over, in place. Owned by one thread, as a rule the farm's.
 */
public final class RtpUnit {

    /** {@code $}, channel, length. */
    static final int INTERLEAVED_HEADER_BYTES = 4;

    static final int RTP_HEADER_BYTES = 12;

    private static final int CHANNEL_AT = 1;
    private static final int SEQUENCE_AT = INTERLEAVED_HEADER_BYTES + 2;
    private static final int TIMESTAMP_AT = INTERLEAVED_HEADER_BYTES + 4;
    private static final int SSRC_AT = INTERLEAVED_HEADER_BYTES + 8;

    private final ByteBuffer blocks;
    private final int[] offsets;
    private final boolean keyFrame;

    private RtpUnit(ByteBuffer blocks, int[] offsets, boolean keyFrame) {
        this.blocks = blocks;
        this.offsets = offsets;
        this.keyFrame = keyFrame;
    }

    public boolean keyFrame() {
        return keyFrame;
    }

    public int packets() {
        return offsets.length;
    }

    /** Bytes of payload, as RTCP sender reports count them (RFC 3550 §6.4.1). */
    public int payloadBytes() {
        return blocks.capacity() - packets() * (INTERLEAVED_HEADER_BYTES + RTP_HEADER_BYTES);
    }

    /** Writes one receiver's values into every packet; sequence numbers grow from the first. */
    public void address(int channel, int firstSequence, int rtpTimestamp, int ssrc) {
        int sequence = firstSequence;
        for (int offset : offsets) {
            blocks.put(offset + CHANNEL_AT, (byte) channel);
            blocks.putShort(offset + SEQUENCE_AT, (short) sequence++);
            blocks.putInt(offset + TIMESTAMP_AT, rtpTimestamp);
            blocks.putInt(offset + SSRC_AT, ssrc);
        }
    }

    /** All packets as interleaved blocks: a view whose bytes change with the next addressing. */
    public ByteBuffer interleaved() {
        return blocks.duplicate();
    }

    /** One packet as an interleaved block. */
    public ByteBuffer interleavedPacket(int index) {
        int end = index + 1 < offsets.length ? offsets[index + 1] : blocks.capacity();
        return blocks.slice(offsets[index], end - offsets[index]);
    }

    /** One packet as a datagram's payload. */
    public ByteBuffer packet(int index) {
        ByteBuffer block = interleavedPacket(index);
        return block.slice(INTERLEAVED_HEADER_BYTES, block.capacity() - INTERLEAVED_HEADER_BYTES);
    }

    /** Puts packets one behind the other. */
    static final class Builder {

        private static final int VERSION_2 = 0x80;
        private static final int MARKER = 0x80;

        private final int payloadType;
        private byte[] bytes = new byte[4096];
        private int size;
        private int[] offsets = new int[8];
        private int packets;

        Builder(int payloadType) {
            this.payloadType = payloadType;
        }

        void beginPacket() {
            if (packets == offsets.length) {
                offsets = Arrays.copyOf(offsets, packets * 2);
            }
            offsets[packets++] = size;
            room(INTERLEAVED_HEADER_BYTES + RTP_HEADER_BYTES);
            bytes[size] = '$';
            bytes[size + INTERLEAVED_HEADER_BYTES] = (byte) VERSION_2;
            bytes[size + INTERLEAVED_HEADER_BYTES + 1] = (byte) payloadType;
            size += INTERLEAVED_HEADER_BYTES + RTP_HEADER_BYTES;
        }

        void put(int value) {
            room(1);
            bytes[size++] = (byte) value;
        }

        void putShort(int value) {
            put(value >> 8);
            put(value);
        }

        /** Appends a part of {@code source}, whose position does not move. */
        void put(ByteBuffer source, int offset, int length) {
            room(length);
            source.get(offset, bytes, size, length);
            size += length;
        }

        void endPacket() {
            int start = offsets[packets - 1];
            int length = size - start - INTERLEAVED_HEADER_BYTES;
            bytes[start + 2] = (byte) (length >> 8);
            bytes[start + 3] = (byte) length;
        }

        /** The last packet ends an access unit (RFC 3550 §5.1). */
        void markLast() {
            bytes[offsets[packets - 1] + INTERLEAVED_HEADER_BYTES + 1] |= (byte) MARKER;
        }

        RtpUnit build(boolean keyFrame) {
            ByteBuffer direct = ByteBuffer.allocateDirect(size);
            direct.put(0, bytes, 0, size);
            return new RtpUnit(direct, Arrays.copyOf(offsets, packets), keyFrame);
        }

        private void room(int length) {
            if (bytes.length - size < length) {
                bytes = Arrays.copyOf(bytes, Math.max(size + length, bytes.length * 2));
            }
        }
    }
}
