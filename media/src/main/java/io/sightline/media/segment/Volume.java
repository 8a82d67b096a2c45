package io.sightline.media.segment;

import io.sightline.media.segment.VolumeException.Problem;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A directory that holds segments. A file in it says which volume it is, so that an empty mount
 * point, or another disk in the same place, is refused and not filled by mistake. Safe for use by
 * any thread.
 */
public final class Volume {

    /** The identity file: the volume's name and its id, one line each. */
    static final String IDENTITY_FILE = ".sightline-volume";

    private static final int MAX_IDENTITY_BYTES = 1024;

    private final String name;
    private final UUID id;
    private final Path directory;
    private final Disk disk;
    private final Set<Path> beingWritten = ConcurrentHashMap.newKeySet();

    private Volume(String name, UUID id, Path directory, Disk disk) {
        this.name = name;
        this.id = id;
        this.directory = directory;
        this.disk = disk;
    }

    /**
     * Makes a volume of a directory that is empty or does not exist, or opens the one that it
     * already is. For the first use of a place only: later {@link #open} tells whether it is still
     * the same.
     *
     * @throws VolumeException when the directory holds something else
     */
    public static Volume create(String name, Path directory, Disk disk) throws IOException {
        if (!SegmentId.isStreamName(name)) {
            throw new IllegalArgumentException("not a volume's name: " + name);
        }
        Path place = directory.toAbsolutePath().normalize();
        Files.createDirectories(place);
        if (!Files.exists(place.resolve(IDENTITY_FILE))) {
            requireEmpty(place);
            Path draft = place.resolve(IDENTITY_FILE + ".new");
            Files.writeString(draft, "%s\n%s\n".formatted(name, UUID.randomUUID()));
            Files.move(draft, place.resolve(IDENTITY_FILE), StandardCopyOption.ATOMIC_MOVE);
        }
        return open(name, place, Optional.empty(), disk);
    }

    /**
     * Opens a volume that was created before.
     *
     * @param expectedId the id it had, where that is known
     * @throws VolumeException when it is not there or another one is
     */
    public static Volume open(String name, Path directory, Optional<UUID> expectedId, Disk disk)
            throws IOException {
        Path place = directory.toAbsolutePath().normalize();
        UUID found = readId(place);
        if (expectedId.isPresent() && !expectedId.get().equals(found)) {
            throw new VolumeException(
                    Problem.SWAPPED,
                    "%s holds volume %s in place of %s".formatted(place, found, expectedId.get()));
        }
        if (!Files.isWritable(place)) {
            throw new VolumeException(Problem.NOT_WRITABLE, place + " can't be written");
        }
        return new Volume(name, found, place, disk);
    }

    private static void requireEmpty(Path directory) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                // What a freshly made ext file system has.
                if (!entry.getFileName().toString().equals("lost+found")) {
                    throw new VolumeException(
                            Problem.NOT_A_VOLUME,
                            "%s is neither a volume nor empty".formatted(directory));
                }
            }
        }
    }

    private static UUID readId(Path directory) throws IOException {
        Path file = directory.resolve(IDENTITY_FILE);
        try {
            if (Files.size(file) > MAX_IDENTITY_BYTES) {
                throw new VolumeException(Problem.NOT_A_VOLUME, file + " is too long");
            }
            String[] lines = Files.readString(file).split("\n");
            return UUID.fromString(lines[1].strip());
        } catch (NoSuchFileException e) {
            Problem problem = Files.isDirectory(directory) ? Problem.NOT_A_VOLUME : Problem.MISSING;
            throw new VolumeException(problem, "there is no " + file);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new VolumeException(Problem.NOT_A_VOLUME, file + " is not an identity");
        }
    }

    /**
     * Checks that the directory is still this volume: a disk may be unmounted at any time.
     *
     * @throws VolumeException when it is not
     */
    public void verify() throws IOException {
        open(name, directory, Optional.of(id), disk);
    }

    public String name() {
        return name;
    }

    public UUID id() {
        return id;
    }

    public Path directory() {
        return directory;
    }

    Disk disk() {
        return disk;
    }

    /**
     * Where a stream's segments lie.
     *
     * @throws IllegalArgumentException when the name is not a stream's: no path leaves its volume
     */
    public Path streamDirectory(String stream) {
        if (!SegmentId.isStreamName(stream)) {
            throw new IllegalArgumentException("not a stream's name: " + stream);
        }
        return directory.resolve(stream);
    }

    public Path segmentPath(String stream, SegmentId segment) {
        return segment.path(streamDirectory(stream));
    }

    /** Whether this process is writing to the file now, so that nobody else may touch it. */
    public boolean isBeingWritten(Path segment) {
        return beingWritten.contains(segment);
    }

    /** False when it is being written already. */
    boolean beginWriting(Path segment) {
        return beingWritten.add(segment);
    }

    void endWriting(Path segment) {
        beingWritten.remove(segment);
    }

    public long freeBytes() throws IOException {
        return disk.freeBytes(directory);
    }

    public long capacityBytes() throws IOException {
        return disk.capacityBytes(directory);
    }

    @Override
    public String toString() {
        return name;
    }
}
