package io.sightline.media.rtp;

import io.sightline.media.bits.ByteSequence;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Makes RTP packets as a camera does; keeps sequence number and SSRC. */
final class RtpSender {
    static final int SSRC = 0x1234_5678;

    private final int payloadType;
    private final int maxPayloadBytes;
    int sequence;
    int ssrc = SSRC;

    RtpSender(int payloadType, int firstSequence, int maxPayloadBytes) {
        this.payloadType = payloadType;
        this.sequence = firstSequence;
        this.maxPayloadBytes = maxPayloadBytes;
    }

    RtpSender() {
        this(96, 65_500, 1_200);
    }

    ByteBuffer packet(long timestamp, boolean marker, byte... payload) {
        ByteBuffer packet = ByteBuffer.allocate(12 + payload.length);
        packet.put((byte) 0x80).put((byte) (payloadType | (marker ? 0x80 : 0)));
        packet.putShort((short) sequence++).putInt((int) timestamp).putInt(ssrc);
        return packet.put(payload).flip();
    }

    ByteBuffer packet(long timestamp, boolean marker, ByteSequence payload) {
        return packet(timestamp, marker, payload.toArray());
    }

    /** An H.264 access unit: small NAL units aggregated, large ones fragmented (RFC 6184). */
    List<ByteBuffer> h264(long timestamp, List<ByteSequence> nalUnits) {
        List<byte[]> payloads = new ArrayList<>();
        List<ByteSequence> small = new ArrayList<>();
        int smallBytes = 1;
        for (ByteSequence nal : nalUnits) {
            if (smallBytes + 2 + nal.size() > maxPayloadBytes) {
                flushStapA(small, payloads);
                smallBytes = 1;
            }
            if (nal.size() + 3 <= maxPayloadBytes) {
                small.add(nal);
                smallBytes += 2 + nal.size();
            } else {
                byte[] bytes = nal.toArray();
                int header = bytes[0];
                byte[] fuHeader = {(byte) ((header & 0xE0) | 28), (byte) (header & 0x1F)};
                fragments(bytes, 1, fuHeader, payloads);
            }
        }
        flushStapA(small, payloads);
        return packets(timestamp, payloads);
    }

    private static void flushStapA(List<ByteSequence> small, List<byte[]> payloads) {
        if (small.size() == 1) {
            payloads.add(small.getFirst().toArray());
        } else if (!small.isEmpty()) {
            payloads.add(aggregated(new byte[] {24}, small));
        }
        small.clear();
    }

    static byte[] aggregated(byte[] header, List<ByteSequence> nalUnits) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(header);
        for (ByteSequence nal : nalUnits) {
            out.write(nal.size() >> 8);
            out.write(nal.size());
            out.writeBytes(nal.toArray());
        }
        return out.toByteArray();
    }

    /** An H.265 access unit: single NAL units and fragments (RFC 7798). */
    List<ByteBuffer> h265(long timestamp, List<ByteSequence> nalUnits) {
        List<byte[]> payloads = new ArrayList<>();
        for (ByteSequence nal : nalUnits) {
            if (nal.size() <= maxPayloadBytes) {
                payloads.add(nal.toArray());
            } else {
                byte[] bytes = nal.toArray();
                int type = (bytes[0] >> 1) & 0x3F;
                byte[] headers = {(byte) ((bytes[0] & 0x81) | (49 << 1)), bytes[1], (byte) type};
                fragments(bytes, 2, headers, payloads);
            }
        }
        return packets(timestamp, payloads);
    }

    private void fragments(byte[] nal, int from, byte[] headers, List<byte[]> payloads) {
        int room = maxPayloadBytes - headers.length;
        for (int at = from; at < nal.length; at += room) {
            int length = Math.min(room, nal.length - at);
            byte[] payload = new byte[headers.length + length];
            System.arraycopy(headers, 0, payload, 0, headers.length);
            int start = at == from ? 0x80 : 0;
            int end = at + length == nal.length ? 0x40 : 0;
            payload[headers.length - 1] |= (byte) (start | end);
            System.arraycopy(nal, at, payload, headers.length, length);
            payloads.add(payload);
        }
    }

    private List<ByteBuffer> packets(long timestamp, List<byte[]> payloads) {
        List<ByteBuffer> packets = new ArrayList<>();
        for (int i = 0; i < payloads.size(); i++) {
            packets.add(packet(timestamp, i == payloads.size() - 1, payloads.get(i)));
        }
        return packets;
    }
}
