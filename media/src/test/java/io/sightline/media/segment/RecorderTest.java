package io.sightline.media.segment;

import static io.sightline.media.segment.RecordedFiles.assertPlay;
import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams recorded to volumes that fill up, stall and come back. */
class RecorderTest {

    private static final RecordingSettings SETTINGS =
            new RecordingSettings(
                    Duration.ofSeconds(4),
                    Duration.ofMillis(100),
                    Duration.ofMillis(10),
                    1 << 20,
                    Duration.ofMillis(50));

    @TempDir Path folder;
    private TestMedia media;
    private final FaultyDisk disk = new FaultyDisk();
    private final ToldSegments events = new ToldSegments();
    private final List<TestCamera> cameras = new ArrayList<>();
    private Archive archive;

    @BeforeEach
    void open() throws IOException {
        media = TestMedia.h264AndAac(folder, 2, 0);
        archive = new Archive(SETTINGS, InstantSource.system(), events);
        archive.add(Volume.create("first", folder.resolve("first"), disk));
    }

    @AfterEach
    void close() {
        disk.resume();
        disk.makeRoom();
        archive.close();
        cameras.forEach(TestCamera::close);
    }

    @Test
    void filesBeginAtRoundTimesAndHoldEveryFrame() throws IOException {
        TestCamera camera = camera("cam");
        Recorder recorder = archive.record(camera.stream(), GapReason.RECORDING_OFF);
        for (int i = 0; i < 5; i++) {
            camera.send();
        }
        finish(camera, recorder);

        assertThat(starts("first")).containsExactly("08-30-00-000", "08-30-04-000", "08-30-08-000");
        assertThat(frames("first")).isEqualTo(camera.sentFrames());
        assertThat(gaps()).containsExactly("recording-off", "", "");
        assertThat(events.opened).hasSize(3);
    }

    @Test
    void anOutageBeginsAFileThatSaysWhyThereIsAGap() throws IOException {
        TestCamera camera = camera("cam");
        Recorder recorder = archive.record(camera.stream(), GapReason.SERVER_STOPPED);
        camera.send();
        camera.outage(Duration.ofMinutes(1));
        camera.send();
        finish(camera, recorder);

        assertThat(starts("first")).containsExactly("08-30-00-000", "08-31-02-000");
        assertThat(gaps()).containsExactly("server-stopped", "camera-offline");
        assertThat(recorder.status().gaps()).isEqualTo(1);
    }

    @Test
    void aShortSilenceIsAHoleOfTheFile() throws IOException {
        TestCamera camera = camera("cam");
        Recorder recorder = archive.record(camera.stream(), GapReason.RECORDING_OFF);
        camera.send();
        camera.silence(Duration.ofMillis(700));
        camera.send();
        finish(camera, recorder);

        assertThat(starts("first")).containsExactly("08-30-00-000");
        assertThat(recorder.status().gaps()).isEqualTo(1);
        assertThat(events.closed.stream().flatMap(segment -> segment.holes().stream()))
                .hasSize(1)
                .allSatisfy(hole -> assertThat(hole.micros()).isBetween(690_000L, 710_000L));
    }

    @Test
    void aHoleThatTheNetworkMadeIsToldAsSuchAlsoAfterTheFileWasFoundAgain() throws IOException {
        TestCamera camera = camera("cam");
        Recorder recorder = archive.record(camera.stream(), GapReason.RECORDING_OFF);
        camera.send();
        camera.silence(Duration.ofMillis(700));
        camera.losePackets();
        camera.send();
        finish(camera, recorder);

        Path file = files("first").getFirst();
        assertThat(events.closed.getFirst().holes())
                .extracting(Hole::reason)
                .containsExactly(GapReason.PACKETS_LOST);
        assertThat(SegmentFile.read(file).summary("first", events.closed.getFirst().id()).holes())
                .isEqualTo(events.closed.getFirst().holes());
    }

    /** The stream goes on telling of a failure that was over long before. */
    @Test
    void anOutageBeforeIsNoReasonForALaterGap() throws IOException {
        TestCamera camera = camera("cam");
        Recorder recorder = archive.record(camera.stream(), GapReason.RECORDING_OFF);
        camera.send();
        camera.outage(Duration.ofMinutes(1));
        camera.send();
        camera.silence(Duration.ofSeconds(3));
        camera.send();
        camera.silence(Duration.ofSeconds(3));
        camera.losePackets();
        camera.send();
        finish(camera, recorder);

        assertThat(gaps())
                .filteredOn(reason -> !reason.isEmpty())
                .containsExactly(
                        "recording-off", "camera-offline", "camera-stalled", "packets-lost");
    }

    @Test
    void aClockSetBackOverwritesNothing() throws IOException {
        TestCamera camera = camera("cam");
        Recorder recorder = archive.record(camera.stream(), GapReason.SERVER_STOPPED);
        camera.send();
        camera.outage(Duration.ZERO);
        camera.setWallClock(TestMedia.EPOCH_MICROS);
        camera.send();
        finish(camera, recorder);

        assertThat(starts("first")).containsExactly("08-30-00-000", "08-30-00-001");
        assertThat(frames("first")).isEqualTo(camera.sentFrames());
    }

