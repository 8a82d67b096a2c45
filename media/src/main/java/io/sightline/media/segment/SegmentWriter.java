package io.sightline.media.segment;

import io.sightline.media.cmaf.Chunk;
import io.sightline.media.cmaf.ChunkInfo;
import io.sightline.media.cmaf.ChunkParser;
import io.sightline.media.cmaf.InitSegment;
import io.sightline.media.cmaf.Interruption;
import io.sightline.media.cmaf.ParsedChunk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * One segment file from its creation to its end. Chunks are appended by the volume's thread; {@link
 * #force} and {@link #finish} block for as long as the disk takes and are called by the volume's
 * second thread, {@code finish} after the last chunk was appended. Any thread may ask what the file
 * holds.
 */
public final class SegmentWriter {

    private static final int MAX_NAME_TRIES = 10_000;

    private final SegmentId id;
    private final Volume volume;
    private final Path path;
    private final Disk.File file;
    private final InitSegment init;
    private final SegmentLayout layout;
    private final ChunkLog chunks = new ChunkLog();
    private final SampleTables samples = new SampleTables();
    private final List<Hole> holes = new CopyOnWriteArrayList<>();

    private volatile long endOffset;
    private volatile long forcedOffset;
    private volatile long forcedNanos = System.nanoTime();

    private SegmentWriter(
            SegmentId id,
            Volume volume,
            Path path,
            Disk.File file,
            InitSegment init,
            SegmentLayout layout) {
        this.id = id;
        this.volume = volume;
        this.path = path;
        this.file = file;
        this.init = init;
        this.layout = layout;
        this.endOffset = layout.chunksOffset();
    }

    /**
     * Creates the file in which {@code first} will be the first chunk. An existing file is never
     * opened: where the clock was set back, the name moves on by milliseconds until it is free.
     */
    public static SegmentWriter create(Volume volume, SegmentHeader header, ChunkInfo first)
            throws IOException {
        InitSegment init = first.init();
        ByteBuffer start = SegmentLayout.write(header, init);
        SegmentLayout layout = SegmentLayout.read(start).orElseThrow();
        SegmentId id = SegmentId.ofMicros(first.wallClockMicros());
        for (int i = 0; i < MAX_NAME_TRIES; i++) {
            Path path = volume.segmentPath(header.stream(), id);
            Optional<Disk.File> file = createIfFree(volume, path);
            if (file.isPresent()) {
                SegmentWriter writer =
                        new SegmentWriter(id, volume, path, file.get(), init, layout);
                writer.writeStart(start);
                return writer;
            }
            id = id.next();
        }
        throw new IOException("no free name near " + volume.segmentPath(header.stream(), id));
    }

    private static Optional<Disk.File> createIfFree(Volume volume, Path path) throws IOException {
        if (!volume.beginWriting(path)) {
            return Optional.empty();
        }
        try {
            return Optional.of(volume.disk().create(path));
        } catch (FileAlreadyExistsException e) {
            volume.endWriting(path);
            return Optional.empty();
        } catch (IOException e) {
            volume.endWriting(path);
            throw e;
        }
    }

    private void writeStart(ByteBuffer start) throws IOException {
        try {
            file.write(start, 0);
        } catch (IOException e) {
            discard();
            throw e;
        }
    }

    /**
     * Appends {@code batch}, through {@code staging}, in as few writes as that allows.
     *
     * @throws IOException after which the file ends behind its last whole chunk, as far as the disk
     *     lets it be cut
     */
    public void append(List<Chunk> batch, ByteBuffer staging) throws IOException {
        staging.clear();
        long staged = endOffset;
        int stored = 0;
        try {
            for (Chunk chunk : batch) {
                ByteBuffer bytes = chunk.untilStored();
                while (bytes.hasRemaining()) {
                    if (!staging.hasRemaining()) {
                        staged = flush(staging, staged);
                        stored = commit(batch, stored, staged);
                    }
                    move(bytes, staging);
                }
            }
            staged = flush(staging, staged);
            commit(batch, stored, staged);
        } catch (IOException e) {
            cutToWholeChunks(e);
            throw e;
        }
    }

    private static ParsedChunk parsed(Chunk chunk) throws IOException {
        return ChunkParser.parse(chunk.untilStored())
                .toOptional()
                .orElseThrow(() -> new IllegalStateException("a chunk that can't be read back"));
    }

