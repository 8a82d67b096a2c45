package io.sightline.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An ONVIF camera on a free loopback port that nobody here wrote: the crate {@code onvif-server}
 * speaks for it. cargo fetches and builds it below {@code target} when it is first wanted; what the
 * crate itself depends on is not pinned, for a lock file would hold the registry's address.
 */
public final class CrateCamera implements AutoCloseable {

    private static final Path SOURCE = Path.of("../testing/src/main/rust");
    private static final Path TARGET = Path.of("../testing/target/rust");
    private static final int BUILD_MINUTES = 10;

    private final Process process;
    private final BufferedReader said;
    private final int port;

    private CrateCamera(Process process) throws IOException {
        this.process = process;
        said = process.inputReader(StandardCharsets.UTF_8);
        port = Integer.parseInt(await("listening "));
    }

    /** Whether there is a cargo to build it with. */
    public static boolean installable() {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "cargo")));
    }

    /** A camera that wants this log-in and says that its picture is to be had there. */
    public static CrateCamera start(String user, String password, String streamUri)
            throws IOException, InterruptedException {
        String program = build().toString();
        return new CrateCamera(
                new ProcessBuilder(program, user, password, streamUri)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start());
    }

    private static synchronized Path build() throws IOException, InterruptedException {
        Files.createDirectories(TARGET);
        for (String file : List.of("Cargo.toml", "main.rs")) {
            Files.copy(
                    SOURCE.resolve(file),
                    TARGET.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.COPY_ATTRIBUTES);
        }
        Path log = TARGET.resolve("cargo.txt");
        Process cargo =
                new ProcessBuilder("cargo", "build", "--quiet")
                        .directory(TARGET.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        if (!cargo.waitFor(BUILD_MINUTES, TimeUnit.MINUTES) || cargo.exitValue() != 0) {
            cargo.destroyForcibly();
            throw new IOException("cargo did not build: " + Files.readString(log));
        }
        return TARGET.resolve("target/debug/onvif-camera");
    }

    /** Its address, for those who look for a device. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /**
     * Waits until it was told to do this.
     *
     * @param beginning what its line begins with, such as {@code stop}
     * @return the rest of the line
     */
    public String await(String beginning) throws IOException {
        String line;
        while ((line = said.readLine()) != null) {
            if (line.startsWith(beginning)) {
                return line.substring(beginning.length());
            }
        }
        throw new IOException("the camera ended before it said \"" + beginning + "\"");
    }

    @Override
    public void close() {
        process.destroy();
    }
}
