package io.sightline.ffmpeg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where what takes long to make is kept from run to run: {@code sightline.cache} (system property),
 * or {@code XDG_CACHE_HOME}/sightline, or {@code ~/.cache/sightline}. May be deleted at any time.
 */
public final class CacheDirectory {

    private CacheDirectory() {}

    /** The directory {@code name} inside, made if it is not there. */
    public static Path of(String name) throws IOException {
        Path root =
                Optional.ofNullable(System.getProperty("sightline.cache"))
                        .map(Path::of)
                        .orElseGet(CacheDirectory::userCache);
        return Files.createDirectories(root.resolve(name));
    }

    private static Path userCache() {
        return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("sightline");
    }
}
