package io.sightline.media.rtp;

import io.sightline.media.bits.BitReader;
import io.sightline.media.cmaf.AccessUnitBuffer;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * AAC payloads (RFC 3640 §3.2): several access units in a packet, or one over several packets.
 * Interleaved access units that come too late for their place are dropped.
 */
final class AacDepacketiser implements Depacketiser {
    private static final int HEADERS_LENGTH_BYTES = 2;
    private static final int ADTS_HEADER_BYTES = 7;
    private static final int ADTS_CRC_BYTES = 2;

    private final AuHeaderSyntax syntax;
    private final long frameRtpTicks;
    private final TrackWriter writer;
    private final BitReader headers = new BitReader(ByteBuffer.allocate(0));

    private int fragmentTimestamp;
    private long missingBytes;

    /**
     * @param frameRtpTicks duration of an access unit on the RTP clock
     */
    AacDepacketiser(AuHeaderSyntax syntax, long frameRtpTicks, TrackWriter writer) {
        this.syntax = syntax;
        this.frameRtpTicks = frameRtpTicks;
        this.writer = writer;
    }

    @Override
    public @Nullable Rejected packet(RtpPacket packet, long arrivalNanos) {
        if (!writer.ready()) {
            return null;
        }
        ByteBuffer payload = packet.payload();
        int start = payload.position();
        if (missingBytes > 0 && packet.timestamp() != fragmentTimestamp) {
            missingBytes = 0;
            writer.discard();
        }
        int headerBits = 0;
        if (syntax.hasHeaders()) {
            if (payload.remaining() < HEADERS_LENGTH_BYTES) {
                return Rejected.malformed("no AU-headers-length", payload.remaining());
            }
            headerBits = payload.getShort() & 0xFFFF;
        }
        int headerBytes = (headerBits + 7) / 8;
        if (headerBytes > payload.remaining()) {
            return Rejected.malformed("AU headers longer than the packet", 2);
        }
        headers.reset(payload);
        payload.position(payload.position() + headerBytes);
        if (!skipAuxiliaryData(payload)) {
            return Rejected.malformed("auxiliary data longer than the packet", 2 + headerBytes);
        }
        if (missingBytes > 0) {
            continueFragment(payload);
            return null;
        }
        return accessUnits(packet, headerBits, payload, arrivalNanos, start);
    }

    private @Nullable Rejected accessUnits(
            RtpPacket packet, int headerBits, ByteBuffer payload, long arrivalNanos, int start) {
        int end = payload.limit();
        long index = -1;
        for (int unit = 0; payload.hasRemaining(); unit++) {
            long size = syntax.constantSizeBytes();
            long indexDelta = 0;
            if (headerBits > 0) {
                if (headerBits - headers.position() < syntax.headerBits(unit == 0)) {
                    return null; // no more headers: what follows is padding
                }
                size = syntax.sizeBits() > 0 ? headers.u(syntax.sizeBits()) : size;
                indexDelta = headers.u(syntax.indexBits(unit == 0));
                if (!syntax.skipOptionalFields(headers)) {
                    return Rejected.malformed("AU header cut off", HEADERS_LENGTH_BYTES);
                }
            }
            if (size == 0) {
                size = payload.remaining();
            }
            // AU-Index of the first is 0 unless interleaved; the others count from it.
            index += unit == 0 ? 1 : indexDelta + 1;
            int timestamp = packet.timestamp() + (int) (index * frameRtpTicks);
            if (size > payload.remaining()) {
                return unit == 0
                        ? beginFragment(timestamp, size, payload, arrivalNanos)
                        : Rejected.malformed(
                                "access unit longer than its packet", payload.position() - start);
            }
            payload.limit(payload.position() + (int) size);
            write(timestamp, payload, arrivalNanos);
            payload.position(payload.limit()).limit(end);
        }
        return null;
    }

    private void write(int timestamp, ByteBuffer data, long arrivalNanos) {
        skipAdtsHeader(data);
        if (writer.begin(timestamp, arrivalNanos) && writer.buffer().append(data)) {
            writer.publish(true);
        } else {
            writer.discard();
        }
    }

    /** Some cameras leave the ADTS header (ISO/IEC 14496-3 §1.A.2.2) in front of each frame. */
    private static void skipAdtsHeader(ByteBuffer data) {
        int at = data.position();
        if (data.remaining() <= ADTS_HEADER_BYTES || (data.getShort(at) & 0xFFF6) != 0xFFF0) {
            return;
        }
        int frameLength =
                ((data.get(at + 3) & 0x03) << 11)
                        | ((data.get(at + 4) & 0xFF) << 3)
                        | ((data.get(at + 5) & 0xE0) >> 5);
        boolean crcPresent = (data.get(at + 1) & 1) == 0;
        int headerBytes = ADTS_HEADER_BYTES + (crcPresent ? ADTS_CRC_BYTES : 0);
        if (frameLength == data.remaining() && frameLength > headerBytes) {
            data.position(at + headerBytes);
        }
    }

    /** RFC 3640 §3.2.3.1: a fragment's AU-size is that of the whole access unit. */
    private @Nullable Rejected beginFragment(
            int timestamp, long size, ByteBuffer payload, long arrivalNanos) {
        if (size > AccessUnitBuffer.MAX_UNIT_BYTES) {
            return Rejected.malformed("access unit larger than any real one", 2);
        }
        if (!writer.begin(timestamp, arrivalNanos)) {
            writer.discard();
            return null;
        }
        fragmentTimestamp = timestamp;
        missingBytes = size - payload.remaining();
        writer.buffer().append(payload);
        return null;
    }

    private void continueFragment(ByteBuffer payload) {
        int taken = (int) Math.min(missingBytes, payload.remaining());
        missingBytes -= taken;
        writer.buffer().append(payload.limit(payload.position() + taken));
        if (missingBytes == 0) {
            writer.publish(true);
        }
    }

    /** RFC 3640 §3.2.2: auxiliary-data-size in bits, then the data, padded to bytes. */
    private boolean skipAuxiliaryData(ByteBuffer payload) {
        if (syntax.auxiliarySizeBits() == 0) {
            return true;
        }
        BitReader in = new BitReader(payload);
        long bits = in.u(syntax.auxiliarySizeBits()) + syntax.auxiliarySizeBits();
        long bytes = (bits + 7) / 8;
        if (in.failed() || bytes > payload.remaining()) {
            return false;
        }
        payload.position(payload.position() + (int) bytes);
        return true;
    }

    @Override
    public void packetsLost() {
        if (missingBytes > 0) {
            missingBytes = 0;
            writer.discard();
        }
    }

    @Override
    public void abandon() {
        packetsLost();
    }
}
