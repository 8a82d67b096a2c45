package io.sightline.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.bits.ByteSequence;
import io.sightline.media.codec.H264Format;
import io.sightline.media.codec.H265Format;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
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
        byte[] stream = h264(bFrames);
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
        byte[] stream = h265();
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

    private static byte[] h264(String bFrames) {
        return EncodedMedia.video(
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
    }

    private static byte[] h265() {
        return EncodedMedia.video(
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
    }

    /** Loss, doubles and disorder: what comes out is what went in, or nothing. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void publishesWholeAccessUnitsOnlyWhateverTheNetworkDoes(boolean h265) {
        NalSyntax syntax = h265 ? new H265Syntax() : new H264Syntax();
        byte[] stream = h265 ? h265() : h264("0");
        List<List<ByteSequence>> units = EncodedMedia.accessUnits(stream, syntax);
        Set<List<ByteSequence>> whole = new HashSet<>();
        units.forEach(unit -> whole.add(slices(unit, syntax)));
        for (int seed = 0; seed < 40; seed++) {
            Random network = new Random(seed);
            RtpBench bench =
                    new RtpBench(
                            RtpSession.Transport.UDP,
                            RtpBench.payload(h265 ? "H265" : "H264", 90_000));
            RtpSender sender = new RtpSender();
            Deque<ByteBuffer> late = new ArrayDeque<>();
            int lost = 0;
            for (int i = 0; i < units.size(); i++) {
                long timestamp = (long) FRAME_TICKS * i;
                List<ByteSequence> unit = units.get(i);
                for (ByteBuffer packet :
                        h265 ? sender.h265(timestamp, unit) : sender.h264(timestamp, unit)) {
                    switch (network.nextInt(40)) {
                        case 0 -> lost++;
                        case 1 -> late.add(packet);
                        case 2 -> bench.feed(packet.duplicate(), packet.duplicate());
                        default -> bench.feed(packet);
                    }
                    if (!late.isEmpty() && network.nextInt(5) == 0) {
                        bench.feed(late.remove());
                    }
                }
                bench.advance(0.04);
            }
            assertThat(lost).isPositive();
            assertThat(bench.input.published).isNotEmpty().hasSizeLessThan(units.size() + 1);
            long damaged =
                    bench.input.published.stream()
                            .filter(unit -> !whole.contains(slices(unit.nalUnits(), syntax)))
                            .count();
            assertThat(damaged).as("seed %d", seed).isZero();
            assertThat(bench.input.lost).isBetween(lost - 10L, lost + 10L);
        }
    }

    /** A picture may do without its SEI; nobody can tell that one was lost. */
    private static List<ByteSequence> slices(List<ByteSequence> unit, NalSyntax syntax) {
        return unit.stream()
                .filter(nal -> syntax.kind(syntax.type(nal.get(0))) == NalSyntax.Kind.SLICE)
                .toList();
    }

    private static void sendAll(
            RtpBench bench,
            List<List<ByteSequence>> units,
            BiFunction<Long, List<ByteSequence>, List<ByteBuffer>> packetiser) {
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
