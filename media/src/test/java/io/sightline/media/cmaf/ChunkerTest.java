package io.sightline.media.cmaf;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.codec.G711Format;
import io.sightline.media.codec.MjpegFormat;
import io.sightline.media.codec.TrackFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkerTest {

    private static final long WALL_CLOCK = 1_790_000_000_000_000L;
    private static final long FRAME = 3_600;

    private final List<Chunk> chunks = new ArrayList<>();

    @Test
    void chunksLastAsLongAsTheTargetAndNoFrameWaitsForTheNext() {
        Chunker chunker = chunker(TestFormats.h264(0));
        for (int i = 0; i < 4; i++) {
            video(chunker, i * FRAME, i == 0);
        }
        assertThat(chunks).isEmpty();
        video(chunker, 4 * FRAME, false);
        assertThat(infos())
                .singleElement()
                .extracting(ChunkInfo::durationMicros)
                .isEqualTo(200_000L);
    }

    @Test
    void aKeyFrameBeginsAChunkOfItsOwn() {
        Chunker chunker = chunker(TestFormats.h264(0));
        for (int i = 0; i < 9; i++) {
            video(chunker, i * FRAME, i == 0 || i == 7);
        }
        chunker.close();
        assertThat(infos()).extracting(ChunkInfo::videoFrames).containsExactly(5, 2, 2);
        assertThat(infos()).extracting(ChunkInfo::startsGop).containsExactly(true, false, true);
        assertThat(infos())
                .extracting(ChunkInfo::startMicros)
                .containsExactly(0L, 200_000L, 280_000L);
        assertThat(infos()).extracting(ChunkInfo::sequence).containsExactly(3L, 4L, 5L);
        assertThat(chunker.nextSequence()).isEqualTo(6);
    }

    @Test
    void framesBeforeTheFirstKeyFrameAreDropped() {
        Chunker chunker = chunker(TestFormats.h264(0), TestFormats.aac(48_000, 2));
        video(chunker, 0, false);
        audio(chunker, 0);
        video(chunker, FRAME, true);
        chunker.close();
        assertThat(infos()).singleElement().extracting(ChunkInfo::videoFrames).isEqualTo(1);
        assertThat(runs(2)).isEmpty();
    }

    @Test
    void onlyTheFirstChunkOfASessionIsADiscontinuity() {
        Chunker chunker =
                new Chunker(
                        Chunker.init(1, List.of(TestFormats.h264(0))),
                        0,
                        true,
                        ChunkSettings.DEFAULT,
                        chunks::add);
        for (int i = 0; i < 10; i++) {
            video(chunker, i * FRAME, i == 0);
        }
        assertThat(infos()).extracting(ChunkInfo::discontinuity).containsExactly(true, false);
    }

    @Test
    void timestampsThatJitterNeverMakeChunksOverlap() {
        Chunker chunker = chunker(TestFormats.h264(0));
        int[] jitter = {0, 90, -180, 40, 170, -170, 20, -90, 130, -60};
        for (int i = 0; i < 100; i++) {
            video(chunker, 9_000 + i * FRAME + jitter[i % 10], i % 25 == 0);
        }
        assertThat(infos()).hasSize(20).extracting(ChunkInfo::videoFrames).containsOnly(5);
        for (int i = 1; i < chunks.size(); i++) {
            long hole = infos().get(i).startMicros() - infos().get(i - 1).endMicros();
            assertThat(hole).isBetween(0L, 10_000L);
        }
        assertDecodeTimesGrow();
    }

    @Test
    void lostFramesLeaveNoHoleInDecodingTime() {
        Chunker chunker = chunker(TestFormats.h264(0));
        for (int i = 0; i < 5; i++) {
            video(chunker, i * FRAME, i == 0);
        }
        for (int i = 12; i < 17; i++) {
            video(chunker, i * FRAME, false);
        }
        TrackRun after = runs(1).get(1);
        assertThat(after.decodeTicks()).isEqualTo(5 * FRAME);
        assertThat(after.compositionOffsetTicks(0)).isEqualTo((int) (7 * FRAME));
        assertThat(after.durationTicks(0)).isEqualTo((int) (8 * FRAME));
        assertThat(after.compositionOffsetTicks(1)).isZero();
        assertThat(infos().get(1).startMicros()).isEqualTo(480_000);
    }

    @Test
    void saysWhichChunkComesAfterALoss() {
        Chunker chunker = chunker(TestFormats.h264(0));
        for (int i = 0; i < 5; i++) {
            video(chunker, i * FRAME, i == 0);
        }
        chunker.interrupted(Interruption.PACKETS_LOST);
        for (int i = 12; i < 22; i++) {
            video(chunker, i * FRAME, false);
        }
        assertThat(infos())
                .extracting(ChunkInfo::interruption)
                .containsExactly(Interruption.NONE, Interruption.PACKETS_LOST, Interruption.NONE);
    }

    @Test
    void framesThatAreReorderedAgainstTheAnnouncementSettleAtTheirTimes() {
        Chunker chunker = chunker(TestFormats.h264(0));
        List<Long> pts = new ArrayList<>();
        for (int group = 0; group < 20; group++) {
            for (int place : new int[] {4, 2, 1, 3}) {
                pts.add((group * 4L + place) * FRAME);
            }
        }
        video(chunker, 0, true);
        pts.forEach(time -> video(chunker, time, false));
        chunker.close();
        assertDecodeTimesGrow();
        List<Long> shown = presentationTimes(1);
        assertThat(shown).hasSize(81);
        assertThat(shown.subList(20, 81)).isEqualTo(pts.subList(19, 80));
    }

    @Test
    void announcedReorderingIsExactFromTheFirstFrameOn() {
        Chunker chunker = chunker(TestFormats.h264(2));
        List<Long> pts = new ArrayList<>(List.of(90_000L));
        for (int group = 0; group < 10; group++) {
            for (int place : new int[] {4, 2, 1, 3}) {
                pts.add(90_000 + (group * 4L + place) * FRAME);
            }
        }
        for (int i = 0; i < pts.size(); i++) {
            video(chunker, pts.get(i), i == 0);
        }
        chunker.close();
        assertThat(presentationTimes(1)).isEqualTo(pts);
        assertThat(runs(1).getFirst().decodeTicks()).isEqualTo(90_000 - 2 * FRAME);
        assertThat(infos()).first().extracting(ChunkInfo::startMicros).isEqualTo(1_000_000L);
        for (int i = 1; i < chunks.size(); i++) {
            assertThat(infos().get(i).startMicros()).isEqualTo(infos().get(i - 1).endMicros());
        }
    }

    @Test
    void wallClockIsThatOfWhatIsShownAtTheStart() {
        Chunker chunker = chunker(TestFormats.h264(1));
        long[] pts = {0, 2 * FRAME, FRAME, 4 * FRAME, 3 * FRAME, 6 * FRAME, 5 * FRAME};
        for (int i = 0; i < pts.length; i++) {
            video(chunker, pts[i], i == 0);
        }
        chunker.close();
        for (ChunkInfo info : infos()) {
            assertThat(info.wallClockMicros()).isEqualTo(WALL_CLOCK + info.startMicros());
        }
    }

    @Test
    void tracksThatBrowsersDoNotPlayFollowInAFragmentOfTheirOwn() throws IOException {
        Chunker chunker = chunker(TestFormats.h264(0), new G711Format(G711Format.Law.A, 8_000, 1));
        video(chunker, 0, true);
        put(chunker, 1, 0, 160, true);
        chunker.close();
        ChunkInfo info = infos().getFirst();
        assertThat(info.playableBytes()).isLessThan(info.sizeBytes() - 160);
        ByteBuffer bytes = chunks.getFirst().read();
        assertThat(BoxTree.types(bytes.slice(0, info.playableBytes())))
                .containsExactly("prft", "free", "moof", "mdat");
        assertThat(BoxTree.types(bytes))
                .containsExactly("prft", "free", "moof", "mdat", "moof", "mdat");
    }

    @Test
    void aStreamWithoutPlayableTracksHasNoPlayableBytes() throws IOException {
        Chunker chunker = chunker(new MjpegFormat(640, 480));
        for (int i = 0; i < 5; i++) {
            video(chunker, i * FRAME, true);
        }
        assertThat(infos()).singleElement().extracting(ChunkInfo::playableBytes).isEqualTo(0);
        assertThat(infos()).singleElement().extracting(ChunkInfo::videoFrames).isEqualTo(5);
        assertThat(BoxTree.types(chunks.getFirst().read()))
                .containsExactly("prft", "free", "moof", "mdat");
    }

    @Test
    void soundAloneMakesChunksToo() {
        Chunker chunker = chunker(TestFormats.aac(16_000, 1));
        for (int i = 0; i < 40; i++) {
            put(chunker, 0, 1_024L * i, 100, true);
        }
        chunker.close();
        assertThat(infos()).hasSize(14).allMatch(ChunkInfo::startsGop);
        assertThat(infos().getLast().endMicros()).isEqualTo(2_560_000);
    }

    @Test
    void soundGoesOnWhenThePictureStands() {
        Chunker chunker = chunker(TestFormats.h264(0), TestFormats.aac(48_000, 2));
        video(chunker, 0, true);
        for (int i = 0; i < 300; i++) {
            audio(chunker, 1_024L * i);
        }
        assertThat(chunks).hasSizeGreaterThan(3);
        for (int i = 1; i < chunks.size(); i++) {
            assertThat(infos().get(i).startsGop()).isFalse();
            assertThat(infos().get(i).startMicros())
                    .isGreaterThanOrEqualTo(infos().get(i - 1).endMicros());
        }
    }

    @Test
    void anAccessUnitUnderConstructionSurvivesTheEndOfAChunk() throws IOException {
        Chunker chunker = chunker(TestFormats.h264(0), TestFormats.aac(48_000, 2));
        for (int i = 0; i < 5; i++) {
            if (i == 2) {
                chunker.buffer(1).append(ByteBuffer.wrap(new byte[] {1, 2, 3}));
            }
            video(chunker, i * FRAME, i == 0);
        }
        chunker.buffer(1).append(ByteBuffer.wrap(new byte[] {4, 5}));
        chunker.complete(1, 4_096, WALL_CLOCK, true);
        video(chunker, 5 * FRAME, true);
        chunker.close();
        TrackRun run = runs(2).get(1);
        byte[] unit = new byte[run.sizeBytes(0)];
        chunks.get(1).read().get(run.dataOffset(), unit);
        assertThat(unit).containsExactly(1, 2, 3, 4, 5);
    }

    private Chunker chunker(TrackFormat... formats) {
        InitSegment init = Chunker.init(1, Arrays.asList(formats));
        return new Chunker(init, 3, false, ChunkSettings.DEFAULT, chunks::add);
    }

    private static void video(Chunker chunker, long pts, boolean key) {
        put(chunker, 0, pts, 1_000, key);
    }

    private static void audio(Chunker chunker, long pts) {
        put(chunker, 1, pts, 100, true);
    }

    private static void put(Chunker chunker, int track, long pts, int size, boolean key) {
        chunker.buffer(track).append(ByteBuffer.wrap(new byte[size]));
        long micros = pts * 100 / 9;
        chunker.complete(track, pts, WALL_CLOCK + micros, key);
    }

    private List<ChunkInfo> infos() {
        return chunks.stream().map(Chunk::info).toList();
    }

    private List<TrackRun> runs(int trackId) {
        return chunks.stream().flatMap(c -> parsed(c).run(trackId).stream()).toList();
    }

    private List<Long> presentationTimes(int trackId) {
        List<Long> times = new ArrayList<>();
        for (TrackRun run : runs(trackId)) {
            long dts = run.decodeTicks();
            for (int i = 0; i < run.sampleCount(); i++) {
                times.add(dts + run.compositionOffsetTicks(i));
                dts += run.durationTicks(i);
            }
        }
        return times;
    }

    private void assertDecodeTimesGrow() {
        long end = -1;
        for (TrackRun run : runs(1)) {
            assertThat(run.decodeTicks()).isGreaterThanOrEqualTo(end);
            end = run.decodeTicks();
            for (int i = 0; i < run.sampleCount(); i++) {
                assertThat(run.durationTicks(i)).isPositive();
                end += run.durationTicks(i);
            }
        }
    }

    private static ParsedChunk parsed(Chunk chunk) {
        try {
            return ChunkParser.parse(chunk.read()).toOptional().orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
