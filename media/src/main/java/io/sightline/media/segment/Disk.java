package io.sightline.media.segment;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * What the recorder asks of a file system: little enough for a test to put one in its place that
 * fills up, stalls or fails at will.
 */
public interface Disk {

    /** No room is left: the one failure that has a remedy of its own. */
    final class FullException extends IOException {
        private static final long serialVersionUID = 1L;

        FullException(IOException cause) {
            super(cause.getMessage(), cause);
        }

        public FullException(String message) {
            super(message);
        }
    }

    /** A file open for writing. Positions are given with each call, so threads share it freely. */
    interface File extends Closeable {

        /**
         * Writes all that remains in {@code source}.
         *
         * @throws FullException when there is no room; part of it may have been written
         */
        void write(ByteBuffer source, long position) throws IOException;

        /** Cuts the file to {@code sizeBytes}. */
        void truncate(long sizeBytes) throws IOException;

        /** Returns once everything written lies on the medium. */
        void force() throws IOException;

        @Override
        void close() throws IOException;
    }

    /**
     * Creates a file and the directories above it.
     *
     * @throws java.nio.file.FileAlreadyExistsException when there is one of this name
     */
    File create(Path path) throws IOException;

    /** Opens a file that exists. */
    File open(Path path) throws IOException;

    /**
     * Says that nobody is expected to read these bytes of a file soon. A hint: it may do nothing,
     * and what is not on the medium yet stays.
     */
    default void dropFromCache(Path path, long from, long to) {}

    /** Bytes that may still be written below {@code directory}. */
    long freeBytes(Path directory) throws IOException;

    long capacityBytes(Path directory) throws IOException;

    /** The machine's own file systems. */
    static Disk local() {
        return LocalDisk.INSTANCE;
    }
}
