package io.sightline.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The one directory under which the server keeps everything, held by a lock: two servers on the
 * same data would spoil each other's recordings.
 */
public final class DataDirectory implements AutoCloseable {

    private final Path path;
    private final FileChannel lockFile;

    private DataDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Makes the directory if it is missing and locks it.
     *
     * @throws StartRefused when it can't be written to or another server has it
     */
    public static DataDirectory open(Path directory) throws StartRefused {
        Path path = directory.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
            FileChannel lockFile =
                    FileChannel.open(
                            path.resolve("sightline.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (tryLock(lockFile) == null) {
                lockFile.close();
                throw StartRefused.dataInUse(path);
            }
            return new DataDirectory(path, lockFile);
        } catch (IOException e) {
            throw StartRefused.dataUnusable(path, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel lockFile) throws IOException {
        try {
            return lockFile.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Absolute. */
    public Path path() {
        return path;
    }

    /** Lets another server have it. */
    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
