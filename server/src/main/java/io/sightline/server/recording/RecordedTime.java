package io.sightline.server.recording;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded of a stream in a range of time, and what is not.
 *
 * @param spans that are recorded without a hole, oldest first
 * @param gaps between them, and after them up to now, with their reasons
 */
public record RecordedTime(
        String stream,
        Instant from,
        Instant to,
        List<Span> spans,
        List<Gap> gaps,
        Nearest nearest) {

    /** Recorded without a hole. */
    public record Span(Instant from, Instant to, long bytes) {}

    /**
     * Not recorded.
     *
     * @param reason {@code camera-offline}, {@code disk-full}, {@code server-stopped}, …
     */
    public record Gap(Instant from, Instant to, String reason) {}

    /** Where to look instead, when nothing is recorded in the range. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Nearest(@Nullable Span before, @Nullable Span after) {}

    public RecordedTime {
        spans = List.copyOf(spans);
        gaps = List.copyOf(gaps);
    }
}
