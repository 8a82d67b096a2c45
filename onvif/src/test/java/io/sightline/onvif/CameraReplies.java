package io.sightline.onvif;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Replies of real cameras, recorded by those who wrote npm's {@code onvif} and shipped as the
 * fixtures of their tests. npm installs them below {@code target} when they are first wanted.
 */
final class CameraReplies {

    private static final Path SOURCE = Path.of("src/test/npm");
    private static final Path TARGET = Path.of("target/npm");
    private static final Path REPLIES = TARGET.resolve("node_modules/onvif/test/serverMockup");

    private CameraReplies() {}

    static synchronized Path directory() throws IOException, InterruptedException {
        if (!Files.isDirectory(REPLIES)) {
            Files.createDirectories(TARGET);
            for (String file : List.of("package.json", "package-lock.json", ".npmrc")) {
                Files.copy(
                        SOURCE.resolve(file),
                        TARGET.resolve(file),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            install();
        }
        return REPLIES;
    }

    private static void install() throws IOException, InterruptedException {
        Path log = TARGET.resolve("npm.txt");
        Process npm =
                new ProcessBuilder("npm", "ci", "--ignore-scripts")
                        .directory(TARGET.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        if (!npm.waitFor(5, TimeUnit.MINUTES) || npm.exitValue() != 0) {
            npm.destroyForcibly();
            throw new IOException("npm did not install: " + Files.readString(log));
        }
    }
}
