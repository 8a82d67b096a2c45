package io.sightline.media.segment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Writes what turns a file of chunks into an ordinary MP4: once, when it is closed. */
final class SegmentEnd {

    private SegmentEnd() {}

    /**
     * @param endOffset where the chunks end and this begins; what lies behind is cut off
     * @return size of the finished file
     */
    static long write(
            Disk.File file,
            SegmentLayout layout,
            List<SampleTable> samples,
            ChunkLog chunks,
            long endOffset)
            throws IOException {
        long wallClockMicros = chunks.first().orElseThrow().wallClockMicros();
        ByteBuffer movie = MovieBox.write(layout.moviePayload(), samples, wallClockMicros);
        ByteBuffer index = IndexBox.write(chunks);
        long size = endOffset + movie.remaining() + index.remaining();
        try {
            file.truncate(endOffset);
            long indexAt = endOffset + movie.remaining();
            file.write(movie, endOffset);
            file.write(index, indexAt);
            file.force();
            file.write(layout.closedReserve(endOffset), layout.reserveOffset());
            file.force();
        } catch (IOException e) {
            undo(file, layout, endOffset, e);
            throw e;
        }
        return size;
    }

    private static void undo(
            Disk.File file, SegmentLayout layout, long endOffset, IOException cause) {
        try {
            file.write(layout.openReserve(), layout.reserveOffset());
            file.truncate(endOffset);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
