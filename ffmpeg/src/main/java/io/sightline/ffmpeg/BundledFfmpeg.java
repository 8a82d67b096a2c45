package io.sightline.ffmpeg;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The LGPL build of ffmpeg that comes as a jar of natives ({@code org.bytedeco:ffmpeg}). Its
 * executable and the libraries beside it are unpacked once.
 */
final class BundledFfmpeg {

    /** Wrappers for the Java Native Interface, which an executable has no use for. */
    private static final String JAVA_WRAPPER = "libjni";

    /** What ffmpeg uses to grab screens and sound cards; a server has none of them. */
    private static final List<String> DESKTOP_LIBRARIES =
            List.of("libxcb", "libasound", "libpulse");

    private static final String DEVICE_LIBRARY = "libavdevice.so";

    /** Part of the directory's name: raised when what is unpacked changes. */
    private static final String EDITION = "-2";

    private BundledFfmpeg() {}

    static Path unpack() throws IOException {
        String folder = "org/bytedeco/ffmpeg/" + platform() + "/";
        URL executable = BundledFfmpeg.class.getClassLoader().getResource(folder + "ffmpeg");
        if (executable == null || !(executable.openConnection() instanceof JarURLConnection in)) {
            throw new FileNotFoundException(
                    "no ffmpeg: none is configured, on the PATH or bundled for " + platform());
        }
        try (JarFile jar = in.getJarFile()) {
            Path jarName = Path.of(jar.getName()).getFileName();
            Path target = CacheDirectory.of("ffmpeg").resolve(jarName + EDITION);
            if (!Files.isExecutable(target.resolve("ffmpeg"))) {
                unpack(jar, folder, target);
            }
            return target;
        }
    }

    /** Unpacks beside the target and renames, so that a half unpacked one is never run. */
    private static void unpack(JarFile jar, String folder, Path target) throws IOException {
        Path parent = target.toAbsolutePath().getParent();
        Path fresh = Files.createTempDirectory(parent, "unpacking");
        List<JarEntry> entries =
                jar.stream()
                        .filter(entry -> entry.getName().startsWith(folder))
                        .filter(entry -> !entry.isDirectory())
                        .toList();
        for (JarEntry entry : entries) {
            String name = entry.getName().substring(folder.length());
            if (name.contains("/") || name.startsWith(JAVA_WRAPPER)) {
                continue;
            }
            Path file = fresh.resolve(name);
            try (InputStream bytes = jar.getInputStream(entry)) {
                Files.copy(bytes, file);
            }
            if (!file.toFile().setExecutable(true)) {
                throw new IOException("can't make executable: " + file);
            }
            if (name.startsWith(DEVICE_LIBRARY)) {
                ElfDependencies.remove(
                        file, needed -> DESKTOP_LIBRARIES.stream().anyMatch(needed::startsWith));
            }
        }
        try {
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isExecutable(target.resolve("ffmpeg"))) {
                throw e;
            }
            // Another process was faster: its copy is as good.
        }
    }

    /** As in the artifact's classifiers: {@code linux-x86_64}, {@code macosx-arm64}. */
    private static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch");
        String family = os.startsWith("mac") ? "macosx" : os.startsWith("win") ? "windows" : os;
        return family + "-" + (arch.equals("aarch64") ? "arm64" : "x86_64");
    }
}
