package io.sightline.media.segment;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Removes everything that a volume holds of a stream. First it is out of sight, in one step, so
 * that a crash leaves all of it or nothing; deleting the files may then take its time, and is gone
 * on with by the next {@link #purge} whoever began it.
 */
public final class StreamRemoval {

    /** Where lies what is to be deleted; no stream can be called so. */
    private static final String REMOVED = ".removed";

    private StreamRemoval() {}

    /**
     * Takes a stream's segments out of sight. None of them may be being written.
     *
     * @return whether there were any
     */
    public static boolean takeAway(Volume volume, String stream) throws IOException {
        volume.verify();
        Path removed = Files.createDirectories(volume.directory().resolve(REMOVED));
        try {
            Files.move(
                    volume.streamDirectory(stream), removed.resolve(UUID.randomUUID().toString()));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Deletes the files of what was taken away. Any number of calls may overlap. */
    public static void purge(Volume volume) throws IOException {
        Path removed = volume.directory().resolve(REMOVED);
        if (Files.isDirectory(removed)) {
            Files.walkFileTree(removed, new Deletion(removed));
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        private final Path kept;

        Deletion(Path kept) {
            this.kept = kept;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                // Another purge was faster.
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                throws IOException {
            if (failure != null) {
                throw failure;
            }
            if (!directory.equals(kept)) {
                Files.deleteIfExists(directory);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
