package io.sightline.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.simulator.clip.AudioCodec;
import io.sightline.simulator.clip.ClipLibrary;
import io.sightline.simulator.clip.ClipSpec;
import io.sightline.testing.Eventually;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real players read our HLS: ffmpeg and GStreamer (packages ffmpeg, gstreamer1.0-*). */
final class LivePeersTest {

    private static final ClipSpec CLIP = ClipSpec.SMALL.withAudio(AudioCodec.AAC);

    private final LiveServer server = new LiveServer();
    private final ClipSource camera = new ClipSource(ClipLibrary.clip(CLIP));

    @TempDir Path directory;

    @AfterEach
    void stop() {
        server.close();
    }

    private static String run(int seconds, String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            StringBuilder output = new StringBuilder();
            Thread reading =
                    Thread.startVirtualThread(
                            () -> {
                                try {
                                    output.append(
                                            new String(
                                                    process.getInputStream().readAllBytes(),
                                                    StandardCharsets.UTF_8));
                                } catch (IOException e) {
                                    output.append(e);
                                }
                            });
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                reading.join();
                throw new AssertionError("not over after " + seconds + " s:\n" + output);
            }
            reading.join();
            assertThat(process.exitValue()).as("%s", output).isZero();
            return output.toString();
        } catch (IOException e) {
            throw new AssertionError(command[0] + " is needed (Debian package of that name)", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void ffmpegReadsEveryFrameInOrder() {
        server.record(server.define("cam", camera), directory.resolve("recording.mp4"));
        Eventually.await("a segment", () -> !LiveServer.segments(server.playlist("cam")).isEmpty());
        Path copy = directory.resolve("copy.mp4");

        String said =
                run(
                        120,
                        "ffmpeg",
                        "-v",
                        "warning",
                        "-i",
                        server.uri("/live/cam/index.m3u8").toString(),
                        "-t",
                        "8",
                        "-c",
                        "copy",
                        copy.toString());

        assertThat(said).doesNotContain("Non-monoton", "Invalid", "error");
        List<Double> times = new ArrayList<>();
        run(
                        60,
                        "ffprobe",
                        "-v",
                        "error",
                        "-select_streams",
                        "v:0",
                        "-show_entries",
                        "packet=pts_time",
                        "-of",
                        "csv=p=0",
                        copy.toString())
                .lines()
                .map(line -> line.replace(",", "").strip())
                .filter(line -> !line.isEmpty())
                .forEach(line -> times.add(Double.parseDouble(line)));
        assertThat(times).hasSizeGreaterThanOrEqualTo(190).isSorted();
        for (int i = 1; i < times.size(); i++) {
            assertThat(times.get(i) - times.get(i - 1)).as("frame %d", i).isBetween(0.035, 0.045);
        }
        assertThat(
                        run(
                                60,
                                "ffprobe",
                                "-v",
                                "error",
                                "-show_entries",
                                "stream=codec_name,start_time",
                                "-of",
                                "csv=p=0",
                                copy.toString()))
                .contains("h264", "aac");
    }

    @Test
    void ffmpegDecodesThroughAChangeOfResolution() {
        server.define("cam", camera);
        Eventually.await("a segment", () -> !LiveServer.segments(server.playlist("cam")).isEmpty());
        Thread.startVirtualThread(
                () -> {
                    Eventually.await(
                            "two segments",
                            () -> LiveServer.segments(server.playlist("cam")).size() >= 3);
                    camera.play(ClipLibrary.clip(CLIP.withSize(480, 270)));
                });

        String said =
                run(
                        120,
                        "ffmpeg",
                        "-v",
                        "error",
                        "-nostats",
                        "-i",
                        server.uri("/live/cam/index.m3u8").toString(),
                        "-t",
                        "12",
                        "-an",
                        "-f",
                        "null",
                        "-");

        assertThat(said.lines().filter(line -> line.contains("Invalid data"))).isEmpty();
    }

    @Test
    void gstreamerPlays() {
        server.define("cam", camera);
        Eventually.await(
                "two segments", () -> LiveServer.segments(server.playlist("cam")).size() >= 2);
        String uri = server.uri("/live/cam/index.m3u8").toString();

        // Flag 1 is video alone: the pipeline is over when its one sink is.
        String said =
                run(
                        60,
                        "gst-launch-1.0",
                        "-v",
                        "playbin3",
                        "flags=1",
                        "uri=" + uri,
                        "video-sink=fakesink num-buffers=100 sync=false");
        assertThat(said)
                .contains("GstHLSDemux2", "width=(int)640", "Got EOS")
                .doesNotContain("ERROR");
    }
}
