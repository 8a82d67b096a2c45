package io.sightline.media.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.cmaf.Chunk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A second opinion beside ffmpeg's: GStreamer's demuxer (Debian packages {@code
 * gstreamer1.0-tools}, {@code gstreamer1.0-plugins-good} and {@code -bad}).
 */
@Timeout(120)
class SegmentPlaysInGStreamerTest {

    private static final Pattern BUFFER = Pattern.compile("chain {3}\\*{7}");

    @TempDir Path folder;
    private TestMedia media;
    private SegmentWriter writer;

    @BeforeEach
    void write() throws IOException {
        media = TestMedia.h264AndAac(folder, 4, 2);
        List<Chunk> chunks = media.chunks(TestMedia.EPOCH_MICROS);
        Volume volume = Volume.create("main", folder.resolve("volume"), Disk.local());
        SegmentHeader header = SegmentHeader.of("cam", Optional.empty(), media.formats());
        writer = SegmentWriter.create(volume, header, chunks.getFirst().info());
        writer.append(chunks, ByteBuffer.allocateDirect(100_000));
    }

    @Test
    void everyFrameOfAFinishedFileComesOut() throws Exception {
        writer.finish();
        assertThat(accessUnits(writer.path(), "video_0 ! h264parse"))
                .isEqualTo(media.videoFrames());
        assertThat(accessUnits(writer.path(), "audio_0 ! aacparse")).isEqualTo(media.audioFrames());
    }

    @Test
    void everyFrameOfAnUnfinishedFileComesOut() throws Exception {
        assertThat(accessUnits(writer.path(), "video_0 ! h264parse"))
                .isEqualTo(media.videoFrames());
        assertThat(accessUnits(writer.path(), "audio_0 ! aacparse")).isEqualTo(media.audioFrames());
        writer.abandon();
    }

    /** Buffers that arrive behind a parser, which passes whole access units on. */
    private static int accessUnits(Path file, String padAndParser) throws Exception {
        String[] pad = padAndParser.split(" ! ");
        Process process =
                new ProcessBuilder(
                                "gst-launch-1.0",
                                "-v",
                                "filesrc",
                                "location=" + file,
                                "!",
                                "qtdemux",
                                "name=demux",
                                "demux." + pad[0],
                                "!",
                                "queue",
                                "!",
                                pad[1],
                                "!",
                                "fakesink",
                                "silent=false",
                                "sync=false")
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return (int) BUFFER.matcher(said).results().count();
    }
}
