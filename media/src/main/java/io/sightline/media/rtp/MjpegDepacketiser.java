package io.sightline.media.rtp;

import io.sightline.media.codec.MjpegFormat;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * JPEG payloads (RFC 2435 §3): the image's headers are rebuilt in front of its scan, so that each
 * access unit is a whole image.
 */
final class MjpegDepacketiser implements Depacketiser {
    private static final int HEADER_BYTES = 8;
    private static final int RESTART_HEADER_BYTES = 4;
    private static final int TABLE_HEADER_BYTES = 4;
    private static final int FIRST_RESTART_TYPE = 64;
    private static final int FIRST_DYNAMIC_TYPE = 128;
    private static final int FIRST_IN_BAND_QUALITY = 128;
    private static final int UNCACHED_QUALITY = 255;
    private static final int MAX_QUALITY = 99;
    private static final int END_OF_IMAGE = 0xFFD9;

    private final TrackWriter writer;
    private final int announcedWidthPixels;
    private final int announcedHeightPixels;
    private final ByteBuffer headers = ByteBuffer.allocate(JpegTables.MAX_HEADER_BYTES);
    private final byte[][] tablesByQuality = new byte[256][];
    private final int[] precisionByQuality = new int[256];

    private boolean inImage;
    private int timestamp;
    private int nextOffset;
    private int lastTwoBytes;

    /**
     * @param announcedWidthPixels for images whose size the payload header can't hold (more than
     *     2,040 pixels); 0 when not announced
     */
    MjpegDepacketiser(int announcedWidthPixels, int announcedHeightPixels, TrackWriter writer) {
        this.announcedWidthPixels = announcedWidthPixels;
        this.announcedHeightPixels = announcedHeightPixels;
        this.writer = writer;
    }

    @Override
    public @Nullable Rejected packet(RtpPacket packet, long arrivalNanos) {
        ByteBuffer payload = packet.payload();
        int start = payload.position();
        if (payload.remaining() < HEADER_BYTES) {
            return reject(Rejected.malformed("shorter than the JPEG header", payload.remaining()));
        }
        int offset = payload.getInt(start) & 0xFF_FFFF;
        int type = payload.get(start + 4) & 0xFF;
        int quality = payload.get(start + 5) & 0xFF;
        int widthPixels = 8 * (payload.get(start + 6) & 0xFF);
        int heightPixels = 8 * (payload.get(start + 7) & 0xFF);
        payload.position(start + HEADER_BYTES);
        if (type >= FIRST_DYNAMIC_TYPE || (type & (FIRST_RESTART_TYPE - 1)) > 1) {
            return reject(Rejected.unsupported("JPEG type " + type, 4));
        }
        int restartInterval = 0;
        if (type >= FIRST_RESTART_TYPE) {
            if (payload.remaining() < RESTART_HEADER_BYTES) {
                return reject(Rejected.malformed("no restart marker header", HEADER_BYTES));
            }
            restartInterval = payload.getShort(payload.position()) & 0xFFFF;
            payload.position(payload.position() + RESTART_HEADER_BYTES);
        }
        if (inImage && (packet.timestamp() != timestamp || offset == 0)) {
            finish(); // the marker was left out
        }
        if (offset == 0) {
            Rejected rejected = readTables(quality, payload);
            if (rejected != null) {
                return reject(rejected);
            }
            MjpegFormat format = format(widthPixels, heightPixels);
            if (format == null) {
                return reject(Rejected.unsupported("JPEG of unknown size", 6));
            }
            writer.format(format);
            begin(packet, arrivalNanos, format, (type & 1) == 0, quality, restartInterval);
        }
        append(offset, payload);
        if (packet.marker() && inImage) {
            finish();
        }
        return null;
    }

    private @Nullable MjpegFormat format(int widthPixels, int heightPixels) {
        int width = widthPixels == 0 ? announcedWidthPixels : widthPixels;
        int height = heightPixels == 0 ? announcedHeightPixels : heightPixels;
        return width > 0 && height > 0 ? new MjpegFormat(width, height) : null;
    }

    /** RFC 2435 §3.1.8, §4.2. Tables of a quality below 255 hold until others come for it. */
    private @Nullable Rejected readTables(int quality, ByteBuffer payload) {
        if (quality < FIRST_IN_BAND_QUALITY) {
            if (quality == 0 || quality > MAX_QUALITY) {
                return Rejected.malformed("reserved JPEG quality " + quality, 5);
            }
            if (tablesByQuality[quality] == null) {
                tablesByQuality[quality] = JpegTables.quantisers(quality);
            }
            return null;
        }
        if (payload.remaining() < TABLE_HEADER_BYTES) {
            return Rejected.malformed("no quantisation table header", HEADER_BYTES);
        }
        int precision = payload.get(payload.position() + 1) & 0x03;
        int length = payload.getShort(payload.position() + 2) & 0xFFFF;
        payload.position(payload.position() + TABLE_HEADER_BYTES);
        if (length == 0) {
            return tablesByQuality[quality] == null || quality == UNCACHED_QUALITY
                    ? Rejected.malformed("quantisation tables never sent", HEADER_BYTES)
                    : null;
        }
        int luma = JpegTables.TABLE_BYTES << (precision & 1);
        int both = luma + (JpegTables.TABLE_BYTES << (precision >> 1));
        if (length > payload.remaining() || (length != luma && length < both)) {
            return Rejected.malformed("quantisation tables of " + length + " bytes", HEADER_BYTES);
        }
        byte[] tables = tablesByQuality[quality];
        int kept = Math.min(length, both);
        if (tables == null || tables.length != kept) {
            tables = new byte[kept];
            tablesByQuality[quality] = tables;
        }
        payload.get(payload.position(), tables);
        precisionByQuality[quality] = precision;
        payload.position(payload.position() + length);
        return null;
    }

    private void begin(
            RtpPacket packet,
            long arrivalNanos,
            MjpegFormat format,
            boolean horizontalOnly,
            int quality,
            int restartInterval) {
        if (!writer.ready() || !writer.begin(packet.timestamp(), arrivalNanos)) {
            return;
        }
        inImage = true;
        timestamp = packet.timestamp();
        nextOffset = 0;
        headers.clear();
        JpegTables.writeHeaders(
                headers,
                horizontalOnly,
                format.widthPixels(),
                format.heightPixels(),
                tablesByQuality[quality],
                precisionByQuality[quality],
                restartInterval);
        writer.buffer().append(headers.flip());
    }

    private void append(int offset, ByteBuffer scan) {
        if (!inImage || !scan.hasRemaining()) {
            return;
        }
        int length = scan.remaining();
        if (length >= 2) {
            lastTwoBytes = scan.getShort(scan.limit() - 2) & 0xFFFF;
        } else {
            lastTwoBytes = ((lastTwoBytes << 8) | (scan.get(scan.position()) & 0xFF)) & 0xFFFF;
        }
        if (offset != nextOffset || !writer.buffer().append(scan)) {
            discard();
            return;
        }
        nextOffset += length;
    }

    private void finish() {
        inImage = false;
        if (nextOffset == 0) {
            writer.discard();
            return;
        }
        if (lastTwoBytes != END_OF_IMAGE) {
            writer.buffer().append(END_OF_IMAGE >> 8);
            writer.buffer().append(END_OF_IMAGE);
        }
        writer.publish(true);
    }

    private Rejected reject(Rejected rejected) {
        discard();
        return rejected;
    }

    private void discard() {
        if (inImage) {
            inImage = false;
            writer.discard();
        }
    }

    @Override
    public void packetsLost() {
        discard();
    }

    @Override
    public void abandon() {
        discard();
    }
}
