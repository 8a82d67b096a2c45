package io.sightline.media.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sightline.media.bits.ByteSequence;
import io.sightline.media.cmaf.ChunkInfo;
import io.sightline.media.cmaf.ChunkScanner;
import io.sightline.media.cmaf.Ffmpeg;
import io.sightline.media.cmaf.ParsedChunk;
import io.sightline.media.cmaf.TestRecording;
import io.sightline.media.cmaf.TestStreams;
import io.sightline.media.cmaf.TestStreams.Track;
import io.sightline.media.codec.TrackFormat;
import io.sightline.media.segment.ChunkEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clips of real recordings, read by ffmpeg. */
class ClipTest {

    private static final Instant TAKEN = Instant.parse("2026-11-21T10:00:00Z");
    private static final int FPS = 25;

    @TempDir Path folder;

    @Test
    void framesOutsideOfTheTimeWantedAreNotShown() throws IOException {
        Track video = TestStreams.h264(folder, FPS, 4, 0);
        TestRecording recording = record(List.of(video), TAKEN, 0);
        List<String> shown = pictures(save(cut(1.48, 2.72, recording)));
        assertThat(shown).isEqualTo(pictures(recording.file()).subList(37, 68));
    }

    @Test
    void reorderedFramesAreCutAtTheirPlaceInThePicture() throws IOException {
        Track video = TestStreams.h264(folder, FPS, 4, 3);
        TestRecording recording = record(List.of(video), TAKEN, 7_654_321);
        List<String> all = pictures(recording.file());
        for (int first = 24; first < 54; first += 3) {
            Clip clip = cut(first / 25.0, (first + 20) / 25.0, recording);
            assertThat(pictures(save(clip)))
                    .as("frames from %d on", first)
                    .isEqualTo(all.subList(first, first + 20));
        }
    }

    @Test
    void aMomentBetweenTwoFramesShowsTheOneThatWasOnTheScreen() throws IOException {
        Track video = TestStreams.h264(folder, FPS, 3, 0);
        TestRecording recording = record(List.of(video), TAKEN, 0);
        Clip clip = cut(1.07, 1.33, recording);
        assertThat(pictures(save(clip))).isEqualTo(pictures(recording.file()).subList(26, 34));
        assertThat(clip.start()).isEqualTo(TAKEN.plusMillis(1_040));
        assertThat(clip.duration()).isEqualTo(Duration.ofMillis(320));
    }

    @Test
    void soundStaysInStepWithThePicture() throws IOException {
        Track video = TestStreams.h264(folder, FPS, 4, 2);
        Track audio = TestStreams.aac(folder, 44_100, 2, 4);
        Path file = save(cut(1.52, 3.0, record(List.of(video, audio), TAKEN, 123_456)));
        double picture = firstTime(file, "v");
        double sound = firstTime(file, "a");
        assertThat(picture).isEqualTo(0, within(0.001));
        assertThat(sound).isEqualTo(0, within(0.03));
        assertThat(lastTime(file, "a")).isEqualTo(1.48, within(0.05));
        Ffmpeg.decode(file);
    }

    @Test
    void gapsAreClosedAndFormatsMayChange() throws IOException {
        Track video = TestStreams.h264(folder, FPS, 2, 2);
        Track audio = TestStreams.aac(folder, 48_000, 2, 2);
        TestRecording before = record(List.of(video, audio), TAKEN, 0);
        Path other = Files.createDirectory(folder.resolve("other"));
        Track changed = TestStreams.h264(other, FPS, 2, 0, "480x270");
        TestRecording after =
                record(List.of(changed, audio), TAKEN.plusSeconds(3_600), 3_600_000_000L);
        Clip clip =
                Clip.cut(
                                List.of(source(before), source(after)),
                                TAKEN.plusSeconds(1),
                                TAKEN.plusSeconds(3_601))
                        .orElseThrow();
        // The first recording's audio ends 27 ms after its video.
        assertThat(clip.duration()).isEqualTo(Duration.ofNanos(2_026_666_666));
        Path file = save(clip);
        assertThat(times(file, "v")).hasSize(50).isSorted();
        assertThat(lastTime(file, "v")).isEqualTo(1.987, within(0.001));
        assertThat(lastTime(file, "a")).isEqualTo(1.987, within(0.05));
    }

