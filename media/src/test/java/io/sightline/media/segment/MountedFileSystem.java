package io.sightline.media.segment;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A file system of the kernel's that a test mounts for itself, in a namespace of its own: that
 * needs no rights, and the mount ends with the process that holds it, whatever becomes of the test.
 * It is reached through that process's root directory in {@code /proc}.
 *
 * <p>Where a kernel or a container forbids this, the test is skipped and says why.
 */
final class MountedFileSystem implements AutoCloseable {

    private static final List<String> NAMESPACE =
            List.of("unshare", "--user", "--map-root-user", "--mount");

    private final Process holder;
    private final BufferedReader output;
    private final Writer input;
    private final Path directory;

    private MountedFileSystem(Process holder, Path mountPoint) {
        this.holder = holder;
        this.output = holder.inputReader(StandardCharsets.UTF_8);
        this.input = holder.outputWriter(StandardCharsets.UTF_8);
        this.directory = Path.of("/proc/" + holder.pid() + "/root" + mountPoint);
    }

    /** A disk in memory with room for so many bytes. */
    static MountedFileSystem ofSize(int sizeBytes, Path folder) throws IOException {
        Path mountPoint = Files.createDirectory(folder.resolve("small"));
        return mount(
                mountPoint,
                "sh",
                "-c",
                "mount -t tmpfs -o size=%d tmpfs '%s' && echo ready && exec cat"
                        .formatted(sizeBytes, mountPoint));
    }

    /** A directory behind FUSE: writing to it blocks from {@code stall} to {@code resume}. */
    static MountedFileSystem thatStalls(Path folder) throws IOException {
        Path mountPoint = Files.createDirectory(folder.resolve("slow"));
        Path behind = Files.createDirectory(folder.resolve("behind"));
        Path script = folder.resolve("slow_file_system.py");
        try (InputStream resource =
                Objects.requireNonNull(
                        MountedFileSystem.class.getResourceAsStream("slow_file_system.py"))) {
            Files.copy(resource, script);
        }
        return mount(
                mountPoint,
                "/usr/bin/python3",
                script.toString(),
                behind.toString(),
                mountPoint.toString());
    }

    private static MountedFileSystem mount(Path mountPoint, String... command) throws IOException {
        List<String> words = new ArrayList<>(NAMESPACE);
        words.addAll(List.of(command));
        MountedFileSystem mounted =
                new MountedFileSystem(
                        new ProcessBuilder(words).redirectErrorStream(true).start(), mountPoint);
        String said = mounted.output.readLine();
        if (!"ready".equals(said)) {
            String rest =
                    mounted.output.lines().reduce(String.valueOf(said), (a, b) -> a + " " + b);
            mounted.close();
            return abort("no file system can be mounted here: " + rest);
        }
        return mounted;
    }

    Path directory() {
        return directory;
    }

    /** Returns once nothing is written any more. */
    void stall() throws IOException {
        tell("stall");
    }

    void resume() throws IOException {
        tell("resume");
    }

    private void tell(String word) throws IOException {
        input.write(word + "\n");
        input.flush();
        String answer = output.readLine();
        if (!word.equals(answer)) {
            throw new IOException("told to " + word + ", answered " + answer);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            input.close();
        } finally {
            holder.destroy();
        }
    }
}
