package io.sightline.simulator.rtp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * RFC 2435: the JPEG's own headers are left away but for its quantisation tables, which travel in
 * each frame's first packet (Q = 255). Baseline JPEG with the standard Huffman tables.
 */
public final class MjpegPacketiser implements Packetiser {

    private static final int DQT = 0xDB;
    private static final int SOF0 = 0xC0;
    private static final int SOS = 0xDA;
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int Q_TABLES_IN_BAND = 255;

    /** Vertical sampling of 2 for luma: 4:2:0 (RFC 2435 §4.1). */
    private static final int TYPE_420 = 1;

    private static final int TYPE_422 = 0;

    private static final int TABLE_BYTES = 64;

    private final int payloadType;

    /** What RFC 2435 takes out of the JPEG's headers. */
    private record Picture(
            int type,
            int widthPixels,
            int heightPixels,
            ByteBuffer tables,
            int scanStart,
            int scanEnd) {}

    public MjpegPacketiser(int payloadType) {
        this.payloadType = payloadType;
    }

    @Override
    public RtpUnit packetise(List<ByteBuffer> parts, boolean keyFrame) {
        ByteBuffer jpeg = parts.getFirst();
        Picture picture = parse(jpeg);
        RtpUnit.Builder out = new RtpUnit.Builder(payloadType);
        int at = picture.scanStart();
        while (at < picture.scanEnd()) {
            int fragmentOffset = at - picture.scanStart();
            int headers = 8 + (fragmentOffset == 0 ? 4 + picture.tables().remaining() : 0);
            int length = Math.min(MAX_PAYLOAD_BYTES - headers, picture.scanEnd() - at);
            out.beginPacket();
            out.putShort(fragmentOffset >> 16);
            out.putShort(fragmentOffset);
            out.put(picture.type());
            out.put(Q_TABLES_IN_BAND);
            out.put(picture.widthPixels() / 8);
            out.put(picture.heightPixels() / 8);
            if (fragmentOffset == 0) {
                putTables(out, picture.tables());
            }
            out.put(jpeg, at, length);
            out.endPacket();
            at += length;
        }
        out.markLast();
        return out.build(keyFrame);
    }

    /** RFC 2435 §3.1.8: must be zero, precision 8 bits, length. */
    private static void putTables(RtpUnit.Builder out, ByteBuffer tables) {
        out.putShort(0);
        out.putShort(tables.remaining());
        out.put(tables, 0, tables.remaining());
    }

    private static Picture parse(ByteBuffer jpeg) {
        ByteArrayOutputStream tables = new ByteArrayOutputStream();
        int type = TYPE_420;
        int width = 0;
        int height = 0;
        int at = jpeg.position();
        while (at + 4 <= jpeg.limit()) {
            int marker = jpeg.get(at + 1) & 0xFF;
            if (marker == SOI) {
                at += 2;
                continue;
            }
            int length = jpeg.getShort(at + 2) & 0xFFFF;
            int body = at + 4;
            switch (marker) {
                case DQT -> takeTables(jpeg, body, at + 2 + length, tables);
                case SOF0 -> {
                    height = jpeg.getShort(body + 1) & 0xFFFF;
                    width = jpeg.getShort(body + 3) & 0xFFFF;
                    type = (jpeg.get(body + 7) & 0x0F) == 2 ? TYPE_420 : TYPE_422;
                }
                case SOS -> {
                    int end = endsWithEoi(jpeg) ? jpeg.limit() - 2 : jpeg.limit();
                    return new Picture(
                            type,
                            width,
                            height,
                            twoTables(tables.toByteArray()),
                            at + 2 + length,
                            end);
                }
                default -> {
                    // Comments, application data and the standard Huffman tables stay behind.
                }
            }
            at += 2 + length;
        }
        throw new IllegalArgumentException("a JPEG without a scan");
    }

    /**
     * Types 0 and 1 have a table for luma and one for chroma (RFC 2435 §4.1), if the same twice.
     */
    private static ByteBuffer twoTables(byte[] tables) {
        if (tables.length != TABLE_BYTES) {
            return ByteBuffer.wrap(tables);
        }
        return ByteBuffer.allocate(2 * TABLE_BYTES).put(tables).put(tables).flip();
    }

    /** Each table is a precision-and-number byte and 64 values of one byte. */
    private static void takeTables(
            ByteBuffer jpeg, int from, int to, ByteArrayOutputStream tables) {
        for (int at = from; at + 1 + TABLE_BYTES <= to; at += 1 + TABLE_BYTES) {
            byte[] table = new byte[TABLE_BYTES];
            jpeg.get(at + 1, table);
            tables.writeBytes(table);
        }
    }

    private static boolean endsWithEoi(ByteBuffer jpeg) {
        return (jpeg.get(jpeg.limit() - 1) & 0xFF) == EOI
                && (jpeg.get(jpeg.limit() - 2) & 0xFF) == 0xFF;
    }
}
