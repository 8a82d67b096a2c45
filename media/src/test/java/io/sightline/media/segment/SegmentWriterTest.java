package io.sightline.media.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.cmaf.Chunk;
import io.sightline.media.cmaf.Ffmpeg;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files written chunk by chunk, read by ffmpeg. */
class SegmentWriterTest {

    @TempDir Path folder;
    private Volume volume;

    @BeforeEach
    void createVolume() throws IOException {
        volume = Volume.create("main", folder.resolve("volume"), Disk.local());
    }

    @Test
    void finishedFileIsAnOrdinaryMp4WithEveryFrame() throws IOException {
        TestMedia media = TestMedia.h264AndAac(folder, 4, 0);
        SegmentWriter writer = write(media.chunks(TestMedia.EPOCH_MICROS));
        SegmentSummary summary = writer.finish().orElseThrow();

        assertThat(topLevelBoxes(writer.path())).containsExactly("ftyp", "mdat", "moov", "uuid");
        assertEveryFrame(media, writer.path());
        assertThat(summary.sizeBytes()).isEqualTo(Files.size(writer.path()));
        assertThat(volume.directory().relativize(writer.path()))
                .hasToString("cam/2026-11-21/08-30-00-000.mp4");
    }

    @Test
    void chunksThatNeverCameAreAHoleWhileWritingAndInTheFile() throws IOException {
        TestMedia media = TestMedia.h264AndAac(folder, 4, 0);
        List<Chunk> chunks = new ArrayList<>(media.chunks(TestMedia.EPOCH_MICROS));
        int gop = indexOfGop(chunks, 2);
        long from = chunks.get(gop + 1).info().wallClockMicros();
        long to = chunks.get(gop + 3).info().wallClockMicros();
        chunks.subList(gop + 1, gop + 3).clear();
        SegmentWriter writer = write(chunks);

        Hole hole = new Hole(from, to, GapReason.CAMERA_STALLED);
        assertThat(writer.summary().holes()).containsExactly(hole);
        assertThat(SegmentFile.read(writer.path()).summary("main", writer.id()).holes())
                .containsExactly(hole);
        assertThat(writer.finish().orElseThrow().holes()).containsExactly(hole);
        assertThat(SegmentFile.read(writer.path()).summary("main", writer.id()).holes())
                .containsExactly(hole);
    }

    @Test
    void unfinishedFilePlaysWithEveryFrame() throws IOException {
        TestMedia media = TestMedia.h264AndAac(folder, 4, 0);
        SegmentWriter writer = write(media.chunks(TestMedia.EPOCH_MICROS));
        assertEveryFrame(media, writer.path());
        writer.abandon();
    }

    @Test
    void reorderedFramesAreShownAtTheirTimes() throws IOException {
        TestMedia media = TestMedia.h264AndAac(folder, 4, 3);
        SegmentWriter writer = write(media.chunks(TestMedia.EPOCH_MICROS));
        writer.finish();

        assertEveryFrame(media, writer.path());
        List<Double> times = presentationTimes(writer.path(), "v");
        for (int i = 0; i < times.size(); i++) {
            assertThat(times.get(i)).isCloseTo(i / 25.0, within(0.001));
        }
    }

    @Test
    void tracksStayInStepWhenAFileBeginsInTheMiddleOfTheStream() throws IOException {
        TestMedia media = TestMedia.h264AndAac(folder, 6, 2);
        List<Chunk> chunks = media.chunks(TestMedia.EPOCH_MICROS);
        int third = indexOfGop(chunks, 2);
        SegmentWriter writer = write(chunks.subList(third, chunks.size()));
        List<Double> video = presentationTimes(writer.path(), "v");
        List<Double> audio = presentationTimes(writer.path(), "a");
        writer.finish();

        List<Double> videoAfter = presentationTimes(writer.path(), "v");
        List<Double> audioAfter = presentationTimes(writer.path(), "a");
        double offset = audio.getFirst() - video.getFirst();
        assertThat(audioAfter.getFirst() - videoAfter.getFirst()).isCloseTo(offset, within(0.002));
        assertThat(Math.min(videoAfter.getFirst(), audioAfter.getFirst()))
                .isCloseTo(0, within(0.001));
        assertThat(videoAfter).hasSameSizeAs(video);
        assertThat(audioAfter.size()).isBetween(audio.size() - 1, audio.size());
    }

    @Test
    void chunksAreFoundWhereTheyWereSaidToBe() throws IOException {
        List<Chunk> chunks = TestMedia.h264AndAac(folder, 3, 0).chunks(TestMedia.EPOCH_MICROS);
        SegmentWriter writer = write(chunks);
        writer.finish();
        for (Chunk chunk : chunks) {
            ByteBuffer before = chunk.inMemory().orElseThrow();
            chunk.releaseMemory();
            assertThat(chunk.read()).isEqualTo(before);
        }
    }

