package io.sightline.media.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sightline.media.bits.ByteSequence;
import io.sightline.media.bits.Parsed;
import java.nio.ByteBuffer;

/** Any bytes at all are either a format within its bounds or a value that says why not. */
final class ParameterSetsFuzzTest {

    @FuzzTest(maxDuration = "10s")
    void readsAnyH264ParameterSet(byte[] bytes) {
        if (H264Sps.parse(ByteBuffer.wrap(bytes)) instanceof Parsed.Valid<H264Sps>(H264Sps sps)) {
            require(sps.widthPixels() > 0 && sps.heightPixels() > 0, sps);
            require(sps.reorderDepth() >= 0 && sps.reorderDepth() <= 16, sps);
        }
        H264ParameterSets sets = new H264ParameterSets();
        sets.offer(ByteBuffer.wrap(bytes));
        sets.offer(ByteBuffer.wrap(new byte[] {0x68, (byte) 0xEB}));
        sets.format().ifPresent(format -> require(format.codecString().length() == 11, format));
    }

    @FuzzTest(maxDuration = "10s")
    void readsAnyH265ParameterSet(byte[] bytes) {
        if (H265Sps.parse(ByteBuffer.wrap(bytes)) instanceof Parsed.Valid<H265Sps>(H265Sps sps)) {
            require(sps.widthPixels() > 0 && sps.heightPixels() > 0, sps);
            require(sps.profileTierLevel().codecString("hvc1").length() < 60, sps);
        }
        new H265ParameterSets().offer(ByteBuffer.wrap(bytes));
    }

    @FuzzTest(maxDuration = "10s")
    void readsAnyAudioSpecificConfig(byte[] bytes) {
        AudioSpecificConfig.parse(ByteSequence.copyOf(bytes))
                .toOptional()
                .ifPresent(
                        format ->
                                require(
                                        format.sampleRateHz() > 0 && format.channels() > 0,
                                        format));
    }

    @FuzzTest(maxDuration = "10s")
    void readsAnyJpegHeader(byte[] bytes) {
        JpegHeader.parse(ByteBuffer.wrap(bytes))
                .toOptional()
                .ifPresent(
                        format ->
                                require(
                                        format.widthPixels() > 0 && format.heightPixels() > 0,
                                        format));
    }

    private static void require(boolean holds, Object parsed) {
        if (!holds) {
            throw new AssertionError(parsed);
        }
    }
}
