package io.sightline.media.cmaf;

import io.sightline.media.bits.Parsed;
import io.sightline.media.bits.Parsed.Malformed;
import io.sightline.media.bits.Parsed.Valid;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * What the first {@value #SIZE_BYTES} bytes of a chunk say of it: its {@code prft} box and its
 * seal. Enough to find the next chunk and to rebuild an index without reading anything else.
 *
 * @param referenceTrack track id of the track that the times are told by: the first video track
 *     unless the chunk holds none of it
 * @param startTicks presentation start on the stream's timeline, in the reference track's timescale
 * @param wallClockMicros when what is shown then was taken, microseconds since the epoch, UTC
 * @param sizeBytes of the whole chunk
 * @param playableBytes length of the leading part that browsers get
 * @param startsGop as in {@link ChunkInfo}
 * @param discontinuity as in {@link ChunkInfo}
 * @param afterLoss {@link Interruption#PACKETS_LOST} came before it
 * @param videoFrames access units of the first video track inside
 * @param crc32c over the chunk from byte {@value #CHECKED_FROM} on
 */
public record ChunkHeader(
        int referenceTrack,
        long startTicks,
        long wallClockMicros,
        int sizeBytes,
        int playableBytes,
        long durationMicros,
        boolean startsGop,
        boolean discontinuity,
        boolean afterLoss,
        int videoFrames,
        int crc32c) {

    public static final int SIZE_BYTES = ProducerReferenceTime.SIZE_BYTES + ChunkSeal.SIZE_BYTES;

    /** The first byte that the checksum covers. */
    public static final int CHECKED_FROM =
            ProducerReferenceTime.SIZE_BYTES + ChunkSeal.CHECKED_FROM;

    /** Three access units of the largest size accepted, and then some. */
    public static final int MAX_CHUNK_BYTES = 64 << 20;

    private static final int SEAL_AT = ProducerReferenceTime.SIZE_BYTES;
    private static final long MAX_DURATION_MICROS = 3_600_000_000L;

    /**
     * Reads the beginning of a chunk.
     *
     * @param chunk its position, which does not move, is where the chunk begins
     */
    public static Parsed<ChunkHeader> read(ByteBuffer chunk) {
        if (chunk.remaining() < SIZE_BYTES) {
            return malformed("cut within the header of a chunk", chunk.remaining());
        }
        ByteBuffer in = chunk.slice(chunk.position(), SIZE_BYTES);
        if (in.getInt(0) != ProducerReferenceTime.SIZE_BYTES
                || in.getInt(4) != BoxTypes.PRFT
                || in.get(8) != 1) {
            return malformed("no prft box where a chunk should begin", 0);
        }
        if (in.getInt(SEAL_AT) != ChunkSeal.SIZE_BYTES
                || in.getInt(SEAL_AT + 4) != BoxTypes.FREE
                || in.getInt(SEAL_AT + 8) != ChunkSeal.MAGIC) {
            return malformed("no seal behind the prft box", SEAL_AT);
        }
        int sealed = in.getInt(SEAL_AT + ChunkSeal.LENGTH_AT);
        int playable = in.getInt(SEAL_AT + ChunkSeal.PLAYABLE_AT);
        long duration = in.getInt(SEAL_AT + 24) & 0xFFFF_FFFFL;
        if (sealed <= 0 || sealed > MAX_CHUNK_BYTES - SIZE_BYTES) {
            return malformed("chunk of impossible size", SEAL_AT + ChunkSeal.LENGTH_AT);
        }
        if (playable < 0 || playable > SIZE_BYTES + sealed || duration > MAX_DURATION_MICROS) {
            return malformed("playable part or duration of impossible size", SEAL_AT);
        }
        int flags = in.getShort(SEAL_AT + 28);
        return new Valid<>(
                new ChunkHeader(
                        in.getInt(12),
                        in.getLong(24),
                        ProducerReferenceTime.epochMicros(in.getLong(16)),
                        SIZE_BYTES + sealed,
                        playable,
                        duration,
                        (flags & ChunkSeal.STARTS_GOP) != 0,
                        (flags & ChunkSeal.DISCONTINUITY) != 0,
                        (flags & ChunkSeal.AFTER_LOSS) != 0,
                        in.getShort(SEAL_AT + 30) & 0xFFFF,
                        in.getInt(SEAL_AT + ChunkSeal.CRC_AT)));
    }

    /**
     * Whether the chunk is as it was written.
     *
     * @param chunk the whole chunk; its position does not move
     */
    public boolean intact(ByteBuffer chunk) {
        if (chunk.remaining() < sizeBytes) {
            return false;
        }
        CRC32C crc = new CRC32C();
        crc.update(chunk.slice(chunk.position() + CHECKED_FROM, sizeBytes - CHECKED_FROM));
        return (int) crc.getValue() == crc32c;
    }

    /** Presentation start in microseconds, exactly as {@link ChunkInfo#startMicros}. */
    public long startMicros(int referenceTimescaleHz) {
        return Math.multiplyExact(startTicks, 1_000_000L) / referenceTimescaleHz;
    }

    private static Parsed<ChunkHeader> malformed(String reason, int offsetBytes) {
        return new Malformed<>(reason, 8L * offsetBytes);
    }
}
