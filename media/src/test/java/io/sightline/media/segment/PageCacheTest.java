package io.sightline.media.segment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What stays in memory is told by util-linux's {@code fincore}, which every Debian has. */
@EnabledOnOs(OS.LINUX)
class PageCacheTest {

    private static final int MEGABYTE = 1 << 20;

    private final PageCache cache = PageCache.available().orElseThrow();

    @TempDir private Path directory;

    @Test
    void givesUpWhatLiesOnTheMediumAndKeepsTheRest() throws Exception {
        Path file = directory.resolve("camera.mp4");
        write(file, 4 * MEGABYTE);
        assertThat(residentBytes(file)).isEqualTo(4 * MEGABYTE);

        cache.drop(file, 0, 3 * MEGABYTE);

        assertThat(residentBytes(file)).isBetween((long) MEGABYTE, 2L * MEGABYTE);
    }

    @Test
    void aFileThatIsGoneIsNoConcern() {
        assertThatCode(() -> cache.drop(directory.resolve("gone.mp4"), 0, MEGABYTE))
                .doesNotThrowAnyException();
    }

    private static void write(Path file, int bytes) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            // In the size of a chunk, so that the kernel's pages are as small as a recording's.
            for (int written = 0; written < bytes; written += MEGABYTE / 8) {
                channel.write(ByteBuffer.allocate(MEGABYTE / 8), written);
            }
            channel.force(false);
        }
    }

    private static long residentBytes(Path file) throws IOException, InterruptedException {
        Process fincore =
                new ProcessBuilder("fincore", "-b", "-n", "-o", "RES", file.toString()).start();
        String answer = new String(fincore.getInputStream().readAllBytes(), UTF_8);
        assertThat(fincore.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return Long.parseLong(answer.strip());
    }
}
