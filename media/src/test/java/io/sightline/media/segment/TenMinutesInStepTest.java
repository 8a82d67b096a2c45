package io.sightline.media.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.cmaf.Chunk;
import io.sightline.media.cmaf.Ffmpeg;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole segment of ten minutes, as ffmpeg sees it. */
@Tag("long")
class TenMinutesInStepTest {

    private static final int SECONDS = 600;

    @TempDir Path folder;

    @Test
    void everyFrameIsThereAndSoundIsInStepAtTheEnd() throws IOException {
        TestMedia media = TestMedia.h264AndAac(folder, SECONDS, 2);
        List<Chunk> chunks = media.chunks(TestMedia.EPOCH_MICROS);
        Volume volume = Volume.create("main", folder.resolve("volume"), Disk.local());
        SegmentHeader header = SegmentHeader.of("cam", Optional.empty(), media.formats());
        SegmentWriter writer = SegmentWriter.create(volume, header, chunks.getFirst().info());
        writer.append(chunks, ByteBuffer.allocateDirect(1 << 20));
        writer.finish();

        List<Double> video = presentationTimes(writer.path(), "v");
        List<Double> audio = presentationTimes(writer.path(), "a");
        assertThat(video).hasSize(media.videoFrames()).doesNotHaveDuplicates();
        assertThat(audio).hasSize(media.audioFrames()).isSorted();
        for (int i = 0; i < video.size(); i++) {
            assertThat(video.get(i)).isCloseTo(i / 25.0, Offset.offset(0.040));
        }
        for (int i = 0; i < audio.size(); i++) {
            assertThat(audio.get(i)).isCloseTo(i * 1024 / 48_000.0, Offset.offset(0.040));
        }
    }

    /** In the order in which they are shown. */
    private static List<Double> presentationTimes(Path file, String stream) {
        return Ffmpeg.probe(
                        file,
                        "-select_streams",
                        stream,
                        "-show_entries",
                        "packet=pts_time",
                        "-of",
                        "csv=p=0")
                .lines()
                .map(line -> line.replace(",", "").strip())
                .filter(line -> !line.isEmpty())
                .map(Double::valueOf)
                .sorted()
                .toList();
    }
}
