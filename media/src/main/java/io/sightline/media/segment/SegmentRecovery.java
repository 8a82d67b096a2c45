package io.sightline.media.segment;

import io.sightline.media.segment.Boxes.DamagedException;
import io.sightline.media.segment.SegmentFile.NotASegmentException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes a file that was left open: by a crash, a power cut, or a disk without room for its end.
 * What comes behind the last whole chunk is cut off, because a cut {@code mdat} is fatal to some
 * players. May be cut off itself at any moment and run again.
 */
public final class SegmentRecovery {

    private static final Logger log = LoggerFactory.getLogger(SegmentRecovery.class);

    /**
     * Chunks this far from the end are checked by their seals; what is older was forced to the
     * medium, since the sync interval is far shorter, and only its frame is walked over.
     */
    static final Duration VERIFIED = Duration.ofSeconds(60);

    private SegmentRecovery() {}

    /**
     * Finishes the file, or does nothing where it is finished.
     *
     * @return the file as it is now; empty when it held not one whole chunk and was removed
     * @throws NotASegmentException when it is something else, which is left alone
     */
    public static Optional<SegmentFile> finish(Path path, Disk disk) throws IOException {
        long cut;
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            if (isCutInItsBeginning(channel)) {
                return remove(path);
            }
            if (SegmentFile.finished(channel, path)) {
                return Optional.of(SegmentFile.read(path));
            }
            long size = channel.size();
            SegmentLayout layout = SegmentFile.layout(channel, path);
            SampleTables samples = new SampleTables();
            ChunkLog chunks =
                    ChunkWalk.walk(
                            channel,
                            size,
                            layout,
                            TimeUnit.NANOSECONDS.toMicros(VERIFIED.toNanos()),
                            samples);
            Optional<ChunkEntry> last = chunks.last();
            if (last.isEmpty()) {
                return remove(path);
            }
            cut = size - last.get().endOffset();
            try (Disk.File file = disk.open(path)) {
                SegmentEnd.write(file, layout, samples.end(), chunks, last.get().endOffset());
            }
        } catch (DamagedException e) {
            throw new NotASegmentException(path, String.valueOf(e.getMessage()));
        }
        log.info("[segment:{}] finished after an interruption, {} bytes cut off", path, cut);
        return Optional.of(SegmentFile.read(path));
    }

    /** A crash right after the file was created leaves it empty or with zeros. */
    private static boolean isCutInItsBeginning(FileChannel channel) throws IOException {
        return channel.size() < Boxes.HEADER_BYTES
                || SegmentFile.readAt(channel, 0, Boxes.HEADER_BYTES).getLong(0) == 0;
    }

    private static Optional<SegmentFile> remove(Path path) throws IOException {
        log.info("[segment:{}] holds no whole chunk, removed", path);
        Files.delete(path);
        return Optional.empty();
    }
}