    @Test
    void fileSaysTheSameOfItselfBeforeAndAfterItIsFinished() throws IOException {
        List<Chunk> chunks = TestMedia.h264AndG711(folder, 3).chunks(TestMedia.EPOCH_MICROS);
        SegmentWriter writer = write(chunks);
        SegmentFile open = SegmentFile.read(writer.path());
        List<ChunkEntry> told = writer.chunks();
        SegmentSummary summary = writer.finish().orElseThrow();
        SegmentFile closed = SegmentFile.read(writer.path());

        assertThat(open.state()).isEqualTo(SegmentSummary.State.OPEN);
        assertThat(open.chunks()).isEqualTo(told);
        assertThat(closed.state()).isEqualTo(SegmentSummary.State.CLOSED);
        assertThat(closed.chunks()).isEqualTo(told);
        assertThat(closed.summary("main", writer.id())).isEqualTo(summary);
        assertThat(closed.header())
                .isEqualTo(
                        SegmentHeader.of(
                                "cam",
                                Optional.of(GapReason.SERVER_STOPPED),
                                chunks.getFirst().info().init().tracks()));
    }

    @Test
    void tracksThatBrowsersDoNotPlayAreLeftOutOfThePlayableInit() throws IOException {
        TestMedia media = TestMedia.h264AndG711(folder, 3);
        List<Chunk> chunks = media.chunks(TestMedia.EPOCH_MICROS);
        SegmentWriter writer = write(chunks);
        writer.finish();
        SegmentFile file = SegmentFile.read(writer.path());

        Path playable = folder.resolve("playable.mp4");
        try (var out =
                FileChannel.open(
                        playable, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            out.write(file.init(true));
            ByteBuffer whole = ByteBuffer.wrap(Files.readAllBytes(writer.path()));
            for (ChunkEntry chunk : file.chunks()) {
                out.write(whole.slice((int) chunk.offset(), chunk.playableBytes()));
            }
        }
        Ffmpeg.decode(playable);
        assertThat(presentationTimes(playable, "v")).hasSize(media.videoFrames());
        assertThat(presentationTimes(playable, "a")).isEmpty();
        assertThat(presentationTimes(writer.path(), "a")).isNotEmpty();
    }

    @Test
    void anExistingFileIsNeverWrittenOver() throws IOException {
        List<Chunk> chunks = TestMedia.h264(folder, 1, 0).chunks(TestMedia.EPOCH_MICROS);
        SegmentWriter first = write(chunks);
        SegmentWriter second = write(chunks);
        assertThat(second.path()).isNotEqualTo(first.path());
        assertThat(second.id().start().toEpochMilli())
                .isEqualTo(first.id().start().toEpochMilli() + 1);
        first.abandon();
        second.abandon();
    }

    private SegmentWriter write(List<Chunk> chunks) throws IOException {
        Chunk first = chunks.getFirst();
        SegmentHeader header =
                SegmentHeader.of(
                        "cam", Optional.of(GapReason.SERVER_STOPPED), first.info().init().tracks());
        SegmentWriter writer = SegmentWriter.create(volume, header, first.info());
        ByteBuffer staging = ByteBuffer.allocateDirect(20_000);
        writer.append(chunks.subList(0, 1), staging);
        writer.append(chunks.subList(1, chunks.size()), staging);
        return writer;
    }

    private static int indexOfGop(List<Chunk> chunks, int number) {
        int seen = -1;
        for (int i = 0; i < chunks.size(); i++) {
            seen += chunks.get(i).info().startsGop() ? 1 : 0;
            if (seen == number) {
                return i;
            }
        }
        throw new AssertionError("no GOP " + number);
    }

    private static void assertEveryFrame(TestMedia media, Path file) {
        assertThat(presentationTimes(file, "v")).hasSize(media.videoFrames());
        assertThat(presentationTimes(file, "a")).hasSize(media.audioFrames());
        Ffmpeg.decode(file);
    }

    private static List<Double> presentationTimes(Path file, String stream) {
        String lines =
                Ffmpeg.probe(
                                file,
                                "-select_streams",
                                stream,
                                "-show_entries",
                                "packet=pts_time",
                                "-of",
                                "csv=p=0")
                        .strip();
        return lines.isEmpty()
                ? List.of()
                : Arrays.stream(lines.split("\n"))
                        .map(line -> Double.parseDouble(line.split(",")[0]))
                        .sorted()
                        .toList();
    }

    static List<String> topLevelBoxes(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        List<String> names = new ArrayList<>();
        long at = 0;
        while (at < bytes.limit()) {
            int size = bytes.getInt((int) at);
            byte[] name = new byte[4];
            bytes.get((int) at + 4, name);
            names.add(new String(name, StandardCharsets.US_ASCII));
            at += size == 1 ? bytes.getLong((int) at + 8) : size;
        }
        return names;
    }

    private static Offset<Double> within(double seconds) {
        return Offset.offset(seconds);
    }
}
