package io.sightline.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.bits.ByteSequence;
import io.sightline.media.codec.H264Format;
import io.sightline.media.codec.H265Format;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real encoder made, packetised and put together again, byte for byte. */
final class RealMediaTest {
    private static final int FRAME_TICKS = 3_600;

    @ParameterizedTest
    @ValueSource(strings = {"0", "2"})
    void h264AccessUnitsComeOutAsTheyWereEncoded(String bFrames) {
        byte[] stream =
                EncodedMedia.video(
                        "-c:v",
                        "libx264",
                        "-bf",
                        bFrames,
                        "-g",
                        "25",
                        "-preset",
                        "veryfast",
                        "-pix_fmt",
                        "yuv420p",
                        "-x264-params",
                        "aud=1:slices=3",
                        "-f",
                        "h264");
        List<List<ByteSequence>> units = EncodedMedia.accessUnits(stream, new H264Syntax());
        RtpBench bench = new RtpBench(RtpBench.payload("H264", 90_000));
        RtpSender sender = new RtpSender();

        sendAll(bench, units, sender::h264);

        assertSame(bench, units, new H264Syntax());
        H264Format format = (H264Format) bench.input.sessions.getFirst().getFirst();
        assertThat(format.widthPixels()).isEqualTo(640);
        assertThat(format.heightPixels()).isEqualTo(360);
        assertThat(format.reorderDepth()).isEqualTo(Integer.parseInt(bFrames));
        assertThat(keyFrames(bench)).isEqualTo(2);
    }

    @Test
    void h265AccessUnitsComeOutAsTheyWereEncoded() {
        byte[] stream =
                EncodedMedia.video(
                        "-c:v",
                        "libx265",
                        "-preset",
                        "ultrafast",
                        "-pix_fmt",
                        "yuv420p",
                        "-x265-params",
                        "aud=1:keyint=25:log-level=error",
                        "-f",
                        "hevc");
        List<List<ByteSequence>> units = EncodedMedia.accessUnits(stream, new H265Syntax());
        RtpBench bench = new RtpBench(RtpBench.payload("H265", 90_000));
        RtpSender sender = new RtpSender();

        sendAll(bench, units, sender::h265);

        assertSame(bench, units, new H265Syntax());
        H265Format format = (H265Format) bench.input.sessions.getFirst().getFirst();
        assertThat(format.widthPixels()).isEqualTo(640);
        assertThat(format.heightPixels()).isEqualTo(360);
        assertThat(format.codecString()).startsWith("hvc1.1.6.L");
        assertThat(keyFrames(bench)).isGreaterThanOrEqualTo(2);
    }

    private static void sendAll(
            RtpBench bench,
            List<List<ByteSequence>> units,
            BiFunction<Long, List<ByteSequence>, List<java.nio.ByteBuffer>> packetiser) {
        long timestamp = 0xFFFF_0000L;
        for (List<ByteSequence> unit : units) {
            bench.feed(packetiser.apply(timestamp, unit));
            timestamp += FRAME_TICKS;
            bench.advance(0.04);
        }
    }

    private static void assertSame(
            RtpBench bench, List<List<ByteSequence>> units, NalSyntax syntax) {
        assertThat(bench.input.published).hasSize(units.size());
        assertThat(bench.input.discarded).isZero();
        assertThat(bench.input.discontinuities).isEmpty();
        for (int i = 0; i < units.size(); i++) {
            List<ByteSequence> expected = EncodedMedia.sample(units.get(i), syntax);
            assertThat(bench.input.published.get(i).nalUnits().equals(expected))
                    .as("access unit %d is as encoded", i)
                    .isTrue();
        }
        long first = bench.input.published.getFirst().ptsTicks();
        assertThat(bench.input.published.getLast().ptsTicks() - first)
                .isEqualTo((units.size() - 1L) * FRAME_TICKS);
    }

    private static long keyFrames(RtpBench bench) {
        return bench.input.published.stream().filter(RecordingInput.Published::keyFrame).count();
    }
}
