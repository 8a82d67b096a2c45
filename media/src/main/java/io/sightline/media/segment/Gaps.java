package io.sightline.media.segment;

import io.sightline.media.cmaf.ChunkInfo;
import io.sightline.media.stream.Stream;
import io.sightline.media.stream.StreamFailure;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is missing in the recording of a stream: compares each chunk with the one before, says why
 * there is a gap and counts them.
 *
 * <p>Driven by the recorder's thread. Reason, count and error may be asked for by any.
 */
final class Gaps {

    private static final Logger log = LoggerFactory.getLogger(Gaps.class);

    private final Stream stream;
    private @Nullable ChunkInfo last;
    private volatile Optional<GapReason> reason;
    private final AtomicLong count = new AtomicLong();
    private volatile String lastError = "";

    /**
     * @param before why there is nothing before the first file
     */
    Gaps(Stream stream, GapReason before) {
        this.stream = stream;
        this.reason = Optional.of(before);
    }

    /** Why nothing is being recorded now; empty while it is. */
    Optional<GapReason> reason() {
        return reason;
    }

    long count() {
        return count.get();
    }

    /** For people; empty when nothing went wrong. */
    String lastError() {
        return lastError;
    }

    /** Whether the stream made nothing between the last chunk and {@code next}. */
    boolean follows(ChunkInfo next) {
        ChunkInfo before = last;
        return before != null && next.sequence() == before.sequence() + 1;
    }

    /** Wall clock between the last chunk and {@code next}; negative where they overlap. */
    long microsBefore(ChunkInfo next) {
        ChunkInfo before = last;
        return before == null
                ? 0
                : next.wallClockMicros() - before.wallClockMicros() - before.durationMicros();
    }

    /** Whether the camera sent nothing for a while before {@code next}. */
    private boolean isHole(ChunkInfo next) {
        ChunkInfo before = last;
        return before != null
                && Hole.isOne(
                        before.wallClockMicros() + before.durationMicros(),
                        next.wallClockMicros(),
                        before.durationMicros());
    }

    /** From here on nothing is missing. */
    void fileBegins(ChunkInfo first) {
        reason = Optional.empty();
        last = first;
    }

    /** {@code next} goes into the same file as the last chunk, which may have short holes. */
    void fileContinues(ChunkInfo next) {
        if (isHole(next)) {
            count.incrementAndGet();
        }
        last = next;
    }

    /** {@code next} needs another file: finds out why, where something is missing before it. */
    void fileEndsBefore(ChunkInfo next) {
        if (last == null) {
            return;
        }
        boolean skipped = !follows(next) && microsBefore(next) > 0;
        if (!skipped && !isHole(next)) {
            return;
        }
        GapReason why = skipped ? slow(next) : ofCamera(next);
        begins(why);
        log.warn(
                "[stream:{}] {} ms are missing in the recording: {}",
                stream.name(),
                microsBefore(next) / 1000,
                why.slug());
    }

    /** The file ends because the camera is gone. */
    void cameraGone() {
        GapReason why = outage();
        begins(why);
        log.info("[stream:{}] recording waits: {}", stream.name(), why.slug());
    }

    /**
     * No file takes what comes. That is a gap of its own unless there is one already.
     *
     * @param error for people
     */
    void refused(GapReason why, String error) {
        if (reason.isEmpty()) {
            begins(why);
        }
        lastError = error;
    }

    private void begins(GapReason why) {
        count.incrementAndGet();
        reason = Optional.of(why);
    }

    private GapReason slow(ChunkInfo next) {
        lastError = "the disk was too slow: skipped to chunk " + next.sequence();
        return GapReason.DISK_SLOW;
    }

    private GapReason ofCamera(ChunkInfo next) {
        return switch (next.interruption()) {
            case NEW_SESSION -> outage();
            case PACKETS_LOST -> GapReason.PACKETS_LOST;
            case NONE -> GapReason.CAMERA_STALLED;
        };
    }

    /** The stream tells the last failure of its source also when it delivers again. */
    private GapReason outage() {
        return stream.progress()
                .failure()
                .filter(failure -> failure.type() != StreamFailure.Type.STALLED)
                .map(failure -> GapReason.CAMERA_OFFLINE)
                .orElse(GapReason.CAMERA_STALLED);
    }
}
