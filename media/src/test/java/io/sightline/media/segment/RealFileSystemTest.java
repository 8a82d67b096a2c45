package io.sightline.media.segment;

import static io.sightline.media.segment.RecordedFiles.assertPlay;
import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Recording to file systems that really are full and really are slow: a {@code tmpfs} of a few
 * megabytes, where the kernel says ENOSPC, and a FUSE file system whose {@code write} does not
 * return (Debian packages {@code fuse3}, {@code python3-fusepy}). {@link RecorderTest} has the
 * cases that these can't be brought into.
 */
@Timeout(180)
class RealFileSystemTest {

    private static final int SMALL_BYTES = 3 << 20;

    /** No reserve: the end of the room is found by writing. */
    private static final RecordingSettings SETTINGS =
            new RecordingSettings(
                    Duration.ofSeconds(4),
                    Duration.ofMillis(100),
                    Duration.ofMillis(10),
                    1,
                    Duration.ofMillis(50));

    @TempDir Path folder;
    private final ToldSegments told = new ToldSegments();

    @Test
    void recordsUntilNothingFitsAndGoesOnWhenThereIsRoom() throws IOException {
        try (MountedFileSystem small = MountedFileSystem.ofSize(SMALL_BYTES, folder);
                Archive archive = new Archive(SETTINGS, InstantSource.system(), told);
                TestCamera camera = camera()) {
            archive.add(Volume.create("small", small.directory(), Disk.local()));
            Recorder recorder = archive.record(camera.stream(), GapReason.RECORDING_OFF);
            Eventually.await(
                    "a recorder that is failed",
                    () -> {
                        camera.send();
                        return recorder.status().state() == RecorderStatus.State.FAILED;
                    });
            assertThat(recorder.status().lastError()).contains("No space left");
            List<Path> before = RecordedFiles.in(small.directory());
            assertPlay(before);

            for (Path oldest : before.subList(0, 2)) {
                Files.delete(oldest);
            }
            Eventually.await(
                    "a recorder that is recording",
                    () -> {
                        camera.send();
                        return recorder.status().state() == RecorderStatus.State.RECORDING;
                    });
            finish(camera, recorder);
            List<Path> files = RecordedFiles.in(small.directory());
            assertPlay(files);
            for (Path file : files) {
                SegmentRecovery.finish(file, Disk.local());
                assertThat(SegmentFile.read(file).state()).isEqualTo(SegmentSummary.State.CLOSED);
            }
            assertThat(RecordedFiles.headers(files).stream().flatMap(h -> h.gapBefore().stream()))
                    .contains(GapReason.DISK_FULL);
        }
    }

    @Test
    void aStalledWriteCostsAGapAndNoMemory() throws IOException {
        try (MountedFileSystem slow = MountedFileSystem.thatStalls(folder);
                Archive archive = new Archive(SETTINGS, InstantSource.system(), told);
                TestCamera camera = camera()) {
            archive.add(Volume.create("slow", slow.directory(), Disk.local()));
            Recorder recorder = archive.record(camera.stream(), GapReason.RECORDING_OFF);
            camera.send();
            Eventually.await("the first bytes", () -> recorder.status().bytes() > 0);

            slow.stall();
            for (int i = 0; i < 15; i++) {
                camera.send();
            }
            slow.resume();
            camera.send();
            Eventually.await("a gap", () -> recorder.status().gaps() > 0);
            finish(camera, recorder);

            List<Path> files = RecordedFiles.in(slow.directory());
            assertPlay(files);
            assertThat(RecordedFiles.headers(files).stream().flatMap(h -> h.gapBefore().stream()))
                    .startsWith(GapReason.RECORDING_OFF)
                    .contains(GapReason.DISK_SLOW);
            assertThat(recorder.status().skippedChunks()).isPositive();
        }
    }

    private TestCamera camera() throws IOException {
        return new TestCamera("cam", TestMedia.h264AndAac(folder, 2, 0), TestMedia.EPOCH_MICROS);
    }

    private void finish(TestCamera camera, Recorder recorder) {
        camera.endSession();
        recorder.close();
        recorder.done().join();
        Eventually.await(
                "the end of every file",
                () -> told.closed.size() + told.unfinished.size() >= told.opened.size());
    }
}
