package io.sightline.media.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.media.segment.VolumeException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VolumeTest {

    @TempDir Path folder;

    @Test
    void keepsItsIdentity() throws IOException {
        Volume created = Volume.create("main", folder.resolve("v"), Disk.local());
        Volume again = Volume.create("main", folder.resolve("v"), Disk.local());
        assertThat(again.id()).isEqualTo(created.id());
    }

    @Test
    void aDirectoryWithOtherThingsIsNotMadeAVolume() throws IOException {
        Files.writeString(folder.resolve("holiday.txt"), "photos");
        assertProblem(() -> Volume.create("main", folder, Disk.local()), Problem.NOT_A_VOLUME);
    }

    @Test
    void anotherDiskInTheSamePlaceIsRefused() throws IOException {
        Volume first = Volume.create("main", folder.resolve("a"), Disk.local());
        Volume.create("main", folder.resolve("b"), Disk.local());
        assertProblem(
                () ->
                        Volume.open(
                                "main", folder.resolve("b"), Optional.of(first.id()), Disk.local()),
                Problem.SWAPPED);
    }

    @Test
    void anEmptyMountPointIsRefused() throws IOException {
        Volume volume = Volume.create("main", folder.resolve("a"), Disk.local());
        Files.delete(volume.directory().resolve(Volume.IDENTITY_FILE));
        assertProblem(volume::verify, Problem.NOT_A_VOLUME);
        Files.delete(volume.directory());
        assertProblem(volume::verify, Problem.MISSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "", "a/b", "a\\b", "/etc", "a.b", "näme", "a\0b", "a b"})
    void noStreamNameLeadsOutOfTheVolume(String name) throws IOException {
        Volume volume = Volume.create("main", folder.resolve("a"), Disk.local());
        assertThatIllegalArgumentException().isThrownBy(() -> volume.streamDirectory(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "20261121T083000123",
                "19700101T000000000",
                "20240229T235959999",
            })
    void segmentIdsSurviveTheirTextAndTheirPath(String text) throws IOException {
        Volume volume = Volume.create("main", folder.resolve("a"), Disk.local());
        SegmentId id = SegmentId.parse(text).orElseThrow();
        assertThat(id.text()).isEqualTo(text);
        Path path = volume.segmentPath("cam", id);
        Files.createDirectories(path.getParent());
        Files.createFile(path);
        assertThat(SegmentScan.segments(volume, "cam")).containsExactly(id);
        assertThat(SegmentScan.streams(volume)).containsExactly("cam");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026",
                "20261121T083000",
                "20261321T083000123",
                "20230229T083000123",
                "20261121T243000123",
                "20261121T086000123",
                "2026-121T083000123",
                "../../../etc/passw",
                "20261121 083000123",
                "+0261121T083000123"
            })
    void otherTextsAreNoSegmentIds(String text) {
        assertThat(SegmentId.parse(text)).isEmpty();
    }

    @Test
    void filesOfOtherNamesArePassedOver() throws IOException {
        Volume volume = Volume.create("main", folder.resolve("a"), Disk.local());
        Path day = volume.streamDirectory("cam").resolve("2026-11-21");
        Files.createDirectories(day);
        for (String name : List.of("a.mp4", "08-30-00-000.mp4.tmp", "25-00-00-000.mp4", "x")) {
            Files.createFile(day.resolve(name));
        }
        Files.createDirectories(volume.directory().resolve("lost+found"));
        assertThat(SegmentScan.segments(volume, "cam")).isEmpty();
        assertThat(SegmentScan.streams(volume)).containsExactly("cam");
    }

    private static void assertProblem(ThrowingCallable call, Problem problem) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        VolumeException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(problem));
    }
}