    @Test
    void anyByteRangeIsTheSameAsInTheWhole() throws IOException {
        Track video = TestStreams.h264(folder, FPS, 2, 0);
        Clip clip = cut(0.2, 1.8, record(List.of(video), TAKEN, 0));
        byte[] whole = bytes(clip, 0, clip.sizeBytes());
        assertThat(whole).hasSize(Math.toIntExact(clip.sizeBytes()));
        Random random = new Random(5);
        for (int i = 0; i < 500; i++) {
            int from = random.nextInt(whole.length);
            int to = from + random.nextInt(whole.length - from + 1);
            assertThat(bytes(clip, from, to)).isEqualTo(Arrays.copyOfRange(whole, from, to));
        }
        assertThatThrownBy(() -> clip.regions(0, clip.sizeBytes() + 1))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void timeWithoutRecordingMakesNoClip() throws IOException {
        Track video = TestStreams.h264(folder, FPS, 2, 0);
        List<ClipSource> sources = List.of(source(record(List.of(video), TAKEN, 0)));
        assertThat(Clip.cut(sources, TAKEN.minusSeconds(9), TAKEN.minusSeconds(5))).isEmpty();
        assertThat(Clip.cut(sources, TAKEN.plusSeconds(5), TAKEN.plusSeconds(9))).isEmpty();
        assertThat(Clip.cut(List.of(), TAKEN, TAKEN.plusSeconds(9))).isEmpty();
        assertThatThrownBy(() -> Clip.cut(sources, TAKEN, TAKEN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void clipsBeyondFourGigabytesHaveLargeOffsets() throws IOException {
        Track video = TestStreams.h264(folder, FPS, 2, 0);
        TestRecording recording = record(List.of(video), TAKEN, 0);
        ClipTrack track = new ClipTrack(90_000);
        long hole = 5L << 30;
        Path file = folder.resolve("large.mp4");
        try (FileChannel in = FileChannel.open(recording.file());
                FileChannel out =
                        FileChannel.open(
                                file,
                                StandardOpenOption.CREATE_NEW,
                                StandardOpenOption.SPARSE,
                                StandardOpenOption.WRITE)) {
            for (TestRecording.Located chunk : recording.chunks()) {
                ParsedChunk parsed =
                        ChunkScanner.samples(in, chunk.offset(), chunk.info().sizeBytes())
                                .toOptional()
                                .orElseThrow();
                TrackFormat format = recording.init().tracks().getFirst();
                track.add(
                        parsed.runs().getFirst(), format, 0, hole + chunk.offset(), Long.MAX_VALUE);
            }
            track.end();
            ByteSequence header =
                    new ClipMovie(List.of(track), 0, 180_000, hole + in.size()).write();
            out.write(header.asBuffer(), 0);
            out.position(header.size() + hole);
            in.transferTo(0, in.size(), out);
        }
        assertThat(pictures(file)).isEqualTo(pictures(recording.file())).hasSize(50);
    }

    private Clip cut(double from, double to, TestRecording recording) throws IOException {
        return Clip.cut(List.of(source(recording)), at(from), at(to)).orElseThrow();
    }

    private static Instant at(double seconds) {
        return TAKEN.plusNanos(Math.round(seconds * 1e9));
    }

    private TestRecording record(List<Track> tracks, Instant taken, long shift) throws IOException {
        Path file = Files.createTempFile(folder, "recording", ".mp4");
        Files.delete(file);
        return TestRecording.write(file, tracks, taken.toEpochMilli() * 1_000, shift);
    }

    private static ClipSource source(TestRecording recording) {
        List<ChunkEntry> entries =
                recording.chunks().stream().map(c -> entry(c.info(), c.offset())).toList();
        return new ClipSource(recording.file(), recording.init().tracks(), entries);
    }

    private static ChunkEntry entry(ChunkInfo info, long offset) {
        return new ChunkEntry(
                offset,
                info.sizeBytes(),
                info.playableBytes(),
                info.startsGop(),
                false,
                info.startMicros(),
                info.durationMicros(),
                info.wallClockMicros());
    }

    private Path save(Clip clip) throws IOException {
        Path file = Files.createTempFile(folder, "clip", ".mp4");
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            clip.transfer(0, clip.sizeBytes(), out);
        }
        assertThat(file).hasSize(clip.sizeBytes());
        return file;
    }

    private static byte[] bytes(Clip clip, long from, long to) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        clip.transfer(from, to, Channels.newChannel(out));
        return out.toByteArray();
    }

    /** A hash of each picture shown, in order. */
    private static List<String> pictures(Path file) {
        return Ffmpeg.output(
                        "-i",
                        file,
                        "-map",
                        "0:v",
                        "-fps_mode",
                        "passthrough",
                        "-f",
                        "framemd5",
                        "-")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(line.lastIndexOf(',') + 1).strip())
                .toList();
    }

    private static List<Double> times(Path file, String stream) {
        return Ffmpeg.probe(
                        file,
                        "-select_streams",
                        stream,
                        "-show_entries",
                        "frame=pts_time",
                        "-of",
                        "csv=p=0")
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> Double.parseDouble(line.replace(",", "")))
                .toList();
    }

    private static double firstTime(Path file, String stream) {
        return times(file, stream).getFirst();
    }

    private static double lastTime(Path file, String stream) {
        return times(file, stream).getLast();
    }
}
