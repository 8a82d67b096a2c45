package io.sightline.media.segment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A disk that is full or stalls when it is told to. */
final class FaultyDisk implements Disk {

    private static final long ROOM = 100L << 30;

    private final Disk disk = Disk.local();
    private volatile boolean reportsFull;
    private volatile long writableBytes = Long.MAX_VALUE;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    /** From now on it says that it is full, and takes what is written all the same. */
    void reportFull() {
        reportsFull = true;
    }

    /** After so many bytes more a write fails in its middle. */
    void failAfter(long bytes) {
        writableBytes = bytes;
    }

    /** There is room again. */
    void makeRoom() {
        writableBytes = Long.MAX_VALUE;
        reportsFull = false;
    }

    /** Writes block from now on. */
    void stall() {
        gate = new CountDownLatch(1);
    }

    void resume() {
        gate.countDown();
    }

    private void pass() throws IOException {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public File create(Path path) throws IOException {
        pass();
        return new FaultyFile(disk.create(path));
    }

    @Override
    public File open(Path path) throws IOException {
        pass();
        return new FaultyFile(disk.open(path));
    }

    @Override
    public long freeBytes(Path directory) {
        return reportsFull || writableBytes == 0 ? 0 : ROOM;
    }

    @Override
    public long capacityBytes(Path directory) {
        return ROOM;
    }

    private final class FaultyFile implements File {
        private final File file;

        FaultyFile(File file) {
            this.file = file;
        }

        @Override
        public void write(ByteBuffer source, long position) throws IOException {
            pass();
            long room = writableBytes;
            if (source.remaining() > room) {
                int limit = source.limit();
                source.limit(source.position() + (int) room);
                file.write(source, position);
                source.limit(limit);
                writableBytes = 0;
                throw new FullException("No space left on device");
            }
            if (room != Long.MAX_VALUE) {
                writableBytes = room - source.remaining();
            }
            file.write(source, position);
        }

        @Override
        public void truncate(long sizeBytes) throws IOException {
            file.truncate(sizeBytes);
        }

        @Override
        public void force() throws IOException {
            pass();
            file.force();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
