package io.sightline.bench.record;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Brings the machine's memory to where it is on every machine that has recorded for a while: full
 * of files' pages, so that each new page takes the place of an old one.
 *
 * <p>Right after a start, or after files were deleted, memory is free; and a virtual machine may
 * have given it back to its host (free page reporting). Then the host has to be asked for every
 * page that is written for the first time. Measured: 8 µs a page, in which 300 cameras cost twice
 * as much as before and after, all of it in the kernel and in whatever round happened to meet the
 * free memory.
 */
final class FullPageCache implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int READ_BYTES = 4 << 20;

    /** Below this share of all memory the kernel begins to reclaim. */
    private static final double FREE_SHARE = 0.02;

    private final Path filler;
    private final FileChannel channel;

    private FullPageCache(Path filler, FileChannel channel) {
        this.filler = filler;
        this.channel = channel;
    }

    /** Makes a file in {@code directory} that takes no room there and is as large as the memory. */
    static FullPageCache in(Path directory) throws IOException {
        Path filler = directory.resolve("filler");
        try (RandomAccessFile file = new RandomAccessFile(filler.toFile(), "rw")) {
            file.setLength(memory("MemTotal"));
        }
        return new FullPageCache(filler, FileChannel.open(filler));
    }

    /**
     * Reads until hardly any memory is free; what is in use is left alone.
     *
     * @return bytes of free memory that were found
     */
    long fill() throws IOException {
        long before = memory("MemFree");
        long enough = (long) (memory("MemTotal") * FREE_SHARE);
        long deadline = System.nanoTime() + LIMIT.toNanos();
        ByteBuffer pages = ByteBuffer.allocateDirect(READ_BYTES);
        channel.position(0);
        // A hole is read as pages of zeros, which stay in memory like any others.
        while (memory("MemFree") > enough
                && System.nanoTime() < deadline
                && channel.read(pages.clear()) > 0) {}
        return before;
    }

    private static long memory(String name) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/meminfo"))) {
            if (line.startsWith(name + ":")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        throw new IOException("/proc/meminfo has no " + name);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(filler);
    }
}