    @Test
    void aVolumeThatReportsToBeFullIsLeftWithoutALostFrame() throws IOException {
        archive.add(Volume.create("second", folder.resolve("second"), Disk.local()));
        TestCamera camera = camera("cam");
        Recorder recorder = archive.record(camera.stream(), GapReason.SERVER_STOPPED);
        camera.send();
        Eventually.await("the first bytes", () -> recorder.status().bytes() > 0);
        disk.reportFull();
        Eventually.await(
                "a volume that is full",
                () -> archive.status().getFirst().state() == VolumeStatus.State.FULL);
        camera.send();
        finish(camera, recorder);

        assertThat(frames("first") + frames("second")).isEqualTo(camera.sentFrames());
        assertThat(frames("second")).isPositive();
        assertThat(gaps()).containsExactly("server-stopped", "");
    }

    @Test
    void aWriteThatFailsHalfWayLeavesNoTornFileAndRecordingGoesOnWhenThereIsRoom()
            throws IOException {
        TestCamera camera = camera("cam");
        Recorder recorder = archive.record(camera.stream(), GapReason.SERVER_STOPPED);
        camera.send();
        Eventually.await("the first bytes", () -> recorder.status().bytes() > 0);
        disk.failAfter(30_000);
        camera.send();
        Eventually.await(
                "the failure", () -> recorder.status().state() == RecorderStatus.State.FAILED);
        assertThat(recorder.status().lastError()).contains("No space left");
        assertPlay(files("first"));

        disk.makeRoom();
        Eventually.await(
                "a volume that is ready",
                () -> archive.status().getFirst().state() == VolumeStatus.State.READY);
        Eventually.await(
                "a recorder that is recording",
                () -> {
                    camera.send();
                    return recorder.status().state() == RecorderStatus.State.RECORDING;
                });
        finish(camera, recorder);
        assertPlay(files("first"));
        assertThat(headers("first").stream().flatMap(header -> header.gapBefore().stream()))
                .containsExactly(GapReason.SERVER_STOPPED, GapReason.DISK_FULL);
        assertThat(recorder.status().gaps()).isEqualTo(1);
        for (Path file : files("first")) {
            SegmentRecovery.finish(file, Disk.local());
            assertThat(SegmentFile.read(file).state()).isEqualTo(SegmentSummary.State.CLOSED);
        }
    }

    @Test
    void aStalledVolumeCostsAGapThereAndNothingElsewhere() throws IOException {
        TestCamera camera = camera("slow");
        Recorder recorder = archive.record(camera.stream(), GapReason.SERVER_STOPPED);
        camera.send();
        Eventually.await("the first bytes", () -> recorder.status().bytes() > 0);
        Archive other = new Archive(SETTINGS, InstantSource.system(), new ToldSegments());
        other.add(Volume.create("second", folder.resolve("second"), Disk.local()));
        TestCamera unharmed = camera("fine");
        Recorder fine = other.record(unharmed.stream(), GapReason.SERVER_STOPPED);

        disk.stall();
        for (int i = 0; i < 15; i++) {
            camera.send();
            long before = fine.status().bytes();
            unharmed.send();
            Eventually.await("more bytes of the other", () -> fine.status().bytes() > before);
        }
        disk.resume();
        camera.send();
        Eventually.await("a gap", () -> recorder.status().gaps() > 0);
        finish(camera, recorder);
        fine.close();
        other.close();

        assertThat(fine.status().gaps()).isZero();
        assertThat(headers("first"))
                .anyMatch(header -> header.gapBefore().equals(Optional.of(GapReason.DISK_SLOW)));
        assertThat(recorder.status().skippedChunks()).isPositive();
        assertPlay(files("first"));
    }

    @Test
    void aVolumeThatDisappearsIsRefusedAndUsedAgainWhenItIsBack() throws IOException {
        TestCamera camera = camera("cam");
        Path identity = folder.resolve("first").resolve(Volume.IDENTITY_FILE);
        Path hidden = folder.resolve("hidden");
        Files.move(identity, hidden);
        Eventually.await(
                "a volume that is failed",
                () -> archive.status().getFirst().state() == VolumeStatus.State.FAILED);
        Recorder recorder = archive.record(camera.stream(), GapReason.SERVER_STOPPED);
        camera.send();
        Eventually.await(
                "the failure", () -> recorder.status().state() == RecorderStatus.State.FAILED);
        assertThat(files("first")).isEmpty();

        Files.move(hidden, identity);
        Eventually.await(
                "a recorder that is recording",
                () -> {
                    camera.send();
                    return recorder.status().state() == RecorderStatus.State.RECORDING;
                });
        finish(camera, recorder);
        assertPlay(files("first"));
    }

    private TestCamera camera(String name) {
        TestCamera camera = new TestCamera(name, media, TestMedia.EPOCH_MICROS);
        cameras.add(camera);
        return camera;
    }

    private void finish(TestCamera camera, Recorder recorder) {
        camera.endSession();
        recorder.close();
        recorder.done().join();
        Eventually.await(
                "the end of every file",
                () -> events.closed.size() + events.unfinished.size() >= events.opened.size());
    }

    private List<Path> files(String volume) throws IOException {
        return RecordedFiles.in(folder.resolve(volume));
    }

    private List<String> starts(String volume) throws IOException {
        return files(volume).stream()
                .map(path -> path.getFileName().toString().replace(".mp4", ""))
                .toList();
    }

    private List<SegmentHeader> headers(String volume) throws IOException {
        return RecordedFiles.headers(files(volume));
    }

    private List<String> gaps() {
        return events.closed.stream()
                .sorted((a, b) -> a.id().compareTo(b.id()))
                .map(segment -> segment.header().gapBefore().map(GapReason::slug).orElse(""))
                .toList();
    }

    private int frames(String volume) throws IOException {
        return RecordedFiles.videoFrames(files(volume));
    }
}
