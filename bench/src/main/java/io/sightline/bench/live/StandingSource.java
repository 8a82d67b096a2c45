package io.sightline.bench.live;

import io.sightline.media.bits.ByteSequence;
import io.sightline.media.codec.H264Format;
import io.sightline.media.stream.Source;
import io.sightline.media.stream.StreamInput;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;

/**
 * A camera that delivers its seconds at once and then stands still, so that the live window stays
 * as it is while it is measured. Its pictures are noise of the right size.
 */
final class StandingSource implements Source {

    private static final int FRAMES_PER_SECOND = 25;
    private static final int TICKS_PER_FRAME = 90_000 / FRAMES_PER_SECOND;
    private static final byte[] SPS = {0x67, 0x64, 0x00, 0x1f, (byte) 0xac};
    private static final byte[] PPS = {0x68, (byte) 0xee};
    private static final int SLICE = 0x41;
    private static final int IDR_SLICE = 0x65;

    private final int seconds;
    private final int frameBytes;
    private final int framesPerGop;

    StandingSource(int seconds, int bytesPerSecond, int framesPerGop) {
        this.seconds = seconds;
        this.frameBytes = bytesPerSecond / FRAMES_PER_SECOND;
        this.framesPerGop = framesPerGop;
    }

    @Override
    public void start(StreamInput input) {
        input.loop().execute(() -> deliver(input));
    }

    @Override
    public void stop() {}

    private void deliver(StreamInput input) {
        H264Format format =
                new H264Format(
                        List.of(ByteSequence.copyOf(SPS)),
                        List.of(ByteSequence.copyOf(PPS)),
                        1280,
                        720,
                        0);
        input.beginSession(List.of(format));
        Random noise = new Random(1);
        byte[] picture = new byte[frameBytes];
        long startMicros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        for (int frame = 0; frame < seconds * FRAMES_PER_SECOND; frame++) {
            boolean keyFrame = frame % framesPerGop == 0;
            noise.nextBytes(picture);
            picture[0] = (byte) (keyFrame ? IDR_SLICE : SLICE);
            input.buffer(0).beginNalUnit();
            input.buffer(0).append(ByteBuffer.wrap(picture));
            input.buffer(0).endNalUnit();
            long ticks = (long) frame * TICKS_PER_FRAME;
            input.publish(0, ticks, startMicros + frame * 1_000_000L / FRAMES_PER_SECOND, keyFrame);
        }
    }
}
