package io.sightline.media.segment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** The file systems that the machine has mounted. */
final class LocalDisk implements Disk {

    static final LocalDisk INSTANCE = new LocalDisk();

    private LocalDisk() {}

    @Override
    public File create(Path path) throws IOException {
        try {
            return new ChannelFile(openNew(path));
        } catch (NoSuchFileException e) {
            Files.createDirectories(path.getParent());
            return new ChannelFile(openNew(path));
        } catch (IOException e) {
            throw named(e);
        }
    }

    private static FileChannel openNew(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    }

    @Override
    public File open(Path path) throws IOException {
        return new ChannelFile(FileChannel.open(path, StandardOpenOption.WRITE));
    }

    @Override
    public void dropFromCache(Path path, long from, long to) {
        PageCache.available().ifPresent(cache -> cache.drop(path, from, to));
    }

    @Override
    public long freeBytes(Path directory) throws IOException {
        long _ = capacityBytes(directory);
        return directory.toFile().getUsableSpace();
    }

    /**
     * By statvfs(2) alone. {@link Files#getFileStore} would look for the mount point too, which
     * takes a walk through the table of mounts and fails in a root of its own (chroot(2)), that has
     * none.
     */
    @Override
    public long capacityBytes(Path directory) throws IOException {
        long bytes = directory.toFile().getTotalSpace();
        if (bytes == 0) {
            throw new IOException("there is no telling the size of " + directory);
        }
        return bytes;
    }

    /** The JDK tells ENOSPC and EDQUOT apart from other failures by the system's words only. */
    private static IOException named(IOException failure) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        boolean full =
                message.contains("no space left")
                        || message.contains("quota exceeded")
                        || message.contains("not enough space");
        return full ? new FullException(failure) : failure;
    }

    private record ChannelFile(FileChannel channel) implements File {

        @Override
        public void write(ByteBuffer source, long position) throws IOException {
            long at = position;
            try {
                while (source.hasRemaining()) {
                    at += channel.write(source, at);
                }
            } catch (IOException e) {
                throw named(e);
            }
        }

        @Override
        public void truncate(long sizeBytes) throws IOException {
            channel.truncate(sizeBytes);
        }

        @Override
        public void force() throws IOException {
            try {
                channel.force(false);
            } catch (IOException e) {
                throw named(e);
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
