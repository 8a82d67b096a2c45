package io.sightline.media.cmaf;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.codec.TrackFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chunks of real video and audio, read by ffmpeg. */
class ChunkerPlaybackTest {

    @TempDir Path folder;

    private record Timed(int track, TestStreams.Unit unit, double seconds, boolean nalUnits) {}

    @Test
    void h264AndAacPlayWithEveryFrame() throws IOException {
        var video = TestStreams.h264(folder, 25, 4, 0);
        var audio = TestStreams.aac(folder, 48_000, 2, 4);
        Path file = write(List.of(video, audio));
        assertThat(packets(file, "v")).hasSize(100);
        assertThat(packets(file, "a")).hasSize(audio.units().size());
        Ffmpeg.decode(file);
    }

    @Test
    void reorderedFramesPlayAtTheirTimes() throws IOException {
        var video = TestStreams.h264(folder, 25, 4, 3);
        var audio = TestStreams.aac(folder, 48_000, 2, 4);
        Path file = write(List.of(video, audio));
        assertThat(packets(file, "v").stream().map(line -> line.split(",")[0]).sorted())
                .hasSize(100);
        Ffmpeg.decode(file);
    }

    private static List<String> packets(Path file, String stream) {
        return List.of(
                Ffmpeg.probe(
                                file,
                                "-select_streams",
                                stream,
                                "-show_entries",
                                "packet=pts,dts,duration,flags",
                                "-of",
                                "csv=p=0")
                        .strip()
                        .split("\n"));
    }

    private Path write(List<TestStreams.Track> tracks) throws IOException {
        List<TrackFormat> formats = new ArrayList<>();
        List<Timed> all = new ArrayList<>();
        for (int i = 0; i < tracks.size(); i++) {
            TrackFormat format = tracks.get(i).format();
            formats.add(format);
            for (TestStreams.Unit unit : tracks.get(i).units()) {
                double seconds = (double) unit.ptsTicks() / format.timescaleHz();
                all.add(new Timed(i, unit, seconds, i == 0));
            }
        }
        List<Timed> video = new ArrayList<>(all.stream().filter(t -> t.track() == 0).toList());
        List<Timed> rest = new ArrayList<>(all.stream().filter(t -> t.track() != 0).toList());
        InitSegment init = Chunker.init(1, formats);
        Path file = folder.resolve("out.mp4");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(init.recorded().toArray());
            List<Chunk> chunks = new ArrayList<>();
            Chunker chunker = new Chunker(init, 0, false, ChunkSettings.DEFAULT, chunks::add);
            rest.sort(Comparator.comparingDouble(Timed::seconds));
            int next = 0;
            for (int i = 0; i < video.size(); i++) {
                Timed frame = video.get(i);
                TestStreams.feed(chunker, 0, frame.unit(), true, 1_700_000_000_000_000L + i);
                while (next < rest.size() && rest.get(next).seconds() <= i / 25.0) {
                    Timed other = rest.get(next++);
                    TestStreams.feed(chunker, other.track(), other.unit(), false, 1L);
                }
            }
            while (next < rest.size()) {
                Timed other = rest.get(next++);
                TestStreams.feed(chunker, other.track(), other.unit(), false, 1L);
            }
            chunker.close();
            for (Chunk chunk : chunks) {
                var bytes = chunk.read();
                byte[] copy = new byte[bytes.remaining()];
                bytes.get(copy);
                out.write(copy);
            }
        }
        return file;
    }
}
