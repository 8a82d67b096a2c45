package io.sightline.server.recording;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/** The {@code from} and {@code to} of a request. */
record TimeRange(Instant from, Instant to) {

    /** What is taken when only one end is named. */
    private static final Duration USUAL = Duration.ofHours(1);

    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    static Optional<TimeRange> of(Request request, Instant now, Duration longest) {
        Fields query = Request.extractQueryParameters(request);
        return of(query.getValue("from"), query.getValue("to"), now, longest);
    }

    /**
     * @return empty when the two are no times, in the wrong order, or too far apart
     */
    static Optional<TimeRange> of(
            @Nullable String from, @Nullable String to, Instant now, Duration longest) {
        try {
            Instant end = to == null ? null : parse(to);
            Instant start = from == null ? (end == null ? now : end).minus(USUAL) : parse(from);
            if (end == null) {
                end = from == null ? now : start.plus(USUAL);
            }
            boolean sane =
                    !start.isBefore(Instant.EPOCH)
                            && end.isBefore(LAST)
                            && start.isBefore(end)
                            && Duration.between(start, end).compareTo(longest) <= 0;
            return sane ? Optional.of(new TimeRange(start, end)) : Optional.empty();
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** ISO 8601 with any offset; a plus sign may have come as a space. */
    private static Instant parse(String text) {
        return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
    }

    long fromMicros() {
        return Recordings.micros(from);
    }

    long toMicros() {
        return Recordings.micros(to);
    }
}
