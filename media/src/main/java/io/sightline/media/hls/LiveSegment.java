package io.sightline.media.hls;

import io.sightline.media.cmaf.Chunk;
import io.sightline.media.cmaf.InitSegment;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run of parts. Grows under the lock of its {@link LiveWindow}; once {@linkplain #close closed}
 * it is immutable and may be read by any thread.
 */
public final class LiveSegment {

    /** Where a whole segment lies. */
    public record StoredRange(Path file, long offset, long sizeBytes) {}

    private final HlsResource.Segment resource;
    private final HlsResource.Init init;
    private final InitSegment initSegment;
    private final boolean discontinuity;
    private final List<LivePart> parts = new ArrayList<>();
    private long durationMicros;
    private long sizeBytes;
    private volatile @Nullable StoredRange stored;
    private String lines = "";
    private String partLines = "";

    LiveSegment(
            HlsResource.Segment resource,
            HlsResource.Init init,
            InitSegment initSegment,
            boolean discontinuity) {
        this.resource = resource;
        this.init = init;
        this.initSegment = initSegment;
        this.discontinuity = discontinuity;
    }

    void add(LivePart part) {
        parts.add(part);
        durationMicros += part.durationMicros();
        sizeBytes += part.sizeBytes();
    }

    /**
     * Fixes the text of a finished segment, which every later playlist repeats.
     *
     * @param withParts whether its parts are fit to be listed
     */
    void close(boolean withParts) {
        StringBuilder text = new StringBuilder();
        text.append("#EXTINF:");
        Seconds.append(text, durationMicros);
        text.append(",\n").append(resource).append('\n');
        lines = text.toString();
        partLines = withParts ? describeParts() : "";
    }

    String describeParts() {
        StringBuilder text = new StringBuilder();
        for (LivePart part : parts) {
            part.describe(text);
        }
        return text.toString();
    }

    /** RFC 8216bis §4.4.4.6: to the millisecond, of the first sample. */
    void describeDate(StringBuilder playlist) {
        long micros = parts.getFirst().chunk().info().wallClockMicros();
        Instant date = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        playlist.append("#EXT-X-PROGRAM-DATE-TIME:")
                .append(date.truncatedTo(ChronoUnit.MILLIS))
                .append('\n');
    }

    String lines() {
        return lines;
    }

    String partLines() {
        return partLines;
    }

    public HlsResource.Segment resource() {
        return resource;
    }

    HlsResource.Init init() {
        return init;
    }

    InitSegment initSegment() {
        return initSegment;
    }

    boolean discontinuity() {
        return discontinuity;
    }

    boolean startsGop() {
        return parts.getFirst().chunk().info().startsGop();
    }

    public long mediaSequence() {
        return resource.mediaSequence();
    }

    public List<LivePart> parts() {
        return Collections.unmodifiableList(parts);
    }

    public long durationMicros() {
        return durationMicros;
    }

    public long sizeBytes() {
        return sizeBytes;
    }

    /**
     * Where all of a closed segment lies, if the recorder has stored it in one piece: looked for
     * until it is found, then known.
     */
    public Optional<StoredRange> stored() {
        StoredRange known = stored;
        if (known == null) {
            known = findStored();
            stored = known;
        }
        return Optional.ofNullable(known);
    }

    private @Nullable StoredRange findStored() {
        Chunk.@Nullable Location first = null;
        long size = 0;
        for (LivePart part : parts) {
            Chunk.@Nullable Location location = part.chunk().location().orElse(null);
            if (location == null) {
                return null;
            }
            if (first == null) {
                first = location;
            } else if (!first.file().equals(location.file())
                    || first.offset() + size != location.offset()) {
                return null;
            }
            size += part.sizeBytes();
        }
        return first == null ? null : new StoredRange(first.file(), first.offset(), size);
    }

    long heapBytes() {
        long bytes = 0;
        for (LivePart part : parts) {
            bytes += part.chunk().heapBytes();
        }
        return bytes;
    }
}