    private static void move(ByteBuffer from, ByteBuffer to) {
        int length = Math.min(from.remaining(), to.remaining());
        to.put(to.position(), from, from.position(), length);
        to.position(to.position() + length);
        from.position(from.position() + length);
    }

    private long flush(ByteBuffer staging, long position) throws IOException {
        staging.flip();
        int length = staging.remaining();
        file.write(staging, position);
        staging.clear();
        return position + length;
    }

    /** Enters the chunks that lie wholly before {@code writtenOffset}; returns how many do. */
    private int commit(List<Chunk> batch, int from, long writtenOffset) throws IOException {
        int i = from;
        while (i < batch.size() && endOffset + batch.get(i).info().sizeBytes() <= writtenOffset) {
            Chunk chunk = batch.get(i++);
            ChunkInfo info = chunk.info();
            long offset = endOffset;
            samples.add(parsed(chunk), offset);
            ChunkEntry entry =
                    new ChunkEntry(
                            offset,
                            info.sizeBytes(),
                            info.playableBytes(),
                            info.startsGop(),
                            info.interruption() == Interruption.PACKETS_LOST,
                            info.startMicros(),
                            info.durationMicros(),
                            info.wallClockMicros());
            chunks.last().flatMap(last -> Hole.between(last, entry)).ifPresent(holes::add);
            chunks.add(entry);
            endOffset = offset + info.sizeBytes();
            chunk.storedAt(path, offset);
        }
        return i;
    }

    private void cutToWholeChunks(IOException cause) {
        try {
            file.truncate(endOffset);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /** Where the next chunk will lie. */
    long endOffset() {
        return endOffset;
    }

    /** Whether something was written that {@link #force} has not secured. */
    boolean dirty() {
        return forcedOffset < endOffset;
    }

    /** Returns once what has been appended so far survives a power cut. */
    void force() throws IOException {
        long end = endOffset;
        file.force();
        forcedOffset = end;
        forcedNanos = System.nanoTime();
    }

    /** When {@link #force} last did its work. */
    long forcedNanos() {
        return forcedNanos;
    }

    /**
     * Makes an ordinary MP4 of the file and closes it. The samples' table is on the medium before
     * the header that makes it count.
     *
     * @return empty when nothing was ever appended: the file is removed
     * @throws IOException after which the file is as it was and {@link SegmentRecovery} can finish
     *     it later
     */
    public Optional<SegmentSummary> finish() throws IOException {
        if (chunks.count() == 0) {
            discard();
            return Optional.empty();
        }
        try (file) {
            long size = SegmentEnd.write(file, layout, samples.end(), chunks, endOffset);
            return Optional.of(summary(SegmentSummary.State.CLOSED, size));
        } finally {
            volume.endWriting(path);
        }
    }

    /** Closes the file as it is, in the form of a fragmented MP4. */
    void abandon() {
        try {
            file.close();
        } catch (IOException e) {
            Recorder.log.debug("[volume:{}] closing {}: {}", volume, path, e.toString());
        } finally {
            volume.endWriting(path);
        }
    }

    private void discard() {
        abandon();
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            Recorder.log.warn("[volume:{}] {} stays behind empty: {}", volume, path, e.toString());
        }
    }

    public SegmentId id() {
        return id;
    }

    public Path path() {
        return path;
    }

    public Volume volume() {
        return volume;
    }

    InitSegment init() {
        return init;
    }

    /** The chunks appended so far, oldest first. */
    List<ChunkEntry> chunks() {
        return chunks.snapshot();
    }

    /** The file as it is now; empty before the first chunk. */
    public Optional<SegmentFile> file() {
        List<ChunkEntry> now = chunks.snapshot();
        return now.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new SegmentFile(
                                path,
                                layout,
                                now,
                                SegmentSummary.State.OPEN,
                                now.getLast().endOffset()));
    }

    /** The file as it is now, in short. */
    public SegmentSummary summary() {
        return summary(SegmentSummary.State.OPEN, endOffset);
    }

    private SegmentSummary summary(SegmentSummary.State state, long sizeBytes) {
        long from = chunks.first().map(ChunkEntry::wallClockMicros).orElse(0L);
        long to = chunks.last().map(ChunkEntry::wallClockEndMicros).orElse(from);
        return new SegmentSummary(
                id, volume.name(), state, from, to, sizeBytes, layout.header(), holes);
    }

    int heapBytes() {
        return chunks.sizeBytes() + samples.heapBytes();
    }
}
