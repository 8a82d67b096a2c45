package io.sightline.media.clip;

import io.sightline.media.bits.ByteSequence;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A stretch of recordings as one MP4 file that is nowhere stored: a header in memory, {@code ftyp},
 * {@code moov} and the head of {@code mdat}, and then ranges of the recorded files as they are. Any
 * byte range of it can be had at once, so browsers seek in it and downloads resume.
 *
 * <p>Immutable, for any thread. The recorded files must stay while it is read.
 */
public final class Clip {

    /** Longest stretch in one clip: bounds the header, which is about a megabyte an hour. */
    public static final Duration MAX_DURATION = Duration.ofHours(24);

    private final ByteSequence header;
    private final List<ClipRegion.FileRange> media;
    private final Instant start;
    private final Duration duration;
    private final long sizeBytes;

    Clip(ByteSequence header, List<ClipRegion.FileRange> media, Instant start, Duration duration) {
        this.header = header;
        this.media = List.copyOf(media);
        this.start = start;
        this.duration = duration;
        long size = header.size();
        for (ClipRegion.FileRange range : media) {
            size += range.sizeBytes();
        }
        this.sizeBytes = size;
    }

    /**
     * Cuts out what was taken from {@code from} up to {@code to}, exact to the frame.
     *
     * @param sources recorded files of one stream, oldest first
     * @return empty when nothing of that time is in them
     * @throws IllegalArgumentException when {@code from} is not before {@code to}, or they are
     *     further apart than {@link #MAX_DURATION}
     */
    public static Optional<Clip> cut(List<ClipSource> sources, Instant from, Instant to)
            throws IOException {
        Duration wanted = Duration.between(from, to);
        if (!wanted.isPositive() || wanted.compareTo(MAX_DURATION) > 0) {
            throw new IllegalArgumentException(
                    "a clip lasts more than nothing and at most " + MAX_DURATION);
        }
        return new ClipCutter(sources, from, to).cut();
    }

    public long sizeBytes() {
        return sizeBytes;
    }

    /** What it takes on the heap, more or less. */
    public int headerBytes() {
        return header.size();
    }

    /** Whether the recorded files that it is made of are still there. */
    public boolean isThere() {
        return media.stream().map(ClipRegion.FileRange::file).distinct().allMatch(Files::exists);
    }

    /** When the first frame shown was taken. */
    public Instant start() {
        return start;
    }

    /** How long it plays; less than the time asked for where nothing was recorded in between. */
    public Duration duration() {
        return duration;
    }

    /** Changes when any byte does: a strong entity tag (RFC 9110 §8.8.3), with its quotes. */
    public String entityTag() {
        CRC32C crc = new CRC32C();
        crc.update(header.asBuffer());
        long places = 17;
        for (ClipRegion.FileRange range : media) {
            places = 31 * places + Objects.hash(range.file(), range.offset(), range.sizeBytes());
        }
        HexFormat hex = HexFormat.of();
        return '"' + hex.toHexDigits((int) crc.getValue()) + hex.toHexDigits(places) + '"';
    }

    /**
     * The bytes from {@code from} up to {@code to}, exclusive, in order.
     *
     * @throws IndexOutOfBoundsException when that is not within the clip
     */
    public List<ClipRegion> regions(long from, long to) {
        Objects.checkFromToIndex(from, to, sizeBytes);
        List<ClipRegion> regions = new ArrayList<>();
        if (from < header.size()) {
            int end = (int) Math.min(to, header.size());
            regions.add(
                    new ClipRegion.Memory(header.asBuffer().slice((int) from, end - (int) from)));
        }
        long at = header.size();
        for (ClipRegion.FileRange range : media) {
            long first = Math.max(from, at);
            long last = Math.min(to, at + range.sizeBytes());
            if (first < last) {
                long offset = range.offset() + first - at;
                regions.add(new ClipRegion.FileRange(range.file(), offset, last - first));
            }
            at += range.sizeBytes();
        }
        return regions;
    }

    /**
     * Writes the bytes from {@code from} up to {@code to}, exclusive; blocks.
     *
     * @throws IOException when {@code target} fails, or a recorded file is gone or shorter
     */
    public void transfer(long from, long to, WritableByteChannel target) throws IOException {
        for (ClipRegion region : regions(from, to)) {
            switch (region) {
                case ClipRegion.Memory(ByteBuffer bytes) -> {
                    while (bytes.hasRemaining()) {
                        target.write(bytes);
                    }
                }
                case ClipRegion.FileRange range -> transfer(range, target);
            }
        }
    }

    private static void transfer(ClipRegion.FileRange range, WritableByteChannel target)
            throws IOException {
        try (FileChannel file = FileChannel.open(range.file(), StandardOpenOption.READ)) {
            long at = range.offset();
            long end = at + range.sizeBytes();
            while (at < end) {
                long sent = file.transferTo(at, end - at, target);
                if (sent <= 0 && at >= file.size()) {
                    throw new EOFException("recorded file is shorter than it was");
                }
                at += sent;
            }
        }
    }
}
