package io.sightline.media.cmaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sightline.media.cmaf.TestStreams.Track;
import io.sightline.media.cmaf.TestStreams.Unit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chunks of real video and audio, read and decoded by ffmpeg. */
class ChunkerPlaybackTest {

    private static final long WALL_CLOCK = 1_790_000_000_000_000L;

    @TempDir Path folder;

    @Test
    void h264AndAac() throws IOException {
        assertPlays(TestStreams.h264(folder, 25, 4, 0), TestStreams.aac(folder, 48_000, 2, 4));
    }

    @Test
    void reorderedH264AndAac() throws IOException {
        assertPlays(TestStreams.h264(folder, 25, 4, 3), TestStreams.aac(folder, 44_100, 1, 4));
    }

    @Test
    void reorderedH265() throws IOException {
        assertPlays(TestStreams.h265(folder, 25, 4));
    }

    @Test
    void opus() throws IOException {
        assertPlays(TestStreams.h264(folder, 30, 3, 0), TestStreams.opus(folder, 3));
    }

    @Test
    void motionJpegAndTelephony() throws IOException {
        assertPlays(TestStreams.mjpeg(folder, 25, 3), TestStreams.g711(folder, 3));
    }

    @Test
    void silenceInPlaceOfLostAacDecodes() throws IOException {
        for (int channels = 1; channels <= 2; channels++) {
            Track audio = TestStreams.aac(folder, 48_000, channels, 4);
            assertSilenceFills(audio);
        }
    }

    @Test
    void silenceInPlaceOfLostOpusDecodes() throws IOException {
        assertSilenceFills(TestStreams.opus(folder, 4));
    }

    /** A second of audio is lost, and all after the third second. */
    private void assertSilenceFills(Track audio) throws IOException {
        int rate = audio.format().timescaleHz();
        List<Unit> heard =
                audio.units().stream()
                        .filter(unit -> unit.ptsTicks() < rate || unit.ptsTicks() > 2L * rate)
                        .filter(unit -> unit.ptsTicks() < 3L * rate)
                        .toList();
        Track video = TestStreams.h264(folder, 25, 4, 0);
        Path file = write(List.of(video, new Track(audio.format(), heard)));
        Ffmpeg.decode(file);
        List<Double> times = times(file, "a");
        assertThat(times.getLast()).isGreaterThan(3.8);
        for (int i = 1; i < times.size(); i++) {
            assertThat(times.get(i) - times.get(i - 1)).isLessThan(0.0221);
        }
        assertThat(loudness(file, 1.3, 1.8)).isLessThan(-80);
        assertThat(loudness(file, 2.3, 2.8)).isGreaterThan(-40);
    }

    private void assertPlays(Track... tracks) throws IOException {
        Path file = write(List.of(tracks));
        Ffmpeg.decode(file);
        for (Track track : tracks) {
            boolean video = track == tracks[0];
            List<Double> times = times(file, video ? "v" : "a");
            assertThat(times).hasSameSizeAs(track.units()).isSorted();
            List<Double> expected =
                    track.units().stream()
                            .map(u -> (double) u.ptsTicks() / track.format().timescaleHz())
                            .sorted()
                            .toList();
            for (int i = 0; i < times.size(); i++) {
                assertThat(times.get(i)).isEqualTo(expected.get(i), within(0.001));
            }
        }
    }

    private Path write(List<Track> tracks) throws IOException {
        Path file = folder.resolve("chunks-%d.mp4".formatted(tracks.hashCode()));
        return TestRecording.write(file, tracks, WALL_CLOCK, 0).file();
    }

    /** Presentation times in the order of presentation. */
    private static List<Double> times(Path file, String stream) {
        return Ffmpeg.probe(
                        file,
                        "-select_streams",
                        stream,
                        "-show_entries",
                        "packet=pts_time",
                        "-of",
                        "csv=p=0")
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> Double.parseDouble(line.replace(",", "")))
                .sorted()
                .toList();
    }

    private static double loudness(Path file, double from, double to) {
        String said =
                Ffmpeg.said(
                        "-ss",
                        from,
                        "-to",
                        to,
                        "-i",
                        file,
                        "-map",
                        "0:a",
                        "-af",
                        "volumedetect",
                        "-f",
                        "null",
                        "-");
        String mean = said.substring(said.indexOf("mean_volume:") + 12);
        return Double.parseDouble(mean.substring(0, mean.indexOf(" dB")).strip());
    }
}
