package io.sightline.server.picture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The last thumbnails of each camera: {@code pictures/{camera}/{milliseconds}.jpg} in the data
 * directory, some 10 kB each. Their names are the times of the looks that they belong to.
 */
final class Thumbnails {

    private static final Pattern CAMERA = Pattern.compile("[A-Za-z0-9_-]{1,100}");
    private static final Pattern FILE = Pattern.compile("(\\d{1,15})\\.jpg");

    private final Path root;
    private final int most;

    /**
     * @param most kept of each camera
     */
    Thumbnails(Path root, int most) {
        this.root = root;
        this.most = most;
    }

    /** Keeps one, and deletes those that are too many then. */
    void keep(String cameraId, Instant at, byte[] jpeg) throws IOException {
        Path directory = Files.createDirectories(directory(cameraId));
        Path fresh = directory.resolve("fresh.tmp");
        Files.write(fresh, jpeg);
        Files.move(fresh, file(cameraId, at), StandardCopyOption.ATOMIC_MOVE);
        for (Path old : newestFirst(directory).stream().skip(most).toList()) {
            Files.deleteIfExists(old);
        }
    }

    /** Empty when there is none, or none any more. */
    Optional<byte[]> read(String cameraId, Instant at) {
        try {
            return Optional.of(Files.readAllBytes(file(cameraId, at)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(String cameraId, Instant at) {
        return Files.exists(file(cameraId, at));
    }

    /** Deletes those of all other cameras. */
    void keepOnly(Set<String> cameraIds) throws IOException {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (Stream<Path> directories = Files.list(root)) {
            for (Path directory : directories.toList()) {
                if (!cameraIds.contains(directory.getFileName().toString())) {
                    delete(directory);
                }
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static List<Path> newestFirst(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> FILE.matcher(file.getFileName().toString()).matches())
                    .sorted(Comparator.comparingLong(Thumbnails::millis).reversed())
                    .toList();
        }
    }

    private static long millis(Path file) {
        String name = file.getFileName().toString();
        return Long.parseLong(name.substring(0, name.length() - ".jpg".length()));
    }

    private Path file(String cameraId, Instant at) {
        return directory(cameraId).resolve(at.toEpochMilli() + ".jpg");
    }

    private Path directory(String cameraId) {
        if (!CAMERA.matcher(cameraId).matches()) {
            throw new IllegalArgumentException("not a camera's id: " + cameraId);
        }
        return root.resolve(cameraId);
    }
}
