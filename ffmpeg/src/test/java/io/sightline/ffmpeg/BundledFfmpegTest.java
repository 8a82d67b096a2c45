package io.sightline.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class BundledFfmpegTest {

    /** Every Linux that runs a JDK has these. */
    private static final List<String> OF_EVERY_LINUX =
            List.of("libc.so", "libm.so", "libstdc++.so", "libgcc_s.so", "ld-linux");

    @TempDir Path cache;

    @BeforeEach
    void keepsItsFilesHere() {
        System.setProperty("sightline.cache", cache.toString());
    }

    @AfterEach
    void asBefore() {
        System.clearProperty("sightline.cache");
    }

    @Test
    void encodesH264() throws Exception {
        Ffmpeg ffmpeg = Ffmpeg.bundled();
        assertThat(ffmpeg.encoders()).contains("libopenh264", "mjpeg");
        Path file = cache.resolve("one.mp4");
        Process process =
                ffmpeg.builder(
                                "-f",
                                "lavfi",
                                "-i",
                                "testsrc=size=320x180:rate=10",
                                "-t",
                                "1",
                                "-c:v",
                                "libopenh264",
                                file.toString())
                        .start();
        process.getOutputStream().close();
        assertThat(process.waitFor()).isZero();
        assertThat(file).isNotEmptyFile();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void needsNothingThatAServerLacks() throws IOException {
        Path directory = BundledFfmpeg.unpack();
        Set<String> missing = new TreeSet<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                for (String needed : ElfDependencies.of(file)) {
                    if (!Files.exists(directory.resolve(needed))
                            && OF_EVERY_LINUX.stream().noneMatch(needed::startsWith)) {
                        missing.add(file.getFileName() + " needs " + needed);
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void leavesALibraryThatIsCutAsItIs() throws IOException {
        Path whole = BundledFfmpeg.unpack().resolve("libva-drm.so.2");
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = cache.resolve("cut.so");
        for (int length : new int[] {0, 3, 16, 63, 200, 1000}) {
            Files.write(cut, java.util.Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> ElfDependencies.remove(cut, name -> true))
                    .isInstanceOf(IOException.class);
            assertThat(cut).hasSize(length);
        }
    }
}
