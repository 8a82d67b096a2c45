package io.sightline.media.cmaf;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.codec.AudioFormat;
import io.sightline.media.codec.G711Format;
import io.sightline.media.codec.OpusFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of audio that does not come as it should while video goes on. */
class SilenceTest {

    private static final long SAMPLES = 1_024;
    private static final int REAL_BYTES = 100;

    private final List<Chunk> chunks = new ArrayList<>();
    private final AudioFormat format = TestFormats.aac(48_000, 2);
    private final Chunker chunker = chunker(format);

    @Test
    void audioThatNeverComesIsSilenceFromTheStart() {
        video(0, 100);
        assertThat(audioFrames()).allMatch(size -> size == 6);
        assertContiguousFrom(0);
        assertThat(audioEndMicros()).isBetween(3_800_000L, 4_000_000L);
    }

    @Test
    void audioThatStopsGoesOnAsSilence() {
        for (int i = 0; i < 50; i++) {
            video(i, i + 1);
            audioUpTo(i * 1_920L);
        }
        video(50, 150);
        assertContiguousFrom(0);
        assertThat(audioEndMicros()).isBetween(5_800_000L, 6_000_000L);
        assertThat(audioFrames()).contains(REAL_BYTES).contains(6);
    }

    @Test
    void lostFramesAreReplacedOneByOne() {
        video(0, 1);
        for (int i = 0; i < 20; i++) {
            if (i < 8 || i > 11) {
                audio(i * SAMPLES);
            }
        }
        chunker.close();
        assertThat(audioFrames().subList(8, 12)).containsOnly(6);
        assertThat(audioFrames()).hasSize(20);
        assertContiguousFrom(0);
    }

    @Test
    void framesThatComeAfterSilenceTookTheirPlaceAreDropped() {
        video(0, 50);
        int silent = audioFrames().size();
        audio(0);
        audio(SAMPLES);
        chunker.close();
        assertThat(audioFrames()).hasSize(silent).doesNotContain(REAL_BYTES);
    }

    @Test
    void audioThatIsAlwaysLateIsWaitedForOnceThatIsKnown() {
        long late = 24_000;
        for (int i = 0; i < 250; i++) {
            video(i, i + 1);
            audioUpTo(i * 1_920L - late);
        }
        List<Integer> frames = audioFrames();
        int lastSilence = frames.lastIndexOf(6);
        assertThat(lastSilence).isLessThan(50);
        assertThat(frames.subList(lastSilence + 1, frames.size())).hasSizeGreaterThan(300);
        assertContiguousFrom(0);
    }

    @Test
    void jitterOfAudioIsSmoothed() {
        int[] jitter = {0, 5, -7, 300, -250, 12, 0, -30};
        video(0, 1);
        for (int i = 0; i < 400; i++) {
            if (i % 2 == 0) {
                video(1 + i / 2, 2 + i / 2);
            }
            audio((long) i * SAMPLES + 1_000 + jitter[i % 8]);
        }
        chunker.close();
        assertThat(audioFrames()).hasSize(400).containsOnly(REAL_BYTES);
        assertContiguousFrom(1_000);
    }

    @Test
    void aDriftingAudioClockNeverGoesOutOfStep() {
        long lastPts = 0;
        video(0, 1);
        for (int i = 0; i < 20_000; i++) {
            lastPts = Math.round(i * SAMPLES * 1.0005);
            if (i % 2 == 0) {
                long frame = lastPts / 1_920;
                video((int) frame + 1, (int) frame + 2);
            }
            audio(lastPts);
        }
        chunker.close();
        TrackRun last = runs().getLast();
        long end = last.decodeTicks();
        for (int i = 0; i + 1 < last.sampleCount(); i++) {
            end += last.durationTicks(i);
        }
        assertThat(end - lastPts).isBetween(-48L * 30, 48L * 30);
    }

    @Test
    void monoAndOpusHaveSilenceOfTheirOwnAndTelephonyHasNone() {
        assertThat(SilenceFiller.of(TestFormats.aac(16_000, 1))).isNotNull();
        assertThat(SilenceFiller.of(new OpusFormat(2, 312))).isNotNull();
        assertThat(SilenceFiller.of(new G711Format(G711Format.Law.MU, 8_000, 1))).isNull();
        assertThat(SilenceFiller.of(TestFormats.aac(48_000, 6))).isNull();
    }

    private Chunker chunker(AudioFormat audio) {
        InitSegment init = Chunker.init(1, List.of(TestFormats.h264(0), audio));
        return new Chunker(init, 0, false, ChunkSettings.DEFAULT, chunks::add);
    }

    private void video(int from, int to) {
        for (int i = from; i < to; i++) {
            chunker.buffer(0).append(ByteBuffer.wrap(new byte[500]));
            chunker.complete(0, i * 3_600L, 1_000_000L * i, i % 50 == 0);
        }
    }

    private long nextAudio;

    private void audioUpTo(long ticks) {
        while (nextAudio <= ticks) {
            audio(nextAudio);
            nextAudio += SAMPLES;
        }
    }

    private void audio(long pts) {
        chunker.buffer(1).append(ByteBuffer.wrap(new byte[REAL_BYTES]));
        chunker.complete(1, pts, 1_000_000, true);
    }

    private List<TrackRun> runs() {
        List<TrackRun> runs = new ArrayList<>();
        for (Chunk chunk : chunks) {
            try {
                ParsedChunk parsed = ChunkParser.parse(chunk.read()).toOptional().orElseThrow();
                parsed.run(2).ifPresent(runs::add);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        return runs;
    }

    private List<Integer> audioFrames() {
        List<Integer> sizes = new ArrayList<>();
        for (TrackRun run : runs()) {
            for (int i = 0; i < run.sampleCount(); i++) {
                sizes.add(run.sizeBytes(i));
            }
        }
        return sizes;
    }

    private void assertContiguousFrom(long ticks) {
        long next = ticks;
        for (TrackRun run : runs()) {
            assertThat(run.decodeTicks()).isEqualTo(next);
            for (int i = 0; i < run.sampleCount(); i++) {
                assertThat(run.durationTicks(i)).isEqualTo(SAMPLES);
                next += SAMPLES;
            }
        }
    }

    private long audioEndMicros() {
        return audioFrames().size() * SAMPLES * 1_000_000L / 48_000;
    }
}
