package io.sightline.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StartCodesTest {

    /** Bytes of pictures are as often above 127 as below, and some are nearly start codes. */
    @Test
    void findsWhatALookAtEachByteFinds() {
        SplittableRandom random = new SplittableRandom(1);
        byte[] likely = {0, 0, 0, 1, 1, 2, 3, (byte) 0x80, (byte) 0xFF, (byte) 0x81};
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(12)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = likely[random.nextInt(likely.length)];
            }
            int from = random.nextInt(bytes.length + 1);
            int end = from + random.nextInt(bytes.length - from + 1);
            int wanted = lookAtEach(bytes, from, end);

            assertThat(StartCodes.next(ByteBuffer.wrap(bytes), from, end)).isEqualTo(wanted);
            assertThat(StartCodes.next(direct(bytes), from, end)).isEqualTo(wanted);
            assertThat(StartCodes.next(withinAnother(bytes), from, end)).isEqualTo(wanted);
        }
    }

    private static int lookAtEach(byte[] bytes, int from, int end) {
        for (int i = from; i + 3 <= end; i++) {
            if (bytes[i] == 0 && bytes[i + 1] == 0 && bytes[i + 2] == 1) {
                return i;
            }
        }
        return end;
    }

    private static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    private static ByteBuffer withinAnother(byte[] bytes) {
        return ByteBuffer.allocate(bytes.length + 7).put(5, bytes).slice(5, bytes.length);
    }
}
