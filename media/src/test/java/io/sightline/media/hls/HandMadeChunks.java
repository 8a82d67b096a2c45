package io.sightline.media.hls;

import io.sightline.media.bits.ByteSequence;
import io.sightline.media.cmaf.Chunk;
import io.sightline.media.cmaf.ChunkInfo;
import io.sightline.media.cmaf.InitSegment;
import io.sightline.media.cmaf.Interruption;
import io.sightline.media.codec.H264Format;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A camera's chunks without a camera: right in everything but what lies inside. */
final class HandMadeChunks {

    private static final long FIRST_WALL_CLOCK_MICROS = 1_790_000_000_123_456L;

    private final int framesPerSecond;
    private final int framesPerChunk;
    private final int framesPerGop;
    private InitSegment init = init(1, 1280, 720);
    private long sequence;
    private long frame;
    private long micros;
    private long wallClockOffset;
    private boolean discontinuity;
    private int chunkBytes = 1_000;

    HandMadeChunks(int framesPerSecond, int framesPerChunk, int framesPerGop) {
        this.framesPerSecond = framesPerSecond;
        this.framesPerChunk = framesPerChunk;
        this.framesPerGop = framesPerGop;
    }

    static InitSegment init(int version, int width, int height) {
        ByteSequence sps = ByteSequence.copyOf(new byte[] {0x67, 0x64, 0, 0x1f});
        H264Format video =
                new H264Format(
                        List.of(sps), List.of(ByteSequence.copyOf((byte) 0x68)), width, height, 0);
        ByteSequence header =
                ByteSequence.copyOf(("init" + version).getBytes(StandardCharsets.US_ASCII));
        return new InitSegment(version, List.of(video), header, header, "avc1.64001f");
    }

    HandMadeChunks ofBytes(int size) {
        chunkBytes = size;
        return this;
    }

    /** What follows has another size and a time of its own. */
    void changeResolution(int width, int height) {
        init = init(init.version() + 1, width, height);
        discontinuity = true;
        frame = 0;
    }

    /** The source was away. */
    void pause(long pauseMicros) {
        micros += pauseMicros;
        discontinuity = true;
        frame = 0;
    }

    Chunk next() {
        int frames = Math.toIntExact(Math.min(framesPerChunk, framesPerGop - frame % framesPerGop));
        return next(frames, frames * 1_000_000L / framesPerSecond);
    }

    Chunk next(int frames, long durationMicros) {
        ChunkInfo info =
                new ChunkInfo(
                        sequence,
                        init,
                        frame % framesPerGop == 0,
                        discontinuity,
                        Interruption.NONE,
                        micros,
                        durationMicros,
                        FIRST_WALL_CLOCK_MICROS + micros + wallClockOffset,
                        frames,
                        chunkBytes,
                        chunkBytes);
        byte[] bytes = new byte[chunkBytes];
        bytes[0] = (byte) sequence;
        sequence++;
        frame += frames;
        micros += durationMicros;
        discontinuity = false;
        return new Chunk(info, ByteBuffer.wrap(bytes));
    }

    List<Chunk> next(int count) {
        List<Chunk> chunks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            chunks.add(next());
        }
        return chunks;
    }

    /** One that the reader never saw. */
    void skip() {
        next();
    }
}
